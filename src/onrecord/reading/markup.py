"""A page's markup → the tree of its elements: nothing hostile in it, nothing but what is shown."""

from __future__ import annotations

import re
from html import unescape

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import ParserError, iterwalk  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser  # type: ignore[import-untyped]

from onrecord.model import ReadError

# Pages beyond these are not reports, and reading them would take minutes.
MAX_DEPTH = 256
MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 200_000
MAX_ATTRIBUTES_OF_ONE = 1_000
SAVE_TEXT = "save the report's text instead"
NOT_A_REPORT = f"this is no news page; {SAVE_TEXT}"

# A start tag as the HTML standard reads it; possessive, so that it takes linear time.
TAG = re.compile(
    r"<[a-z][^\s/>]*+"
    r"((?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+)*+)",
    re.IGNORECASE,
)
# Images and fonts that "save as a single file" writes into the page.
EMBEDDED = re.compile(r"data:[\w/+.-]{3,60}(?:;[\w=-]{1,40}){0,3}+,[\w+/=%-]{100,}+")
ATTRIBUTE = re.compile(r"(?<![\s/])[\s/]++[^\s/>=]")
# Characters that XML has no place for: libraries fail on them, and nobody sees them on a page.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMBERED = re.compile(r"&#(?:x[0-9a-f]{1,20}|[0-9]{1,20});?", re.IGNORECASE)
MARKUP = frozenset("<>&\"'\t\n\r")
# Metadata in JSON stay until they have been read.
CODE = "//script[not(contains(@type, 'json'))] | //style | //svg | //template"
LINE_ENDS = re.compile("[\r\n\x85\u2028\u2029]\\s*+")
BROKEN_LINES = "//*[self::p or self::li or self::blockquote or self::h1 or self::h2]//br"


def parse(markup: str) -> HtmlElement:
    """The page's elements; ReadError for start tags that a parser takes minutes over."""
    for tag in TAG.finditer(markup):
        most = MAX_ATTRIBUTES_OF_ONE
        if len(tag[1]) > 2 * most and len(ATTRIBUTE.findall(tag[1])) > most:
            raise ReadError(f"a tag in it has more than {most:,} attributes; {NOT_A_REPORT}")
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    data = without_controls(EMBEDDED.sub("data:,", markup)).encode()
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except (ValueError, ParserError) as error:  # an empty document
        raise ReadError(f"there is nothing on this page; {SAVE_TEXT}") from error


def without_controls(markup: str) -> str:
    """The markup with a space for every character that XML does not have, and for its number."""
    return NOT_IN_XML.sub(" ", NUMBERED.sub(character, markup))


def character(reference: re.Match[str]) -> str:
    """What a number such as ``&#8220;`` stands for in HTML, unless that would be markup."""
    meant = unescape(reference[0])
    return reference[0] if meant in MARKUP else meant or " "


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


def cleaned(tree: HtmlElement) -> HtmlElement:
    """The same tree, without code and with nothing left in it that splits or joins paragraphs."""
    drop(tree, CODE)
    without_layout_tables(tree)
    without_line_breaks(tree)
    return tree


def drop(tree: HtmlElement, path: str) -> None:
    """Take the elements at an XPath out of a page, with all that is in them."""
    for element in tree.xpath(path):
        element.drop_tree()


def without_layout_tables(tree: HtmlElement) -> None:
    """Make plain divisions of tables that hold paragraphs, as old pages lay themselves out."""
    for table in tree.xpath("//table[.//p]"):
        for element in table.iter("table", "tbody", "tr", "td", "th"):
            element.tag = "div"


def without_line_breaks(tree: HtmlElement) -> None:
    """Make a space of a line break in a paragraph, and of those in the markup itself.

    Two ``br`` in a row part paragraphs and stay.
    """
    for element in tree.xpath("//*[not(ancestor-or-self::pre)]"):
        element.text = element.text and LINE_ENDS.sub(" ", element.text)
        element.tail = element.tail and LINE_ENDS.sub(" ", element.tail)
    breaks = tree.xpath(BROKEN_LINES)
    parting = {end for line in breaks for end in (line, line.getnext()) if is_doubled(line)}
    for line in breaks:
        if line not in parting:
            line.tail = " " + (line.tail or "").lstrip()
            line.drop_tag()


def is_doubled(line_break: HtmlElement) -> bool:
    """Whether another line break comes next, with nothing between them."""
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()
