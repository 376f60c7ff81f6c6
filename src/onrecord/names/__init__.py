"""Names: their parts and forms, and what they tell by themselves."""

from onrecord.names.forms import is_short_for, last_word
from onrecord.names.key import name_key
from onrecord.names.parts import EMPTY_WORDS, Name, is_common, name_of, sound_of

__all__ = [
    "EMPTY_WORDS",
    "Name",
    "is_common",
    "is_short_for",
    "last_word",
    "name_key",
    "name_of",
    "sound_of",
]
