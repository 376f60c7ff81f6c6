"""Names: their parts and forms, and what they tell by themselves."""

from onrecord.names.forms import is_short_for, last_word
from onrecord.names.parts import Name, folded, is_common, name_of

__all__ = ["Name", "folded", "is_common", "is_short_for", "last_word", "name_of"]
