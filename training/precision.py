"""In how many bits products of matrices are made: 16 where the machine has instructions for them.

On a processor without any they would take thirty times as long as in 32.
"""

from __future__ import annotations

import torch

FAST = torch.cuda.is_available() or torch.ops.mkldnn._is_mkldnn_bf16_supported()
SHORT = torch.bfloat16 if FAST else torch.float32
