"""How alike two names are, by their letters alone."""

from __future__ import annotations

from onrecord.names import Name, sound_of
from onrecord.names.countries import atlas, country_named, country_of
from onrecord.names.kinds import PRESS
from onrecord.names.nicknames import are_close, are_misspelt, are_short
from onrecord.parties.acronyms import initials, is_acronym
from onrecord.parties.evidence import Reason

FRONT = 2  # words that the long name of a body has in front of the short one, at most
# In front of a body's name, what tells its parts and its rivals from it: "Tarn County Council".
PARTS = frozenset(
    """city county district east eastern federal house local national new north northern provincial
    regional senate south southern state west western young youth""".split()
)
NEVER = -9.0  # what no circumstance makes up for


def likeness(one: Name, other: Name) -> Reason | None:
    """What two names by themselves say; None where nothing in them is alike."""
    if one.family != other.family:
        return None
    return people(one, other) if one.family == "person" else bodies(one, other)


def people(one: Name, other: Name) -> Reason | None:
    """Two people's names.  A bare last name is like every name that ends in it."""
    if sound_of(one.last) != sound_of(other.last):
        return None
    if one.first is None or other.first is None:
        spelt = 0.0 if one.last == other.last else -2.0
        return Reason(spelt, f"the last name {one.last.title()} alone")
    said = first_names_alike(one.first, other.first) or word_in_front(one, other)
    if said is None:
        return None
    against = middles(one, other) + generations(one, other)
    if one.last != other.last:
        against -= 1.0
    return Reason(said.weight + against, said.why)


def first_names_alike(one: str, other: str) -> Reason | None:
    """Two first names; None where they cannot be one person's."""
    if one == other:
        return Reason(5.0 if len(one) > 1 else 2.0, "the same first and last name")
    if len(one) == 1 or len(other) == 1:
        return Reason(1.0, "a first name and its letter") if one[0] == other[0] else None
    if are_short(one, other):
        return Reason(2.0, f"{one.title()} and {other.title()} are short for each other")
    if are_misspelt(one, other):
        return Reason(1.5, f"{one.title()} and {other.title()} differ by a letter")
    if are_close(one, other):
        return Reason(0.8, f"{one.title()} and {other.title()} are alike")
    return None


def word_in_front(one: Name, other: Name) -> Reason | None:
    """A full name, and the same with something in front: "Anna Lind", "Mary Anna Lind"."""
    short, long = sorted((one.words, other.words), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:
        return Reason(1.5, "the same name with more in front")
    return None


def middles(one: Name, other: Name) -> float:
    """What names between first and last say against: John Paul Lind, John Quill Lind."""
    ours, theirs = "".join(w[0] for w in one.middle), "".join(w[0] for w in other.middle)
    if any(len(word) == 2 for word in (*one.middle, *other.middle)):  # joined initials: "hw"
        ours, theirs = "".join(one.middle), "".join(other.middle)
    return -5.0 if ours and theirs and ours != theirs else 0.0


def generations(one: Name, other: Name) -> float:
    """What "Jr." and its like say against; a name without it may leave it out."""
    if one.generation == other.generation:
        return 0.0
    return NEVER if one.generation and other.generation else -4.5


def bodies(one: Name, other: Name) -> Reason | None:
    """Two names of bodies: one country's, one in other order, one short for the other."""
    country = country_named(one)
    if country and country == country_named(other):
        return Reason(6.0, f"two names of one country ({country})")
    if country or country_named(other):
        return None
    if set(one.words) == set(other.words):
        return Reason(5.0, "the same words")
    for short, long in ((one, other), (other, one)):
        if is_acronym(short) and short.plain == initials(long):
            return Reason(0.3, f"{short.written} are the first letters of {long.written}")
        if (said := shorter(short, long)) is not None:
            return said
    return None


def shorter(short: Name, long: Name) -> Reason | None:
    """A name and the same with more in front: "State Department", "U.S. State Department"."""
    count, more = len(short.words), len(long.words) - len(short.words)
    if count < 2 or not 0 < more <= FRONT or long.words[-count:] != short.words:
        return None
    if is_part(long.words[:more]) and long.last not in PRESS:
        return None
    if country_of(long) and country_of(short) is None and more == 1:
        return Reason(1.5, "the same name with its country")
    return Reason(0.2, "the same name with more in front")


def is_part(front: tuple[str, ...]) -> bool:
    """Whether what is in front of a body's name makes it a part of that body, or another."""
    return bool(PARTS.intersection(front)) or " ".join(front) in atlas().provinces


def is_last_name_alone(name: Name) -> bool:
    """Whether a name is a person's last name alone."""
    return name.family == "person" and name.first is None
