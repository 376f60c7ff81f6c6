"""Forms in which news prose refers to its speakers, each with the names that are right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Analyse = Callable[..., Article]

FORMS = {
    "a full name that only the headline gives": (
        "Julia Holm Calls For Calm In Eastmouth\n\nHolm said the bridge was safe.\n",
        ["Julia Holm", "Julia Holm"],
    ),
    "a nickname in a name": (
        "The toll is a lie, said the secretary, Wilhelmina “Billie” Roark.\n\n"
        "Roark said the union would strike.\n",
        ["Wilhelmina “Billie” Roark"] * 2,
    ),
    "the place that somebody is of": (
        "Senator Ed Nimeau of Eastmouth said the bridge was old. “I add,” Nimeau said.\n",
        ["Ed Nimeau"] * 2,
    ),
    "what somebody is, with a capital before the name": (
        "Billionaire Julia Holm said the tolls were low.\n\nMason Wray said they were high.\n",
        ["Julia Holm", "Mason Wray"],
    ),
    "a paper whose name is a noun for people": (
        "The bridge will hold, the Courier said on Monday.\n\nThe Guardian said it would not.\n",
        ["Courier", "Guardian"],
    ),
    "a body that takes up a name as no person does": (
        "Orrin Storage, which rents the building, said that its doors were open.\n",
        ["Orrin Storage"],
    ),
    "a body whose name follows its description": (
        "A Senate panel said on Monday that the bridge was old.\n\n"
        "Members of the Senate Harbour Committee met for an hour in the old town hall.\n",
        ["Senate Harbour Committee"],
    ),
    "a name in capitals is not another one with the same words": (
        "The Centre for Toll Policy said the tolls were low.\n\n"
        "The Toll Policy Centre said they were high.\n",
        ["Centre for Toll Policy", "Toll Policy Centre"],
    ),
    "they who were a subject since": (
        "Critics said the bridge was old.\n\n"
        "Voters stayed at home because they believed that nothing would change.\n",
        ["Critics", "Voters"],
    ),
    "a surer one beside the pronoun": (
        "Chris Varn called Julia Holm a disgrace after she said that the bridge was safe.\n",
        ["Chris Varn", "Julia Holm"],
    ),
    "the author of a column": (
        "I believe that the bridge will hold.\n\nThe town has seen worse winters, and it did "
        "not fall in any of them.\n\nJulia Holm is a lecturer in law at Eastmouth College.\n",
        ["Julia Holm"],
    ),
    "several of the public, and several who only serve": (
        "Demonstrators said the tolls were too high.\n\nProsecutors said they were legal.\n",
        ["Demonstrators", None],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str, analyse: Analyse) -> None:
    text, right = FORMS[form]
    article = analyse(text)
    by_id = {speaker.id: speaker.name for speaker in article.speakers}
    assert [by_id.get(s.speaker or "") for s in article.statements] == right
