"""Who speaks: names, pronouns, titles, bodies, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.entities import Entities
from onrecord.model import Article, Span, Statement
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

Analyse = Callable[..., Article]
Tell = Callable[..., tuple[Article, list[list[Statement]]]]

NOBODY = ()  # nothing is said there

# What decides, and the report, row by row: who speaks there (None where that must stay open), and
# the words.  A row is a paragraph, or goes on with the one before if it begins with a space.
CASES = {
    "a last name means the fullest name": [
        ("Julia Holm", "Mayor Julia Holm said the bridge was safe."),
        ("Julia Holm", "“It will hold,” Holm said."),
    ],
    "a full name that only the headline gives": [
        ("Julia Holm", "Julia Holm Calls For Calm In Eastmouth"),
        ("Julia Holm", "Holm said the bridge was safe."),
    ],
    "a nickname in a name": [
        (
            "Wilhelmina “Billie” Roark",
            "The toll is a lie, said the secretary, Wilhelmina “Billie” Roark.",
        ),
        ("Wilhelmina “Billie” Roark", "Roark said the union would strike."),
    ],
    "the place that somebody is of is no part of the name": [
        ("Ed Nimeau", "Senator Ed Nimeau of Eastmouth said the bridge was old."),
        ("Ed Nimeau", " “I add,” Nimeau said."),
    ],
    "what somebody is, with a capital before the name, is none": [
        ("Julia Holm", "Billionaire Julia Holm said the tolls were low."),
        ("Mason Wray", "Mason Wray said they were high."),
    ],
    "a title may end in a place": [
        ("Julia Holm", "Ambassador to NATO Julia Holm said she had seen “no change” at all."),
    ],
    "a last name that two share means the one who bears it alone first": [
        ("Peter Wray", "Peter Wray said the bridge was old."),
        ("Peter Wray", " Wray asked for money."),
        ("Anna Wray", "His daughter, Anna Wray, said it would hold."),
        ("Peter Wray", "“It will fall,” Wray said."),
    ],
    "a body whose somebody is, and a day, are no part of a name": [
        ("Julia Holm", "The bridge will hold, the Wire’s Julia Holm said."),
        ("Peter Wray", "It will fall, the Post's Peter Wray told Julia Holm Friday."),
    ],
    "titles of other countries": [
        ("Ilavarasi Nandan", "The dam is safe, Smt Ilavarasi Nandan told the House."),
        ("Ilavarasi Nandan", "“It will hold,” Smt Nandan said."),
    ],
    "when it was is no part of a name": [
        ("Radu Kolm", "In February Radu Kolm said that the bridge would open."),
        ("Radu Kolm", "It was ready, Kolm said."),
        ("Julia Holm", "On 4 May Julia Holm told reporters that tolls would fall."),
    ],
    "a place that is taken for somebody is nobody": [
        ("Dov Lenz", "Nobody will have to row to Skarn, said Dov Lenz, who leads the union."),
        ("Dov Lenz", "The boats on Skarn are old, he said."),
    ],
    "whoever is accused, and a mayor, is another than who speaks": [
        ("Dov Lenz", "Dov Lenz, who leads the council, accused her of hiding the price."),
        ("Dov Lenz", "The mayor knew it, he said."),
        ("Dov Lenz", "Dov Lenz said that the mayor had broken her word."),
        ("Dov Lenz", "“She promised November,” he said."),
    ],
    "a name is somebody's where an office stands beside it": [
        ("Julia Holm", "Mayor Julia Holm said the tolls were low."),
        ("Åsa Strand", "Åsa Strand, a spokeswoman for the yard in Lervik, denied the delay."),
        ("Åsa Strand", " “We warned the council,” she said."),
    ],
    "a pronoun means the person spoken of last": [
        ("Julia Holm", "Mayor Julia Holm said the bridge was safe."),
        ("Julia Holm", "“It will hold,” she said."),
        ("Peter Wray", "Peter Wray denied the report."),
        ("Peter Wray", " He said the bridge was old."),
    ],
    "a pronoun passes over whom a title's gender excludes": [
        ("Julia Holm", "Ms. Julia Holm said the bridge was safe."),
        ("Peter Wray", "Mr. Peter Wray said it was old."),
        ("Julia Holm", "“It will hold,” she said."),
    ],
    "a pronoun passes over whom a first name's gender excludes": [
        ("Stephanie Lind", "Stephanie Lind said the bridge was safe."),
        ("Donald Wray", "Donald Wray said it was old."),
        ("Stephanie Lind", "“It will hold,” she said."),
    ],
    "somebody beside the pronoun rather than the first subject": [
        ("Chris Varn", "Chris Varn called Julia Holm a disgrace"),
        ("Julia Holm", " after she said that the bridge was safe."),
    ],
    "they are those who were a subject since": [
        ("Critics", "Critics said the bridge was old."),
        ("Voters", "Voters stayed at home because they believed that nothing would change."),
    ],
    "nobody is guessed: no woman was spoken of": [
        (None, "“It will hold,” she said."),
    ],
    "a title means the one who bears it": [
        ("Mara Lindqvist", "Transport Minister Mara Lindqvist said the ships would come."),
        ("Mara Lindqvist", "“You have my word,” the minister said."),
    ],
    "an office whose bearer is named later, by a name without one": [
        (
            "Runa Halvey",
            "The premier of the Tarn Islands accused Corvania of charging ships twice.",
        ),
        ("Runa Halvey", "“They take the toll at the cape,” Runa Halvey told the council."),
        ("Runa Halvey", "The premier said the islands would not pay."),
    ],
    "an office takes no name that has another": [
        (None, "The premier of the islands accused Corvania of charging ships twice."),
        ("Ilke Dranova", "“We count ships,” Foreign Minister Ilke Dranova told the council."),
    ],
    "a judge in the lead, named later": [
        ("Frank Ostrow", "A Tarnish judge rejected the request on Monday."),
        ("Frank Ostrow", "“The files stay shut,” Eastmouth Justice Frank Ostrow wrote."),
    ],
    "an epithet takes up the one a report is about": [
        ("Peter Wray", "Peter Wray said the bridge was old."),
        ("Peter Wray", " Wray asked for money."),
        (NOBODY, " Wray left at noon."),
        ("Peter Wray", "The Eastmouth senator called for calm."),
    ],
    "a senior official is never given a name": [
        (None, "A senior official said the talks had failed."),
        (None, " The official said they would go on."),
        ("Julia Holm", "“They will,” Julia Holm said."),
    ],
    "what stands behind a name is its role": [
        ("Julia Holm", "“It will hold,” said Julia Holm, the mayor of Eastmouth."),
    ],
    "critics are a group": [
        ("Critics", "Critics say the tolls are too high."),
    ],
    "several of the public are a group": [
        ("Demonstrators", "Demonstrators said the tolls were too high."),
    ],
    "several who only serve have no name": [
        (None, "Prosecutors said they were legal."),
    ],
    "two who speak together": [
        (NOBODY, "Julia Holm and Peter Wray met."),
        ("Holm and Wray", " Holm and Wray said the bridge was safe."),
    ],
    "what stands before the names of two is no part of them": [
        ("Julia Holm and Peter Wray", "Mayors Julia Holm and Peter Wray said the bridge was safe."),
    ],
    "labels cut to the last name, and an outlet that asks": [
        (NOBODY, "Ten questions for Ottoline Halvey, who spoke with The Wire on the quay."),
        ("Wire", "WIRE: Is the bridge safe?"),
        ("Ottoline Halvey", "HALVEY: It is safe, and it will hold for years."),
        ("Wire", "WIRE: Who pays for it?"),
        ("Ottoline Halvey", "HALVEY: The council pays, all of it."),
    ],
    "an official record, where one has the turns by her office": [
        (NOBODY, "Present: Senator Greta Holm of Tallow, chairwoman; Mr. Karl Spry."),
        ("Greta Holm", "The CHAIRWOMAN. Mr. Spry, is the bridge safe?"),
        ("Karl Spry", "Mr. SPRY. It is safe, I walked over it."),
        ("Greta Holm", "The CHAIRWOMAN. Who pays for it?"),
        ("Karl Spry", "Mr. SPRY. The town pays, all of it."),
    ],
    "a headline quotes whoever says the same words in the story": [
        ("Elena Ruiz", "'We will not pay a penny': Harker on the roof"),
        (NOBODY, "The council leader, Dan Harker, stood outside Tarn Hall on Monday."),
        ("Elena Ruiz", "“We will not pay a penny,” said Councillor Elena Ruiz."),
    ],
    "who asks in an interview has no name": [
        (NOBODY, "Dan Harker, the council leader, met us on his roof."),
        (None, "Q: Councillor Elena Ruiz accuses you of hiding the survey."),
        ("Dan Harker", "A: I published it in May."),
        (None, "Q: Will it leak?"),
        ("Dan Harker", "A: No."),
    ],
    "a courtesy is no part of a name": [
        ("Julia Holm", "Her Excellency President Julia Holm said the bridge was safe."),
        ("Peter Wray", "The Honourable Peter Wray said it was old."),
    ],
    "some are not all": [
        ("some fishermen", "The bridge is old, some fishermen said."),
    ],
    "a generation is a part of the name": [
        ("Peter Wray Jr.", "Peter Wray Jr., a clerk, said the bridge was safe."),
        ("Peter Wray Jr.", "Wray said it would hold."),
    ],
    "a ministry is a body": [
        ("transport ministry", "The transport ministry said the tolls would rise."),
    ],
    "an acronym means the body it stands for": [
        (
            "International Maritime Organization",
            "The International Maritime Organization said the strait was open.",
        ),
        ("International Maritime Organization", "The IMO added that tolls would fall."),
    ],
    "a body that takes up a name as no person does": [
        (
            "Orrin Storage",
            "Orrin Storage, which rents the building, said that its doors were open.",
        ),
    ],
    "a body whose name follows its description": [
        ("Senate Harbour Committee", "A Senate panel said on Monday that the bridge was old."),
        (NOBODY, "Members of the Senate Harbour Committee met for an hour in the old town hall."),
    ],
    "a name in capitals is not another one with the same words": [
        ("Centre for Toll Policy", "The Centre for Toll Policy said the tolls were low."),
        ("Toll Policy Centre", "The Toll Policy Centre said they were high."),
    ],
    "a paper whose name is a noun for people": [
        ("Courier", "The bridge will hold, the Courier said on Monday."),
        ("Guardian", "The Guardian said it would not."),
    ],
    "a paper by one word, and its article by its name": [
        ("Harbour Times", "The Harbour Times wrote that the bridge was old."),
        ("Harbour Times", "The Times said the mayor knew."),
        ("Harbour Times", " The article said she had been told twice."),
    ],
    "a document without a name": [
        ("new study", "A new study says that the ice is thinner."),
    ],
    "a document has the name of its author": [
        (NOBODY, "Mayor Julia Holm resigned."),
        ("Julia Holm", " Holm’s letter said the bridge was old."),
    ],
    "the author of a column, whom its last paragraph introduces": [
        ("Julia Holm", "I believe that the bridge will hold."),
        (NOBODY, "The town has seen worse winters, and it did not fall in any of them."),
        (NOBODY, "Julia Holm is a lecturer in law at Eastmouth College."),
    ],
    "a quotation that runs on keeps its speaker": [
        ("Julia Holm", "“The bridge is safe. It held in the great flood,” Julia Holm said."),
        ("Julia Holm", "“It will hold.”"),
    ],
}


# The chooser, which is right more often on articles marked by hand, is wrong here.
LOST = pytest.mark.xfail(reason="somebody else is likelier", strict=True)
ARE_LOST = (
    "an office takes no name that has another",
    "somebody beside the pronoun rather than the first subject",
)


@pytest.mark.parametrize(
    "why",
    [pytest.param(why, marks=LOST) if why in ARE_LOST else why for why in CASES],
)
def test_who_speaks(why: str, tell: Tell) -> None:
    rows = CASES[why]
    article, statements = tell([text for _, text in rows])
    found = [tuple(name_of(statement, article) for statement in said) for said in statements]
    assert found == [() if name is NOBODY else (name,) for name, _ in rows]


ROLES = {
    "a title means the one who bears it": "Transport Minister",
    "an office whose bearer is named later, by a name without one": "premier of the Tarn Islands",
    "an epithet takes up the one a report is about": "Eastmouth senator",
    "what stands behind a name is its role": "mayor of Eastmouth",
}


@pytest.mark.parametrize("why", ROLES)
def test_what_leads_to_somebody_is_a_role(why: str, tell: Tell) -> None:
    article, _ = tell([text for _, text in CASES[why]])
    assert article.speakers[0].roles[0] == ROLES[why]


KINDS = {
    "a senior official is never given a name": ["unnamed-person", "person"],
    "critics are a group": ["group"],
    "several of the public are a group": ["group"],
    "several who only serve have no name": ["unnamed-person"],
    "two who speak together": ["group"],
    "a ministry is a body": ["organization"],
    "a paper by one word, and its article by its name": ["organization", "document"],
    "a document without a name": ["document"],
    "a document has the name of its author": ["document"],
}


@pytest.mark.parametrize("why", KINDS)
def test_what_kind_of_speaker(why: str, tell: Tell) -> None:
    article, statements = tell([text for _, text in CASES[why]])
    speaking = {statement.speaker for said in statements for statement in said}
    assert [s.type for s in article.speakers if s.id in speaking] == KINDS[why]


def test_mentions_are_in_the_order_of_the_text(analyse: Analyse) -> None:
    article = analyse("Mayor Julia Holm said the bridge was safe.\n\n“It will hold,” Holm said.")
    assert [m.text for m in article.speakers[0].mentions] == ["Mayor Julia Holm", "Holm"]


def name_of(statement: Statement, article: Article) -> str | None:
    """The name of whoever makes a statement."""
    return next((s.name for s in article.speakers if s.id == statement.speaker), None)


def names(article: Article) -> list[str | None]:
    return [name_of(statement, article) for statement in article.statements]


def test_every_speaker_comes_with_a_reason(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Julia Holm said the bridge was safe. Holm laughed.\n\n“It will hold,” she said. "
        "“It held in the great flood.”\n\nCritics said it was old. “It is,” he said.\n"
    )
    for statement in article.statements:
        assert (statement.speaker is None) == (statement.resolution is None)
    how = {s.resolution.kind: s.resolution for s in article.statements if s.resolution}
    she = next(s.resolution for s in article.statements if s.source and s.source[0].text == "she")
    assert she is not None
    assert she.reason == "she → Julia Holm: the only woman near, 1 sentence before"
    assert 0.5 < she.confidence <= 1
    assert how["description"].reason == "Critics: as the article describes it"


def test_a_cue_without_a_subject_of_its_own(stages: Pipeline) -> None:
    text = "Julia Holm defended the bridge on Tuesday, saying it had held in the great flood."
    [analysis] = stages.only("parsing").analysed([from_text(text, "test")])
    cue, content = (
        (Span.of(text, text.index(words), text.index(words) + len(words)),)
        for words in ("saying", "it had held in the great flood")
    )
    said = Statement("one", (), cue, content, "indirect")
    [found] = Entities()([analysis.knowing(statements=(said,))])
    assert names(found.article) == ["Julia Holm"]


@LOST
def test_whose_words_a_colon_announces_is_not_spoken_of_in_them(stages: Pipeline) -> None:
    text = (
        "Mayor Julia Holm opposed the bridge.\n\nMaud Lin of the Herald reports:\n\n"
        "“As she left, she said that the bridge was old.\n"
    )
    [analysis] = stages.only("parsing").analysed([from_text(text, "test")])
    source, cue, content = (
        (Span.of(text, text.rindex(words), text.rindex(words) + len(words)),)
        for words in ("she", "said", "that the bridge was old")
    )
    said = Statement("one", source, cue, content, "indirect")
    [found] = Entities()([analysis.knowing(statements=(said,))])
    assert names(found.article) == ["Julia Holm"]


def test_every_speaker_of_a_statement_is_listed(analyse: Analyse) -> None:
    article = analyse("The mayor said no. Julia Holm said it would hold. They said nothing more.")
    listed = {speaker.id for speaker in article.speakers}
    assert {s.speaker for s in article.statements} - {None} <= listed
