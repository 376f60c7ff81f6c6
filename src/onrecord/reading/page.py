"""Saved web pages → the story on them, through trafilatura."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import iterwalk  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser  # type: ignore[import-untyped]

from onrecord.model import ReadError
from onrecord.reading.phrases import AGENCIES

# Pages beyond these are not reports, and reading them would take minutes.
MAX_DEPTH = 256
MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 200_000
MAX_ATTRIBUTES_OF_ONE = 1_000
# With fewer words than these a page has menus, but no story.
FEWEST_WORDS = 8
# From here on the slower second opinion on where the story is costs more than it gives.
MANY_ELEMENTS = 10_000
SAVE_TEXT = "save the report's text instead"
NOT_A_REPORT = f"this is no news page; {SAVE_TEXT}"

# A page begins with a declaration, a comment, or one of a page's elements.
START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?"
    r"<(?:!--|!doctype\s+html|/?(?:html|head|body|title|meta|link|base|script|style|noscript|div|"
    r"article|section|main|header|footer|nav|p|h[1-6]|table|tr|td|span|a|ul|ol|li|br|img|b|i|em|"
    r"strong|center|font|blockquote|figure)\b)",
    re.IGNORECASE,
)
OTHER_XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex)\b)", re.IGNORECASE)
# A start tag as the HTML standard reads it; possessive, so that it takes linear time.
TAG = re.compile(
    r"<[a-z][^\s/>]*+"
    r"((?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+)*+)",
    re.IGNORECASE,
)
# Images and fonts that "save as a single file" writes into the page.
EMBEDDED = re.compile(r"data:[\w/+.-]{3,60}(?:;[\w=-]{1,40}){0,3}+,[\w+/=%-]{100,}+")
ATTRIBUTE = re.compile(r"[\s/]++[^\s/>=]")


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
    without_code(tree)
    without_layout_tables(tree)
    try:
        return extract(tree, fast=size > MANY_ELEMENTS)
    except ReadError:
        raise
    except Exception as error:  # hostile markup finds what three libraries did not foresee
        name = type(error).__name__
        raise ReadError(f"its markup cannot be read ({name}); {SAVE_TEXT}") from error


def extract(tree: HtmlElement, *, fast: bool) -> Page:
    """What trafilatura finds on a page; ReadError if that is no story."""
    from trafilatura import bare_extraction, extract_metadata
    from trafilatura.settings import Document

    known = extract_metadata(tree, extensive=False)
    published = published_on(tree)
    story = bare_extraction(tree, include_comments=False, include_tables=False, fast=fast)
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


def parse(markup: str) -> HtmlElement:
    """The page's elements; ReadError for start tags that a parser takes minutes over."""
    for tag in TAG.finditer(markup):
        most = MAX_ATTRIBUTES_OF_ONE
        if len(tag[1]) > 2 * most and len(ATTRIBUTE.findall(tag[1])) > most:
            raise ReadError(f"a tag in it has more than {most:,} attributes; {NOT_A_REPORT}")
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    data = EMBEDDED.sub("data:,", markup).replace("\0", "").encode()
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except ValueError as error:  # an empty document
        raise ReadError(f"there is nothing on this page; {SAVE_TEXT}") from error


def refuse_extremes(tree: HtmlElement) -> int:
    """How many elements a page has; ReadError if they are too many or too deep."""
    depth = size = attributes = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            size += 1
            attributes += len(element.attrib)
        if depth > MAX_DEPTH:
            raise ReadError(f"it is nested more than {MAX_DEPTH} levels deep; {NOT_A_REPORT}")
        if size > MAX_ELEMENTS or attributes > MAX_ATTRIBUTES:
            raise ReadError(
                f"it has more than {MAX_ELEMENTS:,} elements or {MAX_ATTRIBUTES:,} attributes; "
                f"{NOT_A_REPORT}"
            )
    return size


def without_code(tree: HtmlElement) -> None:
    """Take the scripts and styles out, which can be most of a page; metadata in JSON stay."""
    for element in tree.xpath("//script[not(contains(@type, 'json'))] | //style | //svg"):
        element.drop_tree()


def without_layout_tables(tree: HtmlElement) -> None:
    """Make plain divisions of tables that hold paragraphs, as old pages lay themselves out."""
    for table in tree.xpath("//table[.//p]"):
        for element in table.iter("table", "tbody", "tr", "td", "th"):
            element.tag = "div"


def published_on(tree: HtmlElement) -> str | None:
    """The day on which the page itself says that it came out (YYYY-MM-DD).

    Only what is made to say so counts: metadata, JSON-LD, the address, and ``time``
    elements of the article.  Images, titles and running text give dates too, of other things.
    """
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
