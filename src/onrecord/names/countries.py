"""Which state a body is, or speaks for: an ISO 3166 code.

``Russia``, ``Moscow``, ``the Kremlin`` and ``Russian Foreign Ministry`` are four speakers
with one code.  ``seats.json`` has what the library lacks: short names of countries, seats
of government by which a government is called, and places that several countries have.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.names.parts import Name, name_of_body


class Atlas(NamedTuple):
    """Plain names → ISO code: what a country is called, where its government sits, what its
    people are called; the words for bodies of a state; and the parts of countries.
    """

    countries: dict[str, str]
    seats: dict[str, str]
    adjectives: dict[str, str]
    offices: frozenset[str]
    provinces: frozenset[str]


@cache
def atlas() -> Atlas:
    """The atlas, put together once."""
    from countryinfo import all_countries  # takes long to import

    more = json.loads(files(__package__).joinpath("seats.json").read_text(encoding="utf-8"))
    countries: dict[str, str] = {}
    seats: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    provinces: set[str] = set()
    for country in all_countries():
        known = country.info()
        code = (known.get("ISO") or {}).get("alpha2")
        if not code:
            continue
        names = [known.get("name"), *(n for n in known.get("altSpellings") or [] if len(n) > 3)]
        capital = known.get("capital")
        capitals = capital if isinstance(capital, list) else [capital]
        for called, table in ((names, countries), (capitals, seats)):
            table.update((plain, code) for plain in map(plain_name, called) if plain)
        if plain := plain_name(known.get("demonym")):
            adjectives.setdefault(plain, code)
        provinces |= {plain for plain in map(plain_name, known.get("provinces") or []) if plain}
    adjectives |= {plain: code for plain, code in countries.items() if plain not in adjectives}
    for table in (countries, seats, adjectives):
        for unclear in more["unclear"]:
            table.pop(unclear, None)
    countries |= more["names"]
    adjectives |= more["names"] | {"american": "US", "british": "GB"}
    offices = frozenset(more["offices"])
    provinces -= countries.keys() | adjectives.keys()
    return Atlas(countries, seats | more["seats"], adjectives, offices, frozenset(provinces))


def plain_name(called: str | None) -> str | None:
    """A name of the library as it is compared."""
    name = name_of_body(called) if called else None
    return name.plain if name else None


def country_named(name: Name) -> str | None:
    """The code of the country whose own name this is, else None."""
    return atlas().countries.get(name.plain) if name.family == "body" else None


def country_of(name: Name) -> str | None:
    """The code of the state that a body is or speaks for, None where it is none."""
    if name.family != "body":
        return None
    known = atlas()
    code = known.countries.get(name.plain) or known.seats.get(name.plain)
    return code or office_of(name, known)


def office_of(name: Name, known: Atlas) -> str | None:
    """The code of a body that calls itself by its state: "Russian Foreign Ministry"."""
    for length in (3, 2, 1):
        code = known.adjectives.get(" ".join(name.words[:length]))
        rest = name.words[length:]
        if code and rest and ({*rest, " ".join(rest), " ".join(rest[-2:])} & known.offices):
            return code
    return None
