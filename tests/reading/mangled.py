"""Two hundred files that are wrong in some way, the same ones on every run.

Run as a program with a folder, it writes them there and prints for each, as a line of JSON,
what came of reading it and how much work that was, counted in sound reports of 100 paragraphs,
and last of all its own peak memory.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from onrecord.document import Document
from onrecord.model import Article, ReadError
from onrecord.pipeline import pipeline
from onrecord.reading import from_document
from onrecord.sources import File
from onrecord.sources.formats import found_in

COUNT = 200
PARAGRAPHS = [
    f"“We have {n} boats,” Maud Ferreira said on day {n} of the month – at the café."
    for n in range(1, 11)
]
STORY = "\n\n".join(["Harbour fees rise", "By Bo Achterberg", *PARAGRAPHS, "© Saltmarsh Gazette"])
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Harbour fees rise</title></head>'
    "<body><nav><a href='/'>Home</a></nav><article><h1>Harbour fees rise</h1>"
    + "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    + "</article><footer>All rights reserved</footer></body></html>"
)
MILLION = 1_000_000


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each mangled file."""
    yield from islice(all_files(), COUNT)


def all_files() -> Iterator[tuple[str, bytes]]:
    """The wrong ones by hand, then damaged copies of good ones without end."""
    for kind in (not_text, wrong_text, long_text, wrong_markup):
        for number, (suffix, data) in enumerate(kind()):
            yield f"{kind.__name__}-{number:02}{suffix}", data
    yield from damaged()


def not_text() -> Iterator[tuple[str, bytes]]:
    """Files of other kinds, and nothing."""
    noise = random.Random(1).randbytes(5_000)
    magics = (b"%PDF-1.4", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a")
    for magic in (*magics, b"RIFF", b"\x1f\x8b", b"\x7fELF", b"SQLite format 3\0", b"", b"\0"):
        yield ".txt", magic + noise
        yield ".html", magic
    for blank in (b" ", b"\n" * 10_000, b"\xef\xbb\xbf", b"\xff\xfe", "\u2028\u00a0".encode()):
        yield ".txt", blank
    yield ".txt", b"\0" * MILLION
    yield ".txt", STORY.encode() + b"\0" * 4_096


def wrong_text() -> Iterator[tuple[str, bytes]]:
    """Texts in the wrong encoding, or with characters that trip programs up."""
    for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-7", "cp1252", "mac-roman"):
        yield ".txt", STORY.encode(encoding)
        yield ".txt", STORY.encode(encoding)[:-1]
        yield ".html", PAGE.encode(encoding)
    yield ".txt", b"\xff\xfe" + STORY.encode()
    yield ".txt", STORY.encode() + STORY.encode("cp1252") * 3
    yield ".txt", b"\xed\xa0\x80 she said. " * 50
    yield ".txt", STORY.replace(" ", "\u200b").encode()
    yield ".txt", ("\u202e" + STORY + "\u2066\u2067\u202d").encode()
    yield ".txt", "\u0301".join(STORY).encode()
    yield ".txt", ("z" + "\u0335" * 50_000 + " she said.").encode()
    yield ".txt", STORY.replace("“", "").encode()
    yield ".txt", STORY.replace("”", "").encode()
    yield ".txt", ("“" * 5_000 + STORY).encode()
    yield ".txt", STORY.replace("\n", "\r").encode()
    yield ".txt", ("\x1b]0;title\x07\x1b[2J" + STORY).encode()
    yield ".txt", "\U0010ffff\ue000 she said.".encode()


def long_text() -> Iterator[tuple[str, bytes]]:
    """Texts that are long in every way that a careless pattern would stumble on."""
    yield ".txt", b"The boats are safe, she said. " * (50 * MILLION // 30)
    yield ".txt", b"The boats are safe, she said. " * (19 * MILLION // 30)
    nearly = MILLION - 10
    for unit in ("a", "A", "( ", "- ", "“", "é", "A-", "By A", "AA ", "staff ", "1 ", ". ", "\t"):
        yield ".txt", (unit * nearly)[:nearly].encode()
    for line in ("ab", "Ab Cd", "xi yo ", "(AP", "By Bo Lin", "“x", "©", "mot à mot", "A. B."):
        yield ".txt", ((line + "\n") * nearly)[:nearly].encode()
    for line in ("(photo " * 80, "staffstaff " * 50, "AP " * 190, "news and " * 60, "by was " * 80):
        yield ".txt", ((line + "\n") * 60).encode()


def wrong_markup() -> Iterator[tuple[str, bytes]]:
    """Pages that are too deep, too wide, too long, unfinished, or full of the wrong things."""
    body = PAGE[PAGE.index("<article>") :]
    for tag in ("div", "b", "table><tr><td", "ul><li", "font", "blockquote"):
        for depth in (200, 3_000, 100_000):
            yield ".html", ("<html><body>" + f"<{tag}>" * depth + body).encode()
    for unit in (
        "<",
        "<p",
        "<a href='",
        "&",
        "&amp",
        "&#x",
        "<!--",
        "</p>",
        "<p>x",
        "<br>",
        "<![CDATA[",
    ):
        yield ".html", ("<html><body>" + unit * 200_000 + body).encode()
    for head in ("[" * 100_000, '{"@type":"NewsArticle","author":' + '{"name":' * 20_000):
        script = f'<script type="application/ld+json">{head}</script></head>'
        yield ".html", PAGE.replace("</head>", script).encode()
    attributes = " ".join(f"a{n}='>'" for n in range(100_000))
    yield ".html", PAGE.replace("<h1>", f"<h1 {attributes}>").encode()
    yield ".html", PAGE.replace("<h1>", f"<h1 title='{'x' * 9 * MILLION}'>").encode()
    yield ".html", PAGE.replace("<h1>", f"<script>{'var a = 1;' * MILLION}</script><h1>").encode()
    yield ".html", PAGE.replace("<p>", "<p>" + "word " * 200_000, 1).encode()
    yield ".html", PAGE.replace("“", "&ldquo").replace("’", "&rsquo").encode()
    yield ".html", PAGE.replace("utf-8", "shift_jis").encode()
    yield ".html", PAGE.replace("utf-8", "no-such-encoding").encode("cp1252")
    yield ".html", b"<html>"
    yield ".html", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbb'>]><a>&b;</a>"
    yield ".html", b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><p>&x;</p>"


def damaged() -> Iterator[tuple[str, bytes]]:
    """Copies of a good text and a good page, cut off anywhere and with bytes overwritten."""
    chance = random.Random(2)
    number = 0
    while True:
        for suffix, good in ((".txt", STORY.encode()), (".html", PAGE.encode())):
            data = bytearray(good[: chance.randrange(1, len(good))])
            for _ in range(chance.choice((0, 1, 20))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            yield f"damaged-{number:02}{suffix}", bytes(data)
            number += 1


def taken_through(article: Article) -> Article:
    """The article after all the stages that a mangled file must not break."""
    (analysed,) = pipeline()([article])
    assert isinstance(analysed, Article), analysed
    return analysed


def outcome(path: Path) -> str:
    """What came of one file: "read", or the reason why not."""
    try:
        (document,) = found_in(File.at(str(path)))
        assert isinstance(document, Document), document
        article = taken_through(from_document(document))
    except ReadError as error:
        return str(error)
    assert article.text.strip() and article.blocks
    return "read"


def read(path: Path, data: bytes) -> tuple[str, str, float]:
    """The name of a file, what came of it, and its processor time."""
    path.write_bytes(data)
    start = time.process_time()
    said = outcome(path)
    path.unlink()
    return path.name, said, time.process_time() - start


def main(folder: Path) -> None:
    """Read every mangled file, one at a time, as a user's machine would."""
    sound = "\n\n".join([STORY] * 10).encode()
    read(folder / "sound.txt", sound)  # loads the models
    _, _, unit = read(folder / "sound.txt", sound)
    for name, data in files():
        name, said, seconds = read(folder / name, data)
        print(json.dumps([name, said, seconds / unit]), flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(peak * (1 if sys.platform == "darwin" else 1024)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
