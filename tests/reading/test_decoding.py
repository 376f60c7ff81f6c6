"""Bytes → text: the encodings of real reports, also short ones, and what is no text."""

import codecs

import pytest

from onrecord.model import ReadError
from onrecord.reading.decoding import decode

SHORT = "“No,” she said. It’s over – the café’s closed."
RUSSIAN = "Мэр города сказала в понедельник, что мост будет закрыт до конца месяца."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_the_text_is_what_was_written(mark: bytes, encoding: str) -> None:
    assert decode(mark + SHORT.encode(encoding)) == SHORT


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_scripts_are_detected(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><p>Starosta oświadczył</p></html>'
    assert decode(page.encode("iso-8859-2")) == page


def test_a_wrong_declaration_does_not_matter() -> None:
    page = f'<html><head><meta charset="shift_jis"></head><p>{SHORT}</p></html>'
    assert decode(page.encode()) == page


def test_line_ends_and_control_characters_stay_as_they_are() -> None:
    assert decode(b"One.\r\nTwo.\rThree.\x0c\x1b[31m\n") == "One.\r\nTwo.\rThree.\x0c\x1b[31m\n"


def test_utf8_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    assert decode(SHORT.encode()[: len("“No,".encode()) + 2]) == "“No,\ufffd"


def test_one_bad_byte_does_not_make_utf8_something_else() -> None:
    assert decode("“No,”".encode() + b"\x81 she said.") == "“No,”\ufffd she said."
    russian = RUSSIAN.encode()
    assert decode(russian[:1] + russian[2:]) == "\ufffd" + RUSSIAN[1:]


def test_utf8_and_windows_1252_joined_in_one_file_are_both_read() -> None:
    older = SHORT.encode("cp1252") + b"\n"
    for joined in (older * 3 + SHORT.encode(), SHORT.encode() + b"\n" + older * 3):
        assert set(decode(joined).split("\n")) - {""} == {SHORT}


def test_windows_1252_that_holds_what_utf8_could_be_is_windows_1252() -> None:
    text = "“We met at the CAFÉ”, she said – “the old CAFÉ”. It’s closed."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a Word, EPUB or ZIP file"),
        (b"{\\rtf1\\ansi The bridge is safe.}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\x00\x00\x00\x20ftypheic", "a film or an image"),
        (b"From: <Saved by Blink>\nSubject: The bridge", "a web archive"),
        (b"The bridge\x00\x00\x00\x01\x02 is safe.", "a binary file"),
        (bytes(range(1, 32)) * 20, "a binary file"),
    ],
)
def test_what_is_not_text_is_named_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=f"this is {what}.*save it as text or HTML"):
        decode(data)
