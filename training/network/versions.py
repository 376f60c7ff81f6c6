"""Versions of an article: as it is, and with all names changed, again and again.

What a name stands for in the world is not to be learned.  The versions stay the same through
the training, because what teachers say of each is kept.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from onrecord.names.first_names import first_names
from onrecord.network.words import Splitter
from training.network.articles import Prepared, marked, renamed
from training.network.cases import Seen

# Of these, last names are put together: names from nowhere in particular.
SYLLABLES = """mar hol lind bran dal wick ver tor ker sten vik lun ros gar pel ost fen hal rud nor
    ash cal mor tan sor lev kov ski ard ell ine ova enko berg man son field ton ley by worth ier eau
    oso ano ini ez ares aki ida wara zhu chen obi eze diop""".split()

Versions = Sequence[Seen]


def versions(
    article: Prepared, number: int, split: Splitter, pool: Sequence[str] = ()
) -> list[Seen]:
    """The article as it is, and ``number`` times with other names from ``pool``.

    One without a case has nothing to learn from, in any version.
    """
    plain, chance = marked(article, split), random.Random(article.id)
    others = [renamed(plain, pool, chance, split) for _ in range(number)]
    return [seen for seen in map(Seen.of, (plain, *others)) if seen.cases]


def drawn(articles: Sequence[Versions], share: float, chance: random.Random) -> list[Seen]:
    """The articles in random order, a share of them with other names."""
    some = [
        chance.choice(others) if others and chance.random() < share else plain
        for plain, *others in articles
    ]
    chance.shuffle(some)
    return some


def names() -> list[str]:
    """Names to take for other names: first names, and last names that nobody has."""
    chance = random.Random(3)
    first = [name.capitalize() for name in chance.sample(sorted(first_names()), 1500)]
    last = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))) for _ in range(1500)]
    return [*first, *(name.capitalize() for name in last)]
