"""The tags of words: outside of everything, or begin or inside of a source, cue or content."""

from __future__ import annotations

import numpy as np

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
INSIDE = {role: TAGS.index(f"I-{role}") for role in ROLES}
FORBIDDEN = -1e4


def follows() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """``[a, b]``: 0 where tag b may stand after tag a, FORBIDDEN where not."""
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for role, inside in INSIDE.items():
        outside = [a for a, tag in enumerate(TAGS) if not tag.endswith(role)]
        allowed[outside, inside] = FORBIDDEN
    return allowed
