"""What people do with parties: merge, split, answer questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from onrecord.names import name_key
from onrecord.record import lookup
from onrecord.record.errors import NotInRecordError, RecordError
from onrecord.record.judging import Verdict, is_open, standing
from onrecord.record.parties import browse
from onrecord.record.parties.browse import Party
from onrecord.record.parties.candidates import next_namesake
from onrecord.record.parties.judgements import judge
from onrecord.record.rows import Line
from onrecord.record.schema import judgements, name_keys, names, speakers, statements

MOST_DIGITS = 18  # of a number that a database holds
WORTH_NAMING = 5  # parties that an error names


@dataclass(frozen=True, slots=True)
class Question:
    """Two names that may be one party's: ``left`` and ``right`` are the names' parties, and
    ``pair`` the names' keys, for ``Record.judge``.  ``score`` is how likely it is, from 0 to 1.
    """

    pair: tuple[int, int]
    names: tuple[str, str]
    left: Party
    right: Party
    score: float
    why: str


def find_party(connection: Connection, party: int | str) -> int:
    """The key of the party with this id or one of whose names this is; ``RecordError`` where
    none or several are.
    """
    if isinstance(party, int) or party.isdecimal():
        if isinstance(party, str) and len(party) > MOST_DIGITS:
            raise RecordError("no party has a number of so many digits; see `onrecord parties`")
        query = select(names.c.party).where(names.c.key == int(party))
        if (key := connection.scalar(query)) is None:
            raise NotInRecordError(f"{party}: no party has this number; see `onrecord parties`")
        return int(key)
    rows = written(connection, party)
    keys = list(dict.fromkeys(row.party for row in rows))
    if not keys:
        raise NotInRecordError(f"{party}: no party has this name in full; see `onrecord parties`")
    if len(keys) > 1:
        numbers = ", ".join(map(str, keys[:WORTH_NAMING]))
        raise NotInRecordError(
            f"{party}: several parties have this name; give one's number: {numbers}"
        )
    return int(keys[0])


def written(connection: Connection, name: str) -> list[Line]:
    """The names that speak and are written like this, whatever the case, accents and points."""
    same = (names.c.plain == name_key(name)) | (names.c.name_key == name_key(name))
    query = select(names).where(same, speaks(names.c.key)).order_by(names.c.key)
    return list(connection.execute(query))


def speaks(name: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a name is still given to a speaker: a newer reading may have found another."""
    return select(statements.c.key).where(statements.c.name_id == name).exists()


def merge(connection: Connection, one: int | str, other: int | str, by: str, why: str) -> list[int]:
    """Makes two parties one, by a judgement on the first names of both; the judgements' ids."""
    left, right = find_party(connection, one), find_party(connection, other)
    if left == right:
        raise RecordError(f"{one} and {other}: they are one party already")
    return decide(connection, (left, right), "same", by, why)


def split(connection: Connection, party: int | str, name: str, by: str, why: str) -> list[int]:
    """Takes one name (or a name's key) out of a party; the ids of the judgements, one on each
    other name.
    """
    key = find_party(connection, party)
    members = members_of(connection, key)
    out = [row for row in members if name in (str(row.key), row.name)]
    out = out or [row for row in members if name_key(row.name) == name_key(name)]
    if not out:
        known = ", ".join(sorted({row.name for row in members}))
        raise RecordError(f"{name}: not a name of party {key}, which has: {known}")
    if len(out) == len(members):
        raise RecordError(
            f"{name}: the only name of party {key}; to tell two people of one name apart, "
            "name an article with --article"
        )
    rest = [row for row in members if row not in out]
    return [judge(connection, (a.key, b.key), "different", why, by=by) for a in out for b in rest]


def split_article(
    connection: Connection, party: int | str, article: str, by: str, why: str
) -> list[int]:
    """Takes a party's speaker in one article for somebody else of the same name."""
    key, article_id = find_party(connection, party), lookup.find(connection, article)
    members = members_of(connection, key)
    mine = speakers.c.name_id.in_([row.key for row in members])
    query = select(speakers.c.name_id).where(speakers.c.article_id == article_id, mine)
    there = connection.scalars(query).first()
    if there is None:
        raise RecordError(f"{article}: party {key} does not speak in this article")
    new = copied(connection, there)
    for table in (speakers, statements):
        this = (table.c.article_id == article_id) & (table.c.name_id == there)
        connection.execute(update(table).where(this).values(name_id=new))
    # Taken back, the person's judgement leaves this one standing: one name, one party.
    judge(connection, (there, new), "same", "the same name")
    return [judge(connection, (row.key, new), "different", why, by=by) for row in members]


def copied(connection: Connection, name: int) -> int:
    """A second name written as an existing one."""
    row = connection.execute(select(names).where(names.c.key == name)).one()
    values = {column: value for column, value in row._mapping.items() if column != "key"}
    values["namesake"] = next_namesake(connection, row.plain, row.family)
    made = insert(names).values(values).returning(names.c.key)
    new: int = connection.execute(made).scalar_one()
    connection.execute(update(names).where(names.c.key == new).values(party=new))
    keys = connection.scalars(select(name_keys.c.key).where(name_keys.c.name == name)).all()
    connection.execute(insert(name_keys), [{"key": key, "name": new} for key in keys])
    return new


def decide(
    connection: Connection, pair: tuple[int, int], verdict: Verdict, by: str, why: str
) -> list[int]:
    """Keeps a person's judgement on two names; the ids of what was judged.

    Where names of the two parties were judged different before, "same" is judged on each of
    those pairs too: the latest counts, and taken back it leaves the earlier one standing.
    """
    parties = connection.scalars(select(names.c.party).where(names.c.key.in_(pair))).all()
    if len(parties) < len(set(pair)):
        raise RecordError(f"{pair[0]}, {pair[1]}: no such names in this record")
    pairs = {(min(pair), max(pair))}
    if verdict == "same":
        pairs |= kept_apart(connection, parties)
    return [judge(connection, pair, verdict, why, by=by) for pair in sorted(pairs)]


def kept_apart(connection: Connection, parties: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs of names of these parties that are judged different."""
    members = set(connection.scalars(select(names.c.key).where(names.c.party.in_(parties))))
    judged = standing(connection, judgements, members)
    return {p for p, row in judged.items() if row.verdict == "different" and members >= set(p)}


def members_of(connection: Connection, party: int) -> list[Line]:
    """All names of a party."""
    query = select(names).where(names.c.party == party).order_by(names.c.key)
    return list(connection.execute(query))


def queue(connection: Connection, limit: int, party: int | None = None) -> list[Question]:
    """The open questions, or those on one party, the likeliest first: pairs that versions were
    unsure of, not yet one, and not judged by a person.
    """
    left, right = names.alias("a"), names.alias("b")
    query = (
        select(
            judgements,
            left.c.name.label("one"),
            right.c.name.label("other"),
            left.c.party.label("one_party"),
            right.c.party.label("other_party"),
        )
        .join(left, left.c.key == judgements.c.left)
        .join(right, right.c.key == judgements.c.right)
        .where(
            is_open(judgements),
            left.c.party != right.c.party,
            speaks(left.c.key),
            speaks(right.c.key),
        )
        .order_by(judgements.c.score.desc(), judgements.c.id)
        .limit(limit)
    )
    if party is not None:
        query = query.where(or_(left.c.party == party, right.c.party == party))
    rows = connection.execute(query).all()
    keys = list({key for row in rows for key in (row.one_party, row.other_party)})
    parties = {party.id: party for party in browse.loaded(connection, keys)}
    return [
        Question(
            pair=(row.left, row.right),
            names=(row.one, row.other),
            left=parties[row.one_party],
            right=parties[row.other_party],
            score=row.score,
            why=row.why,
        )
        for row in rows
        if row.one_party in parties and row.other_party in parties
    ]
