"""What stands around and between a page's story: what is hidden or sold, what only wraps it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

HIDDEN = (
    "//*[@hidden or @aria-hidden='true'][not(self::html or self::body or self::svg)]"
    " | //*[contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')][not(self::html or self::body)]"
)
# By their class or id: what is offered to the reader in the middle of a story.
OFFER = re.compile(r"paywall|regwall|subscri|newsletter|sign-?up|donat", re.IGNORECASE)
LONGEST_OFFER = 800  # characters; more may be a story behind a paywall
MOST_OF_OFFER = 0.1  # of a page
MOST_OF_PAGE = 0.3
HANDLE = re.compile(r"[—–-]\s*+[^()\n]{2,60}\(@\w{1,40}\)")
LONGEST_POST = 1_000
FEWEST_CHARACTERS, FEWEST_WORDS = 40, 8  # of a paragraph of prose
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*+$")
MOST_LINKED = 0.5  # of a paragraph's characters
BESIDE = "ancestor::*[self::nav or self::footer or self::aside or self::form or self::figure]"
WRAPPERS = ("div", "section", "article", "main", "span")
CARD = ".//a[.//h2 or .//h3 or .//h4] | .//h2[.//a] | .//h3[.//a] | .//h4[.//a]"


def without_hidden(tree: HtmlElement) -> None:
    """Take out what a page does not show, unless that is most of it, and what it offers."""
    whole = len(tree.text_content())
    for element in tree.xpath(HIDDEN):
        if len(element.text_content()) < MOST_OF_PAGE * whole:
            take_out(element)
    for element in tree.xpath("//*[@class or @id][not(self::html or self::body)]"):
        if OFFER.search(f"{element.get('class', '')} {element.get('id', '')}"):
            size = len(element.text_content())
            sells = element.xpath(".//button | .//form | .//input") and size < LONGEST_OFFER
            if sells or size < MOST_OF_OFFER * whole:
                take_out(element)


def take_out(element: HtmlElement) -> None:
    """Take an element out of its tree, unless it is out with another one already."""
    if element.getparent() is not None:
        element.drop_tree()


def with_posts(tree: HtmlElement) -> None:
    """Make a plain paragraph of each post that the page shows, with its author and day."""
    for quote in tree.xpath("//blockquote"):
        words = " ".join(quote.text_content().split())
        if len(words) <= LONGEST_POST and HANDLE.search(words):
            tail = quote.tail
            quote.clear()
            quote.tag, quote.text, quote.tail = "p", words, tail


def with_linked_paragraphs(tree: HtmlElement) -> None:
    """Take the link off a paragraph that is a sentence and one link from end to end."""
    for link in tree.xpath(f"//p//a[not({BESIDE})]"):
        paragraph = next(link.iterancestors("p"))
        words = " ".join(paragraph.text_content().split())
        if is_sentence(words) and " ".join(link.text_content().split()) == words:
            link.drop_tag()


def is_sentence(words: str) -> bool:
    """Whether a paragraph is long enough for a sentence, and ends as one."""
    long = len(words) >= FEWEST_CHARACTERS and len(words.split()) >= FEWEST_WORDS
    return long and ENDS_SENTENCE.search(words) is not None


def prose(tree: HtmlElement) -> list[HtmlElement]:
    """The paragraphs of a page that read like a story's."""
    return [
        paragraph
        for paragraph in tree.xpath(f"//p[not({BESIDE})]")
        if is_sentence(words := " ".join(paragraph.text_content().split()))
        and linked(paragraph) < MOST_LINKED * len(words)
    ]


def linked(paragraph: HtmlElement) -> int:
    """How many characters of a paragraph are links."""
    return sum(len(link.text_content()) for link in paragraph.iter("a"))


def is_lost(paragraph: HtmlElement, text: str) -> bool:
    """Whether a paragraph is not in the story as it was taken out of the page."""
    return " ".join(paragraph.text_content().split())[:FEWEST_CHARACTERS] not in text


def gathered(paragraphs: Sequence[HtmlElement]) -> bool:
    """Put a story that lies in several wrappers into one; whether there was any to be undone.

    The wrapper of all is the innermost that has most of the paragraphs.  A wrapper with a
    link for a heading is the card of another story, and stays.
    """
    home = home_of(paragraphs)
    if home is None:
        return False
    wrappers = {
        wrapper: None
        for paragraph in paragraphs
        for wrapper in between(paragraph, home)
        if wrapper.tag in WRAPPERS and not wrapper.xpath(CARD)
    }
    for wrapper in wrappers:
        wrapper.drop_tag()
    if home.tag in WRAPPERS:
        home.tag = "article"
        home.attrib.clear()
        home.set("itemprop", "articleBody")
    return bool(wrappers)


def home_of(paragraphs: Sequence[HtmlElement]) -> HtmlElement | None:
    """The innermost element that holds most of the paragraphs' words."""
    sizes: Counter[HtmlElement] = Counter()
    for paragraph in paragraphs:
        size = len(paragraph.text_content())
        for ancestor in paragraph.iterancestors():
            sizes[ancestor] += size
    whole = max(sizes.values(), default=0)
    homes = [element for element, size in sizes.items() if size >= (1 - MOST_OF_PAGE) * whole]
    return max(homes, key=depth, default=None)


def depth(element: HtmlElement) -> int:
    """How deep an element lies in its tree."""
    return sum(1 for _ in element.iterancestors())


def between(paragraph: HtmlElement, home: HtmlElement) -> Iterable[HtmlElement]:
    """The elements around a paragraph, up to the one that is the home of all."""
    around: list[HtmlElement] = []
    for ancestor in paragraph.iterancestors():
        if ancestor is home:
            return around
        around.append(ancestor)
    return []
