"""Positions, answers and changes of a record, by a comparer that goes by single words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Commitment, Mentioned
from onrecord.record import Record, RecordError

pytestmark = pytest.mark.usefixtures("simple_comparer")


@pytest.fixture
def filled(record: Record, make) -> Record:
    """Ida Holm on the ferry, and on a school; Bo Lind in between."""
    for day, line in (
        ("2024-03-05", "Ida Holm | said | perhaps the ferry stays"),
        ("2024-01-05", "Ida Holm | said | we keep the ferry"),
        ("2024-01-06", "Ida Holm | repeated | we keep the ferry"),
        ("2024-02-01", "Ida Holm | said | the school is old"),
        ("2024-02-05", "Bo Lind | said | the ferry will not stay"),
        ("2024-05-05", "Ida Holm | said | the ferries will not stay"),
    ):
        record.add(make(line, published=day, outlet="Harbour Post"))
    return record


def told(record: Record, *args: str, **options: object) -> list[tuple[str | None, str, str]]:
    found = record.positions(*args, **options)  # type: ignore[arg-type]
    return [(one.published, one.relation, one.words) for one in found]


def test_a_line_in_order_of_time_with_what_was_told_again_folded(filled: Record) -> None:
    assert told(filled, "Holm", "ferry") == [
        ("2024-01-05", "first", "we keep the ferry"),
        ("2024-03-05", "softens", "perhaps the ferry stays"),
        ("2024-05-05", "first", "the ferries will not stay"),  # "ferries" is no word of the others
    ]
    first, softer, _ = filled.positions("Ida Holm", "ferry")
    assert len(first.also) == 1
    assert softer.to == first.statement
    assert (softer.pivot, softer.outlet, softer.speaker) == ("perhaps", "Harbour Post", "Ida Holm")


def test_since_a_day_set_against_all_that_came_before(filled: Record) -> None:
    [first, *_] = filled.positions("Holm", "ferry")
    [softer, _] = filled.positions("Holm", "ferry", since="2024-02")
    assert (softer.relation, softer.to) == ("softens", first.statement)
    with pytest.raises(RecordError, match="not a date"):
        filled.positions("Holm", "ferry", since="soon")


def test_a_party_by_its_number(filled: Record) -> None:
    party = filled.party("Ida Holm").id
    assert told(filled, str(party), "ferry") == told(filled, "Ida Holm", "ferry")


@pytest.mark.parametrize(
    ("name", "topic", "complaint"),
    [
        ("Nobody Known", "ferry", "nobody in the record is called Nobody Known"),
        ("Ida Holn", "ferry", "near it are: Ida Holm"),
        ("Ida Holm", "the of it", "a word or two"),
        ("Ida Holm", " ", "a word or two"),
    ],
)
def test_what_is_not_there_is_told(filled: Record, name: str, topic: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint):
        filled.positions(name, topic)


def test_a_topic_that_nobody_spoke_of(filled: Record) -> None:
    assert filled.positions("Holm", "volcano") == []


def test_what_has_the_topic_around_it_where_nothing_has_it_itself(record: Record, make) -> None:
    near = make("Bo Lind | asked | about the ferry", "Ida Holm | said | it stays as it is")
    record.add(replace(near, published="2024-01-05"))
    record.add(make("Ida Holm | said | it is old", title="The school", published="2024-02-05"))
    assert [one[2] for one in told(record, "Holm", "ferries")] == ["it stays as it is"]
    assert [one[2] for one in told(record, "Holm", "school")] == ["it is old"]
    record.add(make("Ida Holm | said | the ferry stays", published="2024-03-05"))
    assert [one[2] for one in told(record, "Holm", "ferry")] == ["the ferry stays"]


def test_the_same_promise_in_other_words_comes_with_it(record: Record, make) -> None:
    for day, words in (
        ("2024-01-05", "ten ferries will cross the bay of Skarn in June"),
        ("2024-05-06", "the ten for the bay of Skarn will not come before October"),
        ("2024-06-06", "a clinic will open"),
    ):
        article = make(f"Ida Holm | said | {words}", published=day)
        [one] = article.statements
        what = Commitment(by="Ida Holm", what=one.content[0])
        record.add(replace(article, statements=(replace(one, act="commit", commitment=what),)))
    one, other, _ = (hit.statement.id for hit in record.search(sort="date"))
    record.judge_entries((one, other), "same", by="Ines")
    found = [one[0] for one in told(record, "Holm", "ferries")]
    assert found == ["2024-01-05", "2024-05-06"]


def test_a_body_and_those_who_speak_for_it(record: Record, make) -> None:
    own = make("Harbour Ministry | said | we keep the ferry", published="2024-01-05")
    record.add(own)
    hers = make("Ida Holm | said | perhaps the ferry stays", published="2024-02-05")
    speaker = replace(hers.speakers[0], roles=("spokeswoman for the Harbour Ministry",))
    record.add(replace(hers, speakers=(speaker,)))
    assert [one[1] for one in told(record, "Harbour Ministry", "ferry")] == ["first"]
    with_hers = told(record, "Harbour Ministry", "ferry", body=True)
    assert [one[1] for one in with_hers] == ["first", "softens"]


def test_a_party_as_the_topic(record: Record, make) -> None:
    record.add(make("Bo Lind | said | hello", published="2024-01-01"))
    praise = make("Ida Holm | praised | his patience", published="2024-01-05")
    aimed = replace(praise.statements[0], target=Mentioned("Bo Lind"))
    record.add(replace(praise, statements=(aimed,)))
    record.add(make("Ida Holm | said | the ferry stays", published="2024-02-05"))
    assert told(record, "Holm", "Bo Lind") == [("2024-01-05", "first", "his patience")]


def test_two_statements_by_their_ids(filled: Record) -> None:
    first, softer, _ = (one.statement for one in filled.positions("Holm", "ferry"))
    assert filled.compare_statements(first, softer[:8]).relation == "softens"
    with pytest.raises(RecordError, match="no such statement"):
        filled.compare_statements(first, "ffffffff")


@pytest.fixture
def quarrel(record: Record, make) -> Record:
    """Ida Holm accuses Bo Lind twice, who denies once."""
    for day, line, act, target in (
        ("2024-01-05", "Ida Holm | said | he hid the report", "accuse", "Bo Lind"),
        ("2024-01-08", "Bo Lind | denied | hiding a report", "deny", None),
        ("2024-02-05", "Ida Holm | said | he sold the island", "accuse", "Bo Lind"),
    ):
        article = make(line, published=day)
        [one] = article.statements
        acted = replace(one, act=act, target=target and Mentioned(target))
        record.add(replace(article, statements=(acted,)))
    return record


def test_accusations_with_their_answers(quarrel: Record) -> None:
    unanswered, answered = quarrel.answers()  # the newest first
    assert answered.accusation.words == "he hid the report"
    assert [denial.words for denial in answered.denials or ()] == ["hiding a report"]
    assert answered.denials and answered.denials[0].same_issue == 0.95
    assert (unanswered.accusation.words, unanswered.denials) == ("he sold the island", ())
    assert list(quarrel.answers(since="2024-02")) == [unanswered]
    assert list(quarrel.answers(by="Holm", at="Lind")) == [unanswered, answered]
    assert not quarrel.answers(by="Lind")


def test_accusations_come_a_page_at_a_time(quarrel: Record) -> None:
    every = quarrel.answers()
    first = quarrel.answers(limit=1)
    rest = quarrel.answers(limit=1, cursor=first.next)
    assert [*first, *rest] == list(every)
    assert (first.total, rest.total, rest.next) == (2, 2, None)


def test_those_that_nobody_answered(quarrel: Record) -> None:
    assert [one.accusation.words for one in quarrel.answers(unanswered=True)] == [
        "he sold the island"
    ]
    quarrel.reject(quarrel.answers(unanswered=True)[0].accusation.statement, by="Ines")
    page = quarrel.answers(unanswered=True, limit=1)
    assert (page.items, page.total, page.next) == ((), 1, None)


def test_denials_with_what_they_deny(quarrel: Record, make) -> None:
    [denied] = quarrel.denials()
    assert denied.denial.words == "hiding a report"
    assert [one.words for one in denied.answers or ()] == ["he hid the report"]
    assert not quarrel.denials(by="Holm") and quarrel.denials(by="Lind").total == 1
    quarrel.reject(quarrel.answers()[1].accusation.statement, by="Ines")
    assert quarrel.denials()[0].answers == ()
    claim = make("Ida Holm | said | the report is hidden", published="2024-01-06")
    aimed = replace(claim.statements[0], act="state", target=Mentioned("Bo Lind"))
    quarrel.add(replace(claim, statements=(aimed,)))
    assert [one.words for one in quarrel.denials()[0].answers or ()] == ["the report is hidden"]


def test_the_replies_of_one_statement(quarrel: Record) -> None:
    unanswered, answered = (exchange.accusation.statement for exchange in quarrel.answers())
    [denial] = quarrel.replies(answered).answered_by
    assert (denial.words, denial.same_issue) == ("hiding a report", 0.95)
    [charge] = quarrel.replies(denial.statement).answers
    assert (charge.statement, charge.target, charge.same_issue) == (answered, "Bo Lind", 0.95)
    assert quarrel.replies(denial.statement).answered_by == ()
    assert quarrel.replies(unanswered).answered_by == ()


def test_what_answers_an_accusation_answers_no_claim_besides(quarrel: Record, make) -> None:
    claim = make("Ida Holm | said | the report is hidden", published="2024-01-06")
    aimed = replace(claim.statements[0], act="state", target=Mentioned("Bo Lind"))
    quarrel.add(replace(claim, statements=(aimed,)))
    assert quarrel.replies(aimed.id).answered_by == ()
    quarrel.reject(quarrel.answers()[1].accusation.statement, by="Ines")
    assert [one.words for one in quarrel.replies(aimed.id).answered_by] == ["hiding a report"]


def test_replies_stay_with_what_an_edited_article_says(record: Record, make) -> None:
    fields = {"published": "2024-01-05", "origin": "report.txt"}
    ours = make("Ida Holm | said | he hid the report", **fields)
    accused = replace(ours.statements[0], act="accuse", target=Mentioned("Bo Lind"))
    record.add(replace(ours, statements=(accused,)))
    theirs = make("Bo Lind | denied | hiding a report", published="2024-01-08")
    record.add(replace(theirs, statements=(replace(theirs.statements[0], act="deny"),)))
    edited = make("Ida Holm | said | he hid the report", "Bo Lind | said | hello", **fields)
    again = replace(edited.statements[0], act="accuse", target=Mentioned("Bo Lind"))
    assert record.add(replace(edited, statements=(again, *edited.statements[1:]))) == "edited"
    assert record.replies(accused.id) == record.replies(again.id)
    assert len(record.replies(accused.id).answered_by) == 1


def test_what_is_new(filled: Record, quarrel: Record) -> None:
    changes = quarrel.changes("2024-01-08")
    assert [(change.kind, change.words) for change in changes if change.kind != "reversal"] == [
        ("denial", "hiding a report"),
        ("accusation", "he sold the island"),
    ]
    with pytest.raises(RecordError, match="not a date"):
        quarrel.changes("yesterday")


@pytest.fixture
def promised(record: Record, make) -> Record:
    """Ida Holm promises a ferry, and then that it will be later."""
    for day, line in (
        ("2024-01-05", "Ida Holm | promised | a new ferry by May 2024"),
        ("2024-03-05", "Ida Holm | said | the new ferry will perhaps come by June 2024"),
    ):
        article = make(line, published=day)
        [one] = article.statements
        what = Commitment("Ida Holm", one.content[0], due=f"2024-0{5 + ('June' in line)}")
        record.add(replace(article, statements=(replace(one, act="commit", commitment=what),)))
    return record


def test_an_entry_of_the_ledger_as_the_topic(promised: Record) -> None:
    [entry, *_] = promised.commitments()
    bearing = [event.statement for event in entry.history]
    found = promised.positions("Ida Holm", entry.id)
    assert [one.statement for one in found] == bearing


def test_what_became_of_promises_is_new(promised: Record) -> None:
    changes = promised.changes("2024-01-01")
    assert changes[0].kind == "promise"
    assert changes[0].entry == promised.commitments().items[0].id
    assert "overdue" in {change.kind for change in changes}
    assert "promise" not in {change.kind for change in promised.changes("2024-04")}


def test_a_reversal_names_what_it_reverses(record: Record, make) -> None:
    record.add(make("Ida Holm | said | we keep the ferry running", published="2024-01-05"))
    record.add(make("Ida Holm | said | the ferry will not keep running", published="2024-05-05"))
    [change] = record.changes("2024-05")
    assert (change.kind, change.before, change.pivot) == (
        "reversal",
        "we keep the ferry running",
        "not",
    )
    assert record.changes("2024-06") == []
