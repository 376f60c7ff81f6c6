"""Searching: by words, never a syntax error; by everything else; and finding one article."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.event import listen

from onrecord.model import Mentioned
from onrecord.record import Record, RecordError, search

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def filled(record: Record, make) -> Record:
    record.add(
        make(
            "Ida Holm | said | the bridges are safe | and will be rebuilt",
            "José Ríos | promised | no new toll",
            origin="stories/bridge.txt",
            outlet="Harbour Post",
            published="2024-03-05",
        )
    )
    later = make("Ida Holm | denied | that tolls rise", origin="b/toll.txt", published="2024-05-01")
    denied = replace(later.statements[0], act="deny", manner="direct", said_on="2024-04")
    record.add(replace(later, statements=(denied,)))
    return record


def test_a_body_is_found_with_all_who_speak_for_it(record: Record, make) -> None:
    roles = {
        "Ida Holm": ("finance minister",),
        "Bo Rask": ("spokesman for the finance ministry",),
        "Eva Lund": ("minister of transport",),
    }
    said = [f"{name} | said | the toll stays, {name}" for name in ("The Finance Ministry", *roles)]
    story = make(*said)
    people = tuple(replace(one, roles=roles.get(one.name or "", ())) for one in story.speakers)
    record.add(replace(story, speakers=people))
    found = {hit.speaker for hit in record.search(body="Finance ministry")}
    assert found == {"The Finance Ministry", "Ida Holm", "Bo Rask"}
    assert [hit.speaker for hit in record.search("rask", body="finance ministry")] == ["Bo Rask"]
    assert [hit.speaker for hit in record.search(body="transport ministry")] == ["Eva Lund"]
    assert record.search(body="harbour ministry").total == 0


@pytest.mark.parametrize("few", [0, 3, 1000])
@pytest.mark.parametrize("many", [0, 1000])
def test_little_is_found_as_much_is(record: Record, make, monkeypatch, few: int, many: int) -> None:
    for number in range(24):
        told = f"{'Ida Holm' if number % 3 else 'Bo Rask'} | said | the toll is {number}"
        outlet = f"Post {number % 4}"
        record.add(make(told, published=f"20{10 + number % 5}-03-05", outlet=outlet))
    asked = [
        {"outlet": "post 1"},
        {"outlet": "2", "speaker": "Rask"},
        {"speaker": "Holm", "since": "2013"},
        {"manner": "indirect", "until": "2011"},
        {"type": "person", "words": "toll", "outlet": "3"},
        {"words": "toll", "speaker": "Holm", "sort": "date"},
    ]
    reference = [record.search(**one, limit=100) for one in asked]  # type: ignore[arg-type]
    assert [page.total for page in reference] == [6, 2, 6, 10, 6, 16]
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(search, "MANY", many)
    for one, page in zip(asked, reference, strict=True):
        shown = record.search(**one, limit=100)  # type: ignore[arg-type]
        assert (shown.total, {hit.statement.id for hit in shown}) == (
            page.total,
            {hit.statement.id for hit in page},
        )
        if "words" not in one or "sort" in one:
            assert shown == page


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("-toll", "what to look for"),
        ("NOT toll", "what to look for"),
        ("toll NEAR/3 bridge", "NEAR: not known"),
        ("toll NEAR(bridge)", "NEAR: not known"),
        ("word " * 51, "a search takes 50"),
        ("x" * 5000, "a search takes 4,000"),
        ("(" * 100 + "x", "brackets"),
    ],
)
def test_what_cannot_be_searched_is_refused(filled: Record, words: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint):
        filled.search(words)


def test_forms_and_very_words(record: Record, make) -> None:
    for number, words in enumerate(
        ("a general came", "generators hum", "one generator", "generals")
    ):
        record.add(make(f"Ida {number} | said | {words}"))
    assert contents(record, "generators") == ["generators hum", "one generator"]
    assert contents(record, "generator") == ["one generator", "generators hum"]
    assert contents(record, "generators", exact=True) == ["generators hum"]
    assert sorted(contents(record, "general")) == ["a general came", "generals"]


def test_names_whole_in_any_order(record: Record, make) -> None:
    record.add(make("Helena Marwick | said | yes", outlet="Évening Post"))
    record.add(make("Łukasz Żak | said | no", outlet="ČTK"))
    record.add(make("the company | said | perhaps", outlet="Post"))
    for speaker in ("Marwick, Helena", "Ms Marwick", "marwick", "HELENA"):
        assert contents(record, speaker=speaker) == ["yes"], speaker
    assert contents(record, speaker="Lukasz Zak") == contents(record, "Łukasz") == ["no"]
    assert contents(record, speaker="MP") == contents(record, speaker="Mar") == []
    assert contents(record, outlet="évening") == contents(record, outlet="Evening post") == ["yes"]
    assert contents(record, outlet="čtk") == contents(record, outlet="CTK") == ["no"]
    assert sorted(contents(record, outlet="post")) == ["perhaps", "yes"]
    assert record.near("Helena Merwick") == ["Helena Marwick"]


def test_more_filters(record: Record, make) -> None:
    story = make("Ida Holm | said | yes", "Bo Lind | said | no", published="2024-03-05")
    said, other = story.statements
    said = replace(said, target=Mentioned("Eva Quill"), place=Mentioned("Skerry Bay"))
    said = replace(said, about=(Mentioned("Harbour Council"),), confidence=0.9)
    official = replace(story.speakers[1], name="a senior official", type="unnamed-person")
    record.add(
        replace(
            story,
            statements=(said, replace(other, confidence=0.4)),
            speakers=(story.speakers[0], official),
        )
    )
    for filters in (
        {"target": "quill"},
        {"place": "Skerry"},
        {"about": "council, harbour"},
        {"min_confidence": 0.5},
        {"type": "person"},
    ):
        assert contents(record, **filters) == ["yes"], filters
    for filters in ({"unnamed": True}, {"type": "unnamed-person"}, {"speaker": "senior official"}):
        assert contents(record, **filters) == ["no"], filters
    assert contents(record, "yes OR no", sort="date") == ["yes", "no"]
    assert contents(record, "yes OR no", sort="-date") == ["no", "yes"]


def contents(record: Record, *args: str, **filters: object) -> list[str]:
    hits = record.search(*args, **filters)  # type: ignore[arg-type]
    return [hit.statement.content[0].text for hit in hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", ["the bridges are safe"]),  # in all its forms
        ("holm bridge", ["the bridges are safe"]),  # words of content and speaker together
        ('"are safe"', ["the bridges are safe"]),
        ("“safe are”", []),
        ('"safe and will"', ["the bridges are safe"]),  # across the parts of a quotation
        ("rios", ["no new toll"]),
        ("toll -new", ["that tolls rise"]),  # left out
        ("toll NOT new", ["that tolls rise"]),
        ('toll -"new toll"', ["that tolls rise"]),
        ("(bridge OR toll) AND new", ["no new toll"]),
        ("bridge OR toll new", ["the bridges are safe", "no new toll"]),
        ("rebuil*", ["the bridges are safe"]),
        ("(2024) toll)", []),
        ('"bridge"', []),  # as it is
        ('"BRIDGES"', ["the bridges are safe"]),
        ("denied", ["that tolls rise"]),  # the cue
        ("speaks safe", ["the bridges are safe"]),  # the headline
        ("bridge OR denies OR rise", ["the bridges are safe", "that tolls rise"]),
        ("mayor toll", ["no new toll", "that tolls rise"]),
        ("OR", []),
        ("?!", []),
        ("nothing", []),
    ],
)
def test_words(filled: Record, words: str, found: list[str]) -> None:
    assert sorted(contents(filled, words)) == sorted(found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["that tolls rise", "no new toll", "the bridges are safe"]),  # newest first
        ({"limit": 1}, ["that tolls rise"]),
        ({"speaker": "RIOS"}, ["no new toll"]),
        ({"speaker": "ríos"}, ["no new toll"]),
        ({"act": "deny"}, ["that tolls rise"]),
        ({"manner": "direct"}, ["that tolls rise"]),
        ({"outlet": "post"}, ["no new toll", "the bridges are safe"]),
        ({"since": "2024-04-30"}, ["that tolls rise"]),  # some day of April
        ({"since": "2024-05"}, []),
        ({"until": "2024-03"}, ["no new toll", "the bridges are safe"]),
        ({"speaker": "%"}, []),
    ],
)
def test_filters(filled: Record, filters: dict[str, object], found: list[str]) -> None:
    assert contents(filled, **filters) == found


def test_a_hit_points_at_its_words(filled: Record) -> None:
    [hit] = filled.search("bridge rebuilt")
    text = filled.article(hit.article).text
    assert [match.text for match in hit.matches] == ["bridges", "rebuilt"]
    for span in (hit.snippet, *hit.matches):
        assert text[span.start : span.end] == span.text
    assert hit.snippet.text == "Ida Holm said the bridges are safe and will be rebuilt"
    assert (hit.date, hit.dated, hit.outlet) == ("2024-03-05", "published", "Harbour Post")


def test_a_long_statement_is_cut_around_the_words_found(record: Record, make) -> None:
    record.add(make(f"Ida Holm | said | {'long ' * 200} needle {'long ' * 200} end"))
    [hit] = record.search("needle")
    assert "needle" in hit.snippet.text
    assert len(hit.snippet.text) < 400
    assert set(hit.snippet.text.split()) == {"long", "needle"}


def test_the_better_match_comes_first(record: Record, make) -> None:
    record.add(make(f"Ida Holm | said | the toll and {'much ' * 50} else", origin="long"))
    record.add(make("Ida Holm | said | the toll", origin="short"))
    assert [hit.origin for hit in record.search("toll")] == ["short", "long"]


@pytest.mark.parametrize(("words", "many"), [("toll", 100), ("toll", 3), ("", 100)])
def test_pages_join_up(record: Record, make, words: str, many: int, monkeypatch) -> None:
    monkeypatch.setattr(search, "MANY", many)  # above it, those added last come first
    for number in range(7):
        published = f"2024-02-0{number // 2 + 1}" if number else None
        record.add(make(f"Ida {number} | said | the toll is {number}", published=published))
    everything = record.search(words)
    assert (len(everything), everything.total, everything.next) == (7, 7, None)
    found, cursor = [], None
    while len(found) < 7:
        page = record.search(words, limit=2, cursor=cursor)
        assert page.total == 7
        found += page
        cursor = page.next
    assert cursor is None
    assert found == list(everything)
    with pytest.raises(RecordError, match="not a cursor"):
        record.search(words, cursor="xyz")


def test_a_month_ends_on_its_last_day(record: Record, make) -> None:
    for month in ("2023-02", "2024-02", "2024-04", "2024"):
        record.add(make(f"Ida Holm | said | it is {month}", published=month))
    with record._engine.connect() as connection:
        days = connection.scalars(text("SELECT last_day FROM statements ORDER BY key")).all()
    assert days == ["2023-02-28", "2024-02-29", "2024-04-30", "2024-12-31"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.text(st.characters() | st.sampled_from("\"*^:()-+{}\0'“”") | st.just("\ud800"))
    | st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR(", "a", '"', "content:"])).map(" ".join)
)
def test_no_words_are_a_syntax_error(filled: Record, words: str) -> None:
    try:
        filled.search(words, limit=1)
    except RecordError as error:
        assert re.match("that are|say what|NEAR|brackets", str(error))


def test_a_date_that_is_none_is_refused(filled: Record) -> None:
    for typed in ("Tuesday", "20240305", "24"):
        with pytest.raises(RecordError, match="not a date"):
            filled.search("toll", since=typed)


def test_many_hits_take_few_questions(record: Record, make, monkeypatch) -> None:
    for number in range(5):
        record.add(make(*(f"Ida {n} | said | toll {number} {n}" for n in range(2))))
    questions: list[str] = []
    listen(record._engine, "before_cursor_execute", lambda *args: questions.append(args[2]))
    hits = record.search("toll")
    # The forms of the word, the total, whether anything is told again, who published it.
    assert len(questions) <= 11
    monkeypatch.setattr(search, "AT_ONCE", 4)
    assert record.search("toll") == hits
    assert len({hit.statement.content[0].text for hit in hits}) == 10
    for hit in hits:
        article = record.article(hit.article)
        assert hit.statement in article.statements
        names = {speaker.id: speaker.name for speaker in article.speakers}
        assert hit.speaker == names[hit.statement.speaker or ""]


def test_speakers(filled: Record) -> None:
    [holm, rios] = filled.speakers()
    assert (holm.name, holm.statements, holm.articles) == ("Ida Holm", 2, 2)
    assert (holm.outlets, holm.first, holm.last) == (("Harbour Post",), "2024-03-05", "2024-04")
    assert filled.speakers("rios") == [rios]
    assert filled.speakers("nobody") == []
    assert filled.speakers(limit=1) == [holm]


def test_an_article_is_found_by_what_people_have_at_hand(filled: Record, make) -> None:
    [toll] = [article for article in filled.articles() if article.origin == "b/toll.txt"]
    statement = toll.statements[0].id
    for key in (toll.id, toll.id[:8], "b/toll.txt", "toll.txt", "./b/toll.txt", statement[:8]):
        assert filled.article(key) == toll
    for key in ("oll.txt", "", "%", "ffff" * 5):
        with pytest.raises(RecordError, match="no such article"):
            filled.article(key)
    filled.add(make("Bo Lind | said | more", origin="c/toll.txt"))
    with pytest.raises(RecordError, match="several articles"):
        filled.article("toll.txt")
    newer = make("Bo Lind | said | more again", origin="c/toll.txt")
    filled.add(newer)
    assert filled.article("c/toll.txt") == newer  # the file as it was seen last


def test_what_hides_in_words_hides_nothing(record: Record, make) -> None:
    hidden = "the har\u00adbour \u202ehol\u200bds\u202c, and the cafe\u0301 too"
    record.add(make(f"Ida Holm | said | {hidden}", title="The har\u00adbour"))
    for words in ("harbour", "holds", '"harbour holds"', "har\u00adbour", "café", "cafe"):
        [hit] = record.search(words)
        text = record.article(hit.article).text
        assert hit.matches, words
        assert all(text[span.start : span.end] == span.text for span in hit.matches)
    [hit] = record.search("harbour", exact=True)
    assert [span.text for span in hit.matches] == ["har\u00adbour"]
    assert record.verify().faults == ()
    assert record.check("the harbour holds, and the café too").verdict == "paraphrase"
