"""Linking: each named speaker of an article gets its name in the record, and each new name
is compared with those that may be the same party's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, or_, select

from onrecord.model import Article, Speaker
from onrecord.names import Name, is_common, name_key, name_of
from onrecord.parties import SAME, UNSURE, country_of, is_last_name_alone, shown
from onrecord.record.parties import candidates
from onrecord.record.parties.candidates import parsed
from onrecord.record.parties.judgements import judge, withdraw
from onrecord.record.parties.score import Here, are_rivals
from onrecord.record.rows import Line
from onrecord.record.schema import judgements, name_keys, names, speakers

NAMESAKE = 0.8  # score from which a name written alike is the same one
QUESTIONS = 2  # open questions that a name may raise at a time
AGAIN = 5  # open questions that are looked at again when a name comes again
YOUNG = 5  # articles up to which a name that is still alone is compared again


def link(connection: Connection, article: Article, before: Mapping[str, int]) -> dict[str, int]:
    """The key in ``names`` of each speaker of an article that has a name, by the speaker's id.

    ``before`` tells, by speaker's name, what was linked in this article before: it stays so.
    """
    here = Here(connection, article)
    linked: dict[str, int] = {}
    for speaker in article.speakers:
        name = name_of(speaker.name or "", speaker.type)
        if name is None or (is_common(name) and not is_given(name, article.text)):
            continue
        key = before.get(speaker.name or "") or namesake(here, name, speaker)
        if key is None or key in here.taken:
            key = put_name(connection, name, speaker.type)
        here.taken[key] = speaker
        linked[speaker.id] = key
    return linked


def is_given(name: Name, text: str) -> bool:
    """Whether a text gives a name a capital inside a sentence: "the Rainmakers sang"."""
    inside = rf"(?<!\S)[a-z]+,? {re.escape(name.written)}\b(?! [A-Z])"
    return re.search(inside, text) is not None


def compare(connection: Connection, article: Article, linked: Mapping[str, int]) -> None:
    """Compares the names of an article just linked: those still alone with all that may be the
    same, each with those that it was not surely the same as.
    """
    by_id = {speaker.id: speaker for speaker in article.speakers}
    here = Here(connection, article, {key: by_id[speaker] for speaker, key in linked.items()})
    for key in linked.values():
        ask_again(here, key)
        if candidates.articles_of(connection, key) <= YOUNG and is_alone(connection, key):
            ask(here, key)


def namesake(here: Here, name: Name, speaker: Speaker) -> int | None:
    """The name written alike that this speaker's most likely is, if one is likely."""
    rows = candidates.namesakes(here.connection, name)
    free = [row for row in rows if row.key not in here.taken]
    likely = [(here.weigh_same(name, row, speaker), -row.key) for row in free]
    best, key = max(likely, default=(0.0, 0))
    return -key if best >= NAMESAKE else None


def is_alone(connection: Connection, key: int) -> bool:
    """Whether a name is all the names of its party."""
    party = select(names.c.party).where(names.c.key == key).scalar_subquery()
    query = select(names.c.key).where(names.c.party == party).limit(2)
    return len(connection.scalars(query).all()) == 1


def ask(here: Here, key: int) -> None:
    """Judges a name against those like it that it was never judged against: the same as the
    likeliest, where that is sure; else a question or two for a person.
    """
    [row] = by_key(here.connection, [key])
    likeliest = here.likeliest(row)
    contested = are_rivals([found for found in likeliest if found.score >= UNSURE])
    for found in likeliest[:QUESTIONS]:
        if judged(here.connection, row.party, found.name.party):
            continue
        likely, why = found.score, found.why
        if contested:  # two people it may be: it is surely neither
            likely, why = min(likely, SAME - 0.01), f"{why}; but others have a name like it too"
        if likely >= SAME:
            here.judge_same(key, found._replace(score=likely, why=why))
        elif likely >= UNSURE or (
            found.name.plain == row.plain and not is_last_name_alone(parsed(row))
        ):
            judge(here.connection, (key, found.name.key), "unsure", why, score=likely)


def ask_again(here: Here, key: int) -> None:
    """Looks at a name's open questions again, now that more is known."""
    for question in questions(here.connection, key):
        other = question.right if question.left == key else question.left
        rows = {row.key: row for row in by_key(here.connection, (key, other))}
        row, party = rows[key], rows[other].party
        if row.party == party:
            continue
        found = here.weigh(row, party)
        if found.score >= SAME and not rivalled(here, row, party):
            withdraw(here.connection, question.id)
            here.judge_same(key, found)


def rivalled(here: Here, row: Line, party: int) -> bool:
    """Whether a name may be another party's besides this one."""
    weighed = [here.weigh(row, other) for other in {party, *here.parties_like(row)}]
    return are_rivals([found for found in weighed if found.score >= UNSURE])


def name_id_of(connection: Connection, article_id: str, written: str | None) -> int | None:
    """The key of a name that a person gave to who speaks in an article: one of its speakers, else
    anybody of the record called so, else somebody new.
    """
    if written is None:
        return None
    mine = (speakers.c.article_id == article_id) & (speakers.c.name == written)
    if row := connection.execute(select(speakers.c.name_id).where(mine)).first():
        return row.name_id  # type: ignore[no-any-return]
    called = [name for kind in ("person", "organization") if (name := name_of(written, kind))]
    for name in called:
        if rows := candidates.namesakes(connection, name):
            return rows[-1].key  # type: ignore[no-any-return]
    return put_name(connection, called[0], "person") if called else None


def put_name(connection: Connection, name: Name, kind: str) -> int:
    """Keeps a new name, a party by itself so far."""
    values = {
        "name": name.written,
        "name_key": name_key(name.written),
        "plain": name.plain,
        "family": name.family,
        "type": kind,
        "country": country_of(name),
        "party": 0,
        "namesake": candidates.next_namesake(connection, name.plain, name.family),
    }
    made = insert(names).values(values).returning(names.c.key)
    key: int = connection.execute(made).scalar_one()
    connection.execute(names.update().where(names.c.key == key).values(party=key))
    put_keys(connection, name, key)
    return key


def put_keys(connection: Connection, name: Name, key: int) -> None:
    """Keeps what a name is found under by those that may be the same party's."""
    rows = [{"key": shown_key, "name": key} for shown_key in sorted(shown(name))]
    connection.execute(insert(name_keys), rows)


def judged(connection: Connection, one: int, other: int) -> bool:
    """Whether names of two parties were ever judged, if only in a judgement that was withdrawn."""
    ours, theirs = (select(names.c.key).where(names.c.party == party) for party in (one, other))
    left, right = judgements.c.left, judgements.c.right
    between = or_(left.in_(ours) & right.in_(theirs), left.in_(theirs) & right.in_(ours))
    return connection.execute(select(judgements.c.id).where(between).limit(1)).first() is not None


def questions(connection: Connection, key: int) -> list[Line]:
    """The latest open questions of versions on a name."""
    touching = or_(judgements.c.left == key, judgements.c.right == key)
    asked = (judgements.c.verdict == "unsure") & ~judgements.c.person
    query = select(judgements).where(touching, asked, judgements.c.withdrawn_at.is_(None))
    return list(connection.execute(query.order_by(judgements.c.id.desc()).limit(AGAIN)))


def by_key(connection: Connection, keys: Iterable[int]) -> list[Line]:
    """Rows of ``names``."""
    return list(connection.execute(select(names).where(names.c.key.in_(tuple(keys)))))
