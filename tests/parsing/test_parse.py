"""The recogniser and the ruler find what spaCy's own find."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from onrecord.parsing import ruler
from onrecord.parsing.parser import Parse

TEXTS = (
    "",
    "   ",
    "Ida",
    "Ida Holm of the Orlo Harbour Board met Jonas Lind in Vorst on 4 March 2024 for three hours.",
    "It cost $2.5 million.  Holm left.  The European Parliament in Brussels, which 40 people from "
    "New Zealand and the United States had visited on Tuesday,",
    "“We said no,” said Dr. Ana M. Brandt Jr., the  head of Marwick & Sons Ltd.\n\nReuters",
    "I can't; she's gonna say \"let's go\", won't they?  We've been doin' what'd been done: it is.",
    "THE MAYOR OF NEW YORK CITY SAID ON MONDAY NIGHT THAT UN RESOLUTION 242 STANDS",
)


def known_of(word: Token) -> tuple[str, ...]:
    """What the parse knows of a word."""
    return word.pos_, str(word.morph), word.lemma_, word.dep_, word.ent_iob_, word.ent_type_


def test_the_parse_is_that_of_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = Parse()
    expected = [list(map(known_of, doc)) for doc in parse.nlp.pipe(TEXTS)]
    docs = parse(TEXTS)
    assert [list(map(known_of, doc)) for doc in docs] == expected
    assert len([entity for doc in docs for entity in doc.ents]) > 10
    assert any(len(entity) > 3 for doc in docs for entity in doc.ents)
    monkeypatch.setattr(ruler, "MOST", 3)  # what is forgotten is asked for again
    assert [list(map(known_of, doc)) for doc in parse(TEXTS)] == expected


def test_empty_texts_have_no_entities() -> None:
    [doc] = Parse()([""])
    assert not doc.ents
