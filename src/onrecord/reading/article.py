"""A report's bytes or text → ``Article``."""

from __future__ import annotations

from datetime import date

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
    """The report in ``data``, plain text or HTML as its content shows.

    ``published`` (YYYY-MM-DD) and ``outlet`` win over what the page says, and that over the
    day in ``origin``.  ReadError if there is no report in it, or more than
    ``MAX_CHARACTERS`` or ``MAX_PARAGRAPHS`` of one.
    """
    if not data:
        raise ReadError("it is empty; give a file with a report in it")
    text = decode(data)
    if is_page(text):
        page = read_page(text)
        return article_of(page, origin, published=published, outlet=outlet)
    if not legible(text).text.strip():
        raise ReadError("it holds only white space; give a file with a report in it")
    return from_text(text, origin, published=published, outlet=outlet)


def from_text(
    text: str, origin: str, *, published: str | None = None, outlet: str | None = None
) -> Article:
    """The report in a plain text, kept exactly: ``article.text == text``.  ReadError as above."""
    return article_of(Page(text), origin, published=published, outlet=outlet)


def article_of(page: Page, origin: str, *, published: str | None, outlet: str | None) -> Article:
    """The article on a page: the text labelled, its head filled from the page, then the text."""
    refuse_unusable(page.text)
    if published is not None:
        refuse_bad_date(published)
    seen = legible(page.text)
    spans = paragraphs(seen.text)
    if len(spans) > MAX_PARAGRAPHS:
        raise ReadError(f"it has more than {MAX_PARAGRAPHS:,} paragraphs; {SPLIT}")
    spoken_in = language.language_of(seen.text[start:end] for start, end in spans)
    labelled = label(seen.text, spans, spoken_in)
    return Article(
        id=text_id(page.text),
        origin=origin,
        outlet=outlet or page.outlet,
        title=page.title or head.title(labelled),
        byline=page.byline or head.byline(labelled),
        credits=tuple(dict.fromkeys(page.credits + head.credits(labelled))),
        published=published
        or page.published
        or addresses.published_on(origin)
        or head.published(labelled),
        language=spoken_in,
        text=page.text,
        blocks=tuple(
            Block(seen.start(part.start), seen.end(part.end), part.kind) for part in labelled
        ),
        unread=language.why_unread(spoken_in),
        stages={"reading": VERSION},
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
