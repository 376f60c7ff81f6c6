"""Sums of products of eight-bit integers are exact on every processor."""

from __future__ import annotations

import numpy as np

from onrecord.offline import session

LENGTH = 64
INTS, BYTES, SIGNED = 6, 2, 3  # ONNX's numbers of kinds of elements


def field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer that is shorter than 128 bytes, or a small number."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def value(name: bytes, kind: int, *shape: int) -> bytes:
    """What ONNX writes of an input or an output."""
    sizes = b"".join(field(1, field(1, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, sizes)))


def product() -> bytes:
    """A network that multiplies a row of bytes with a column of the highest signed ones."""
    node = field(1, b"row") + field(1, b"column") + field(2, b"sum") + field(4, b"MatMulInteger")
    column = field(1, LENGTH) + field(1, 1) + field(2, SIGNED) + field(8, b"column")
    column += field(9, bytes([127]) * LENGTH)
    graph = field(1, node) + field(2, b"product") + field(5, column)
    graph += field(11, value(b"row", BYTES, 1, LENGTH)) + field(12, value(b"sum", INTS, 1, 1))
    size = len(graph)
    whole = bytes([7 << 3 | 2, size & 127 | 128, size >> 7]) + graph
    return field(1, 8) + field(8, field(2, 13)) + whole


def test_products_are_summed_without_being_cut_off() -> None:
    """127 * 255 * 2 does not fit into the 16 bits into which older processors add two of them."""
    row = np.full((1, LENGTH), 255, dtype=np.uint8)
    [[[found]]] = session(product()).run(None, {"row": row})
    assert found == 255 * 127 * LENGTH
