"""The bodies that an article names, and the fullest name that it gives each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.speakers.roles import without_determiner

if TYPE_CHECKING:
    from onrecord.parsing import Paragraph

LONGEST_ACRONYM = 8


class Bodies:
    """Every organisation named in an article."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        names = (
            without_determiner(entity)
            for paragraph in paragraphs
            for entity in paragraph.doc.ents
            if entity.label_ == "ORG"
        )
        self.names = list(dict.fromkeys(name for name in names if name))

    def fullest(self, name: str) -> str:
        """The one longer name that an acronym or a shorter name stands for, or itself."""
        longer = [full for full in self.names if full != name and stands_for(name, full)]
        return longer[0] if len(longer) == 1 else name


def stands_for(name: str, full: str) -> bool:
    """ "H.F.B." for Harbour Fire Brigade; "Fire Brigade" for it, too."""
    letters = name.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM:
        words = full.replace("-", " ").split()
        initials = ("".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words))
        return letters in initials and len(words) > 1
    return " " in name and full.endswith(f" {name}") and full[0].isupper()
