"""Saved web pages → the story on them, through trafilatura."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from onrecord.model import ReadError
from onrecord.offline import stay_offline
from onrecord.reading.boilerplate import AGENCIES
from onrecord.reading.markup import SAVE_TEXT, cleaned, drop, parse, refuse_extremes

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
    tree = parse(markup)
    size = refuse_extremes(tree)
    try:
        return extract(cleaned(tree), fast=size > MANY_ELEMENTS)
    except ReadError:
        raise
    except Exception as error:  # hostile markup finds what three libraries did not foresee
        name = type(error).__name__
        raise ReadError(f"its markup cannot be read ({name}); {SAVE_TEXT}") from error


def extract(tree: HtmlElement, *, fast: bool) -> Page:
    """What trafilatura finds on a page; ReadError if that is no story."""
    stay_offline()
    from trafilatura import bare_extraction, extract_metadata
    from trafilatura.settings import Document, Extractor

    known = extract_metadata(tree, extensive=False)
    published = published_on(tree)
    drop(tree, "//script")  # the story is what the page shows, not a copy in its metadata
    options = Extractor(output_format="python", comments=False, tables=False, fast=fast)
    options.min_extracted_size = FEWEST_CHARACTERS
    story = bare_extraction(tree, options=options)
    text = story.text or "" if isinstance(story, Document) else ""
    if len(text.split()) < FEWEST_WORDS:
        raise ReadError(f"no story found in this page; {SAVE_TEXT}")
    title = one_line(known.title)
    authors = [name for name in map(str.strip, (known.author or "").split(";")) if name]
    return Page(
        text=under(title, text),
        title=title,
        byline=tuple(name for name in authors if name not in AGENCIES),
        credits=tuple(name for name in authors if name in AGENCIES),
        published=published,
        outlet=one_line(known.sitename),
    )


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


def one_line(words: str | None) -> str | None:
    """Words without line ends and doubled spaces; None if there are none."""
    return " ".join((words or "").split()) or None
