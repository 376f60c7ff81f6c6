"""Keys under which a name is found by the names that may be the same.

A record looks up a few keys for each new name, however many names it has.
"""

from __future__ import annotations

from onrecord.names import Name, sound_of
from onrecord.names.countries import country_named
from onrecord.names.nicknames import variants
from onrecord.parties.acronyms import initials, is_acronym

ALIKE = 3  # letters with which two forms of one first name begin


def shown(name: Name) -> set[str]:
    """The keys that a name is kept under."""
    if name.family == "body":
        return body_keys(name)
    last = sound_of(name.last)
    if name.first is None:
        return {f"{last}|"}
    begins = {f"{last}|{name.first[:length]}*" for length in (0, 1, ALIKE)}
    return {*begins, *(f"{last}|{word}" for word in name.words[:-1])}


def sought(name: Name) -> list[str]:
    """The keys under which to look for names like this one, the likeliest first."""
    if name.family == "body":
        return sorted(body_keys(name))
    last = sound_of(name.last)
    if name.first is None:
        return [f"{last}|*"]
    if len(name.first) == 1:
        return [f"{last}|{name.first}*", f"{last}|"]
    nicknames = [f"{last}|{first}" for first in sorted(variants(name.first))]
    others = [f"{last}|{word}" for word in name.middle if len(word) > 1]
    begins = [f"{last}|{name.first[:ALIKE]}*", f"{last}|{name.first[0]}"]
    return [*nicknames, *others, *begins, f"{last}|{name.first[0]}*", f"{last}|"]


def body_keys(name: Name) -> set[str]:
    """A body's keys: its words in any order, its last two, its first letters, its country."""
    keys = {"=" + " ".join(sorted(set(name.words)))}
    if len(name.words) > 1:
        keys.add("…" + " ".join(name.words[-2:]))
    if country := country_named(name):
        keys.add("country " + country)
    if short := name.plain if is_acronym(name) else initials(name):
        keys.add("letters " + short)
    return keys
