"""Bytes → ``Article``: where reports come from, how they are decoded, what each part of them is.

>>> article = to_article(b"The bridge is safe, Mayor Ida Holm said.", "bridge.txt")
>>> article.text
'The bridge is safe, Mayor Ida Holm said.'
"""

from onrecord.reading.article import VERSION, from_text, to_article
from onrecord.reading.sources import Source, find

__all__ = ["VERSION", "Source", "find", "from_text", "to_article"]
