"""A document → ``Article``."""

from __future__ import annotations

from datetime import date

from onrecord.document import Document
from onrecord.legible import legible
from onrecord.model import Article, Block, ReadError, text_id
from onrecord.reading import addresses, head, language
from onrecord.reading.blocks import label
from onrecord.reading.decoding import decode
from onrecord.reading.page import Page, is_page, read_page
from onrecord.reading.paragraphs import paragraphs
from onrecord.versions import version

VERSION = version("3", __package__)
# About 35,000 words, longer than any report: what can be analysed in a minute or two.
MAX_CHARACTERS = 200_000
MAX_PARAGRAPHS = 20_000
SPLIT = "split it into one file per report"


def to_article(
    data: bytes, origin: str, *, published: str | None = None, outlet: str | None = None
) -> Article:
    """The report in ``data``, plain text or HTML as its content shows; see ``from_document``."""
    return from_document(Document(data, origin), published=published, outlet=outlet)


def from_text(
    text: str, origin: str, *, published: str | None = None, outlet: str | None = None
) -> Article:
    """The report in a plain text, kept exactly: ``article.text == text``.  ReadError as above."""
    document = Document(text, origin, kind="text")
    return article_of(Page(text), document, published=published, outlet=outlet)


def from_document(
    document: Document, *, published: str | None = None, outlet: str | None = None
) -> Article:
    """The report in a document.

    ``published`` (YYYY-MM-DD) and ``outlet`` win over what its source knows, that over what
    the page says, and that over the day in its address or its file's name.  ReadError if
    there is no report in it, or more than ``MAX_CHARACTERS`` or ``MAX_PARAGRAPHS`` of one.
    """
    if not document.content:
        raise ReadError("it is empty; give a file with a report in it")
    text = document.content
    if isinstance(text, bytes):
        text = decode(text, document.charset)
    if document.kind == "page" or (document.kind is None and is_page(text)):
        page = read_page(text)
    elif legible(text).text.strip():
        page = Page(text)
    else:
        raise ReadError("it holds only white space; give a file with a report in it")
    return article_of(page, document, published=published, outlet=outlet)


def article_of(
    page: Page, document: Document, *, published: str | None, outlet: str | None
) -> Article:
    """The article on a page: the text labelled, its head filled from what is known of it, then
    from the page, then from the text.
    """
    refuse_unusable(page.text)
    for day in (published, document.published):
        if day is not None:
            refuse_bad_date(day)
    seen = legible(page.text)
    spans = paragraphs(seen.text)
    if len(spans) > MAX_PARAGRAPHS:
        raise ReadError(f"it has more than {MAX_PARAGRAPHS:,} paragraphs; {SPLIT}")
    spoken_in = language.language_of(seen.text[start:end] for start, end in spans)
    labelled = label(seen.text, spans, spoken_in)
    return Article(
        id=text_id(page.text),
        origin=document.origin,
        outlet=outlet or document.outlet or page.outlet or head.outlet(labelled),
        title=document.title or page.title or head.title(labelled),
        byline=document.byline or page.byline or head.byline(labelled),
        credits=tuple(dict.fromkeys(page.credits + head.credits(labelled))),
        published=published
        or document.published
        or page.published
        or (document.url and addresses.published_on(document.url))
        or addresses.published_on(document.origin)
        or head.published(labelled),
        language=spoken_in or document.language,
        text=page.text,
        blocks=tuple(
            Block(seen.start(part.start), seen.end(part.end), part.kind) for part in labelled
        ),
        unread=language.why_unread(spoken_in or document.language),
        stages={"reading": VERSION},
        url=document.url or page.url,
        parts=document.parts if page.text == document.content else (),
        provenance=document.provenance,
    )


def refuse_unusable(text: str) -> None:
    """ReadError for text that no report is: too long, or not valid Unicode."""
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"its text is longer than {MAX_CHARACTERS:,} characters; {SPLIT}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(
            f"its text is not valid Unicode (character {error.start}); save it as UTF-8"
        ) from None


def refuse_bad_date(published: str) -> None:
    """ReadError for a publication date that is not a day written YYYY-MM-DD."""
    try:
        if date.fromisoformat(published).isoformat() == published:
            return
    except ValueError:
        pass
    raise ReadError(f"the publication date {published!r} is not a day written YYYY-MM-DD")
