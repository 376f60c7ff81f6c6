"""Bytes → ``Article``: how reports are decoded, what each part of them is.

>>> article = to_article(b"The bridge is safe, Mayor Ida Holm said.", "bridge.txt")
>>> article.text
'The bridge is safe, Mayor Ida Holm said.'
"""

from onrecord.reading.article import VERSION, from_document, from_text, to_article
from onrecord.reading.language import identifier

__all__ = ["VERSION", "from_document", "from_text", "identifier", "to_article"]
