"""Bytes → text: encodings by a library, and a clear refusal of what is not text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from charset_normalizer.utils import any_specified_encoding

from onrecord.model import ReadError

# Longest first: UTF-32's little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What files that are not text begin with, and what to call them.
NOT_TEXT = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"From: <Saved by ", "a web archive (MHTML)"),
)
SAVE_AS_TEXT = "save it as text or HTML first"
BINARY = f"this is a binary file, not text; {SAVE_AS_TEXT}"
# All but those that text has: tab, line ends, form feed, escape (terminal colours).
CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
MOST_CONTROLS = 0.01
ASCII = bytes(range(128))
MOSTLY_ASCII = 0.15
WINDOWS = "cp1252"
# What a page in English may say of its encoding.
WESTERN = frozenset({None, "ascii", "utf_8", WINDOWS})
# How UTF-8 writes quotation marks, dashes and small accented letters.  In Windows-1252 it
# would be "â€œ" or "Ã©", which nobody writes.
PLAINLY_UTF8 = re.compile(rb"\xe2[\x80-\x84][\x80-\xbf]|\xc3[\xa0-\xba\xbc]")
# What the detector looks at; a report's encoding shows well before that.
DETECTED_FROM = 200_000


def decode(data: bytes, charset: str | None = None) -> str:
    """The text that the bytes hold, exactly; ReadError if they are not text.

    A byte order mark is not text.  Otherwise UTF-8 where the bytes are that, else the
    ``charset`` that came with them, the encoding that a page declares or that the bytes look
    like.
    """
    refuse_known_formats(data)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode_as(encoding, data[len(mark) :])
    if b"\x00" in data:
        return decode_as(wide_encoding(data), data)
    if share_of_controls(data) > MOST_CONTROLS:
        raise ReadError(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        said = charset if charset and not is_western(charset) else None
        return (not said and imperfect_utf8(data, error)) or in_another_encoding(data, said)


def refuse_known_formats(data: bytes) -> None:
    """ReadError for the formats that people mistake for reports, by name."""
    for magic, name in NOT_TEXT:
        if data.startswith(magic):
            raise ReadError(f"this is {name}; {SAVE_AS_TEXT}")
    if data[4:8] == b"ftyp":
        raise ReadError(f"this is a film or an image; {SAVE_AS_TEXT}")


def decode_as(encoding: str, data: bytes) -> str:
    """The text in the given encoding; ReadError if the bytes are not valid in it.

    A file may end in the middle of its last character: that is U+FFFD.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason == "truncated data":
            return data.decode(encoding, "replace")
        raise ReadError(
            f"it is not valid {encoding} (byte {error.start}); save it again as UTF-8"
        ) from None


def wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark has its zero bytes on one side of each pair; else it is binary."""
    sample = data[:DETECTED_FROM]
    half = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 0.4 * half and first < 0.1 * half:
        return "utf-16-le"
    if first > 0.4 * half and second < 0.1 * half:
        return "utf-16-be"
    raise ReadError(BINARY)


def share_of_controls(data: bytes) -> float:
    """How much of the first bytes is control characters that text does not have."""
    sample = data[:DETECTED_FROM]
    return (len(sample) - len(sample.translate(None, CONTROLS))) / max(len(sample), 1)


def imperfect_utf8(data: bytes, error: UnicodeDecodeError) -> str | None:
    """UTF-8 that was cut off, damaged or joined with older text; None if it is not that.

    In Western text the bytes that do not belong are Windows-1252, as where a page quotes
    another; elsewhere they are lost (U+FFFD), and must be few.
    """
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    odd = len(text) - len(text.encode("ascii", "ignore"))
    western = odd < MOSTLY_ASCII * len(text) and declared_encoding(data) in WESTERN
    if western and (odd > 2 * lost or PLAINLY_UTF8.search(data)):
        return data.decode("utf-8", BYTES_OF_WINDOWS)
    cut_off = error.reason == "unexpected end of data"
    return text if cut_off or odd > 2 * lost else None


def bytes_of_windows(error: UnicodeError) -> tuple[str, int]:
    """An error handler: the bytes that are not UTF-8 as Windows-1252; U+FFFD if cut off."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode(WINDOWS, "replace"), error.end


BYTES_OF_WINDOWS = "onrecord.bytes_of_windows"
codecs.register_error(BYTES_OF_WINDOWS, bytes_of_windows)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in, where browsers take Latin-1 for Windows-1252."""
    declared = any_specified_encoding(data)
    return WINDOWS if declared == "latin_1" else declared


def is_western(charset: str) -> bool:
    """Whether a charset is one that servers name without looking: UTF-8, Latin-1 and the like."""
    try:
        return codecs.lookup(charset).name in ("ascii", "utf-8", "iso8859-1", WINDOWS)
    except LookupError:
        return True


def in_another_encoding(data: bytes, charset: str | None = None) -> str:
    """Text in the encoding that came with it or that it declares, else in the Western one, else
    in the likeliest.
    """
    for encoding in filter(None, (charset, *plausible_encodings(data))):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ReadError(BINARY)


def plausible_encodings(data: bytes) -> Iterator[str]:
    """Encodings to try, the likeliest first.

    Mostly ASCII is Windows-1252, as browsers hold too: it tells the curly quotation marks
    of English from letters, where statistics on a short report do not.
    """
    if declared := declared_encoding(data):
        yield declared
    sample = data[:DETECTED_FROM]
    if len(sample.translate(None, ASCII)) < MOSTLY_ASCII * len(sample):
        yield WINDOWS
    best = from_bytes(sample).best()
    if best is not None:
        yield best.encoding
