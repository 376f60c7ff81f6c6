"""Names: one key for every way of writing one; their parts; what their words tell by themselves."""

from onrecord.names import countries, first_names, forms, genders, kinds, nicknames, recognition
from onrecord.names.forms import is_short_for, last_word
from onrecord.names.key import name_key, name_words, simplified
from onrecord.names.parts import (
    EMPTY_WORDS,
    Name,
    capital,
    is_common,
    meaning,
    name_of,
    name_of_body,
    sound_of,
)

__all__ = [
    "EMPTY_WORDS",
    "Name",
    "capital",
    "countries",
    "first_names",
    "forms",
    "genders",
    "is_common",
    "is_short_for",
    "kinds",
    "last_word",
    "meaning",
    "name_key",
    "name_of",
    "name_of_body",
    "name_words",
    "nicknames",
    "recognition",
    "simplified",
    "sound_of",
]
