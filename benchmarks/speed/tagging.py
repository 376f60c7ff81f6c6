"""Tagging by a network of BERT-base's size, as published taggers do it.

Each paragraph by itself, up to 512 pieces, argmax over seven tags.  The paragraphs go
through side by side, one on each thread, as the windows of our own tagger do: nothing
is padding, and it takes less time than batches over all threads.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from benchmarks.speed.reports import Reports
from onrecord.parsing import story

LONGEST = 512  # pieces
OUTSIDE = 0


class Tagging:
    """The network in an ONNX file, and its tokenizer in the .json beside it."""

    def __init__(self, path: Path, threads: int) -> None:
        self.threads = threads
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.network = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
        self.inputs = [given.name for given in self.network.get_inputs()]
        self.tokenizer = Tokenizer.from_file(str(path.with_suffix(".json")))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def __call__(self, reports: Reports) -> int:
        """How many words of the stories are tagged as part of something."""
        paragraphs = [a.text[p.start : p.end] for a in reports.articles for p in story(a)]
        with ThreadPoolExecutor(self.threads) as pool:
            return sum(pool.map(self.tagged, self.tokenizer.encode_batch(paragraphs)))

    def tagged(self, paragraph: Encoding) -> int:
        """How many words of a paragraph are tagged as part of something."""
        pieces, mask = np.array([paragraph.ids]), np.array([paragraph.attention_mask])
        [scores] = self.network.run(None, dict(zip(self.inputs, (pieces, mask), strict=True)))
        words = np.array([-1 if word is None else word for word in paragraph.word_ids])
        first = (words >= 0) & (np.diff(words, prepend=-1) != 0)
        return int((scores[0].argmax(-1)[first] != OUTSIDE).sum())
