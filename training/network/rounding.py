"""Weights in seven bits, rounded so that the errors of some make up for those of others.

Processors without instructions for products of eight bits add two of them in 16 bits, which hold
no more than seven bits times eight: with eight, each sum takes a quarter longer there. So that
the lost bit is not missed, the weights of a matrix are rounded input by input, and those still to
come take over what went wrong, as far as inputs hang together (GPTQ: Frantar et al., ICLR 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

LARGEST = 64  # of weights in seven bits, as onnxruntime has them
DAMPING = 0.01
BLOCK = 64  # inputs whose weights are rounded before all others take over what went wrong


@torch.no_grad()
def round_off(network: nn.Module, see: Callable[[], object]) -> None:
    """Round the matrices of a network for what ``see`` shows it."""
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Linear)]
    sizes = [layer.in_features for layer in layers]
    products = [torch.zeros(size, size, dtype=torch.float64) for size in sizes]

    def note(total: Tensor, _: object, given: tuple[Tensor, ...]) -> None:
        rows = given[0].flatten(0, -2).float().cpu()
        total += rows.T @ rows  # and nothing is returned: that would go in instead

    hooks = [
        layer.register_forward_pre_hook(partial(note, total))
        for layer, total in zip(layers, products, strict=True)
    ]
    see()
    for hook in hooks:
        hook.remove()
    for layer, total in zip(layers, products, strict=True):
        layer.weight.copy_(rounded(layer.weight.double().cpu(), total))


def rounded(weights: Tensor, products: Tensor) -> Tensor:
    """A matrix (outputs, inputs) in at most 64 steps to either side, for each output its own.

    ``products`` are the summed products of any two inputs.  The largest weight of an output stays
    where it is, so that its steps can be told from it.
    """
    seen = products.diagonal()
    damped = products + torch.diag(DAMPING * seen.mean().clamp(min=1e-9).expand(len(seen)))
    order = seen.argsort(descending=True)
    inverse = torch.linalg.inv(damped[order][:, order])
    factors = torch.linalg.cholesky(inverse, upper=True)
    rest: Any = weights.T[order].contiguous()  # by input, and those that matter most come first
    steps = (rest.abs().amax(0) / LARGEST).clamp(min=1e-12)
    largest = rest.abs().argmax(0)
    for start in range(0, len(rest), BLOCK):
        block = range(start, min(start + BLOCK, len(rest)))
        errors = torch.zeros(len(block), len(steps), dtype=rest.dtype)
        for at in block:
            kept = (rest[at] / steps).round().clamp(-LARGEST, LARGEST) * steps
            kept = torch.where(largest == at, weights[:, order[at]], kept)
            error = (rest[at] - kept) / factors[at, at]
            rest[at + 1 : block.stop] -= factors[at, at + 1 : block.stop, None] * error
            rest[at], errors[at - start] = kept, error
        rest[block.stop :] -= factors[start : block.stop, block.stop :].T @ errors
    return rest[order.argsort()].T
