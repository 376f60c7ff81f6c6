"""How much words tell: what everybody says every day tells nothing of whose words they are."""

from __future__ import annotations

from collections.abc import Iterable

# Words of the grammar, and those that only say when.
EVERYBODYS = frozenset(
    """a about all also am an and any are as at be because been before being but by can can't
    cannot could couldn't day days did didn't do does doesn't don't done down each end every for
    from get go going got had has hasn't have haven't having he he'd he'll he's her here hers
    him his how i i'd i'll i'm i've if in into is isn't it it'll it's its just let like me might
    month months more most much must my no nor not now of off on one only or other our out over
    own said say says shall she she'd she'll she's should since so some soon such than that
    that's the their them then there there's these they they'd they'll they're they've this
    those through to too under until up us very was wasn't we we'd we'll we're we've week weeks
    were weren't what when where which while who whom why will with without won't would wouldn't
    year years yes yet you you'd you'll you're you've your""".split()
)


LEAST = 2  # telling words, with fewer of which words are anybody's


def telling(words: Iterable[str]) -> list[str]:
    """The words that tell something."""
    return [word for word in words if word not in EVERYBODYS]


def is_telling(words: Iterable[str]) -> bool:
    """Whether words tell enough to be somebody's."""
    return len(telling(words)) >= LEAST
