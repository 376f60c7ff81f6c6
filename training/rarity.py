"""How common words are: ``python -m training.rarity`` writes ``src/onrecord/ledger/common.txt``.

The comparer's vocabulary was made from the commonest words of an encyclopedia and many books, and
lists them by how common they are.  Of the words in it, the stems are kept in that order, so that a
statement's rare words can count for more wherever it stands, in any record and in any order.
"""

from __future__ import annotations

from importlib.resources import files

import msgspec

from onrecord.stems import stem_of

KEPT = 6_000  # stems; what is not among them is rare
FIRST = 1_996  # where the words begin, behind the marks and letters


def main() -> None:
    """Write the stems, the commonest first."""
    kept = files("onrecord.positions").joinpath("model", "tokenizer.json").read_bytes()
    vocabulary = msgspec.json.decode(kept)["model"]["vocab"]
    ordered = sorted(vocabulary, key=vocabulary.__getitem__)[FIRST:]
    stems = dict.fromkeys(stem_of(word) for word in ordered if word.isalpha() and len(word) > 1)
    target = files("onrecord.ledger").joinpath("common.txt")
    target.write_text("\n".join(list(stems)[:KEPT]) + "\n", encoding="utf-8")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
