"""Saved web pages → the story on them, through trafilatura."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import strip_tags  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from onrecord.model import ReadError
from onrecord.offline import stay_offline
from onrecord.reading.boilerplate import AGENCIES, BEHIND_NAME
from onrecord.reading.markup import SAVE_TEXT, cleaned, drop, parse, refuse_extremes
from onrecord.reading.wrappers import (
    gathered,
    is_lost,
    prose,
    with_linked_paragraphs,
    with_posts,
    without_hidden,
)

if TYPE_CHECKING:
    from trafilatura.settings import Document

# With fewer words than these a page has menus, but no story.
FEWEST_WORDS = 8
# Below this trafilatura takes all there is on a page, captions and menus too.
FEWEST_CHARACTERS = 25
# From here on the slower second opinion on where the story is costs more than it gives.
MANY_ELEMENTS = 10_000

# A page begins with a declaration, a comment, or one of a page's elements.
START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?"
    r"<(?:!--|!doctype\s+html|/?(?:html|head|body|title|meta|link|base|script|style|noscript|div|"
    r"article|section|main|header|footer|nav|p|h[1-6]|table|tr|td|span|a|ul|ol|li|br|img|b|i|em|"
    r"strong|center|font|blockquote|figure)\b)",
    re.IGNORECASE,
)
WEB = re.compile(r"https?://[^\s/.]++\.[^\s/]++(?:/\S*)?", re.IGNORECASE)
OTHER_XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: the story's text and, where known, its head."""

    text: str
    title: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def is_page(text: str) -> bool:
    """Whether a text is a web page, judged by how it begins; ReadError for other XML."""
    if START.match(text):
        return True
    if OTHER_XML.match(text):
        raise ReadError("this is XML or a feed, not a report; save the report as text or HTML")
    return False


def read_page(markup: str) -> Page:
    """The story on a page, title first, and what the page's own metadata say about it.

    ReadError if there is none, or if the page is beyond what is safe to read.
    """
    try:
        tree = parse(markup)
        size = refuse_extremes(tree)
        return extract(cleaned(tree), fast=size > MANY_ELEMENTS)
    except ReadError:
        raise
    except Exception as error:  # hostile markup finds what three libraries did not foresee
        name = type(error).__name__
        raise ReadError(f"its markup cannot be read ({name}); {SAVE_TEXT}") from error


def extract(tree: HtmlElement, *, fast: bool) -> Page:
    """What trafilatura finds on a page; ReadError if that is no story."""
    stay_offline()
    known = metadata(tree)
    published = published_on(tree)
    drop(tree, "//script")  # the story is what the page shows, not a copy in its metadata
    without_hidden(tree)
    without_spans(tree)
    with_posts(tree)
    with_linked_paragraphs(tree)
    text = story_of(tree, fast=fast)
    if len(text.split()) < FEWEST_WORDS:
        raise ReadError(f"no story found in this page; {SAVE_TEXT}")
    title = one_line(known.title)
    named = (BEHIND_NAME.sub("", name.strip()) for name in (known.author or "").split(";"))
    authors = [name for name in named if name]
    return Page(
        text=under(title, text),
        title=title,
        byline=tuple(name for name in authors if name not in AGENCIES),
        credits=tuple(name for name in authors if name in AGENCIES),
        published=published,
        outlet=one_line(known.sitename),
        url=address(known.url),
    )


def without_spans(tree: HtmlElement) -> None:
    """Take out what only styles words; it may be much, and libraries slow down in each piece."""
    strip_tags(tree, "span", "font")
    for element in tree.iter():  # the pieces of a text that this leaves are made one
        element.text, element.tail = element.text, element.tail


def metadata(tree: HtmlElement) -> Document:
    """What the page says about itself; without its JSON, where there is nonsense in that."""
    from trafilatura import extract_metadata

    try:
        return extract_metadata(tree, extensive=False)
    except Exception:
        bare = deepcopy(tree)
        drop(bare, "//script")
        return extract_metadata(bare, extensive=False)


def story_of(tree: HtmlElement, *, fast: bool) -> str:
    """The story as trafilatura finds it; once more without its wrappers, where some of it is lost.

    A story may lie in several of them, or its lead in one that looks like a teaser.
    """
    paragraphs = prose(tree)
    text = extracted(tree, fast=fast)
    if any(is_lost(paragraph, text) for paragraph in paragraphs) and gathered(paragraphs):
        text = max(text, extracted(tree, fast=fast), key=len)
    return text


def extracted(tree: HtmlElement, *, fast: bool) -> str:
    """The text that trafilatura takes for the story."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, Extractor

    options = Extractor(output_format="python", comments=False, tables=False, fast=fast)
    options.min_extracted_size = FEWEST_CHARACTERS
    story = bare_extraction(tree, options=options)
    return story.text or "" if isinstance(story, Document) else ""


def published_on(tree: HtmlElement) -> str | None:
    """The day on which the page itself says that it came out (YYYY-MM-DD).

    Only what is made to say so counts: metadata, JSON-LD, the address, and ``time``
    elements of the article.  Images, titles and running text give dates too, of other things.
    """
    stay_offline()
    from htmldate import find_date

    witness = lxml_html.fromstring("<html><head></head><body></body></html>")
    said = tree.xpath(
        "//meta[not(contains(concat(@property, @name, @itemprop), 'modified')"
        " or contains(concat(@property, @name, @itemprop), 'updated')"
        " or contains(concat(@property, @name, @itemprop), 'image'))]"
        " | //link[@rel='canonical'] | //script[@type='application/ld+json']"
    )
    times = tree.xpath("//time[@pubdate or @itemprop='datePublished' or ancestor::article]")
    witness.head.extend(deepcopy(element) for element in said)
    witness.body.extend(deepcopy(element) for element in times)
    found: str | None = find_date(witness, extensive_search=False, original_date=True)
    return found


def under(title: str | None, story: str) -> str:
    """The story with its title as the first line, once."""
    lines = [line.strip() for line in story.splitlines() if line.strip()]
    if title and lines[0] != title:
        lines.insert(0, title)
    return "\n\n".join(lines) + "\n"


def address(said: str | None) -> str | None:
    """The address that a page gives for itself; None for what is no address on the web."""
    words = (said or "").strip()
    return words if WEB.fullmatch(words) else None


def one_line(words: str | None) -> str | None:
    """Words without line ends and doubled spaces; None if there are none."""
    return " ".join((words or "").split()) or None
