"""A number that is another one for other words, by which one sees whether they changed."""

from __future__ import annotations

from hashlib import blake2b


def digest(words: bytes) -> int:
    """A number of 64 bits with a sign, as every database keeps it."""
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)
