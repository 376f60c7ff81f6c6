"""The recogniser finds what spaCy's own finds."""

from __future__ import annotations

from onrecord.parsing.parser import RECOGNISER, Parse

TEXTS = (
    "",
    "   ",
    "Ida",
    "Ida Holm of the Orlo Harbour Board met Jonas Lind in Vorst on 4 March 2024 for three hours.",
    "It cost $2.5 million.  Holm left.  The European Parliament in Brussels, which 40 people from "
    "New Zealand and the United States had visited on Tuesday,",
    "“We said no,” said Dr. Ana M. Brandt Jr., the  head of Marwick & Sons Ltd.\n\nReuters",
    "THE MAYOR OF NEW YORK CITY SAID ON MONDAY NIGHT THAT UN RESOLUTION 242 STANDS",
)


def test_the_recogniser_finds_the_same_as_spacys() -> None:
    parse = Parse()
    docs = parse(TEXTS)
    expected = list(parse.nlp.pipe(TEXTS))
    for doc, other in zip(docs, expected, strict=True):
        named = [(word.ent_iob_, word.ent_type_) for word in doc]
        assert named == [(word.ent_iob_, word.ent_type_) for word in other]
    assert len([entity for doc in docs for entity in doc.ents]) > 10
    assert any(len(entity) > 3 for doc in docs for entity in doc.ents)


def test_nothing_but_empty_texts_have_no_entities() -> None:
    parse = Parse()
    [doc] = parse([""])
    assert parse.nlp.get_pipe(RECOGNISER) is not None and not doc.ents
