"""Files as other programs write them: the text that a reader sees in them, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure, ReadError
from onrecord.pipeline import documents
from onrecord.reading import from_document
from onrecord.sources import File
from onrecord.sources.formats import MAX_DEPTH, found_in, opened

FILES = Path(__file__).with_name("files")
LEAD = (
    "SALTMARSH, March 5 — Harbour fees will rise by a tenth in May,  Mayor Ida Holm told reporters "
    "on Tuesday, because the old quay has to be rebuilt before the autumn storms arrive and the "
    "council has no other money for it."
)
QUOTATION = (
    "“We shall pay for the quay ourselves, and nobody else will be asked to,” Ms. Holm said. “The "
    "boats that use it will carry a small part of the cost, and the town will carry the rest.”"
)


def found(name: str) -> list[Found]:
    return list(found_in(File.at(str(FILES / name))))


def text_of(name: str) -> str:
    (document,) = found(name)
    assert isinstance(document, Document)
    assert isinstance(document.content, str)
    return document.content


@pytest.mark.parametrize("suffix", ["odt", "docx", "rtf"])
def test_a_written_document_gives_its_paragraphs_without_what_stands_beside(suffix: str) -> None:
    lines = [line for line in text_of(f"release.{suffix}").split("\n") if line.strip()]
    assert [line.strip() for line in lines[:4]] == [
        "Harbour fees will rise in May",
        "By Bo Achterberg",
        LEAD,
        QUOTATION,
    ]
    for beside in ("taken out", "in the town hall", "Is this right?"):
        assert not any(beside in line for line in lines)


def test_a_pdf_gives_its_paragraphs_and_which_page_has_them() -> None:
    (document,) = found("release.pdf")
    assert isinstance(document, Document)
    article = from_document(document)
    paragraphs = article.text.split("\n\n")
    assert paragraphs[:2] == ["Harbour fees will rise in May", "By Bo Achterberg"]
    assert paragraphs[3] == QUOTATION
    pages = [(part.name, article.text[part.start : part.end]) for part in article.parts]
    assert [name for name, _ in pages] == ["page 1", "page 2"]
    assert pages[1][1].startswith("Not everyone was against it. The ferry company said that it")
    assert (article.title, article.byline) == (
        "Harbour fees will rise in May",
        ("Bo Achterberg",),
    )


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(ReadError, match=r"pictures of pages.*\(OCR\)"):
        list(found_in(File.at(str(tmp_path / "scan.pdf"))))


def test_a_mail_gives_its_text_and_what_is_attached() -> None:
    message, attached = found("mpack.eml")
    assert isinstance(message, Document)
    assert isinstance(attached, Document)
    article = from_document(message)
    assert article.title == "Harbour fees will rise in May"
    assert "“We shall pay for the quay ourselves – and nobody" in article.text
    assert attached.origin == f"{FILES / 'mpack.eml'}#release.docx"
    assert attached.content == text_of("release.docx")


def test_a_saved_page_has_its_address() -> None:
    (page,) = found("chromium.mhtml")
    assert isinstance(page, Document)
    article = from_document(page)
    assert article.url == "http://paper.example/release.html"
    assert QUOTATION in article.text


def test_a_zip_gives_the_reports_in_it_and_names_the_rest() -> None:
    things = {one.origin.rpartition("#")[2]: one for one in found("stories.zip")}
    passed_over = {name: one.reason for name, one in things.items() if isinstance(one, PassedOver)}
    assert passed_over == {"stories/fees.csv": "a table; give it by itself to read it"}
    assert set(things) - set(passed_over) == {
        "stories/2024-03-04 quay.txt",
        "stories/fees.md",
        "stories/release.html",
    }
    quay = things["stories/2024-03-04 quay.txt"]
    assert isinstance(quay, Document)
    assert from_document(quay).published == "2024-03-04"
    markdown = things["stories/fees.md"]
    assert isinstance(markdown, Document)
    assert markdown.content == (
        "Harbour fees will rise\n\nThe fees will rise by a tenth in May, and the old quay will be "
        "rebuilt, Mayor Ida Holm said on Tuesday.\n\n“Nobody else will be asked to pay,” she said."
        "\n\nThe union was against it, its chairman said.\n\n\n"
    )


MAIL = b"Subject: Quay\nDate: Tue, 5 Mar 2024 09:00:00 +0100\nContent-Type: %s\n\n%s"


def test_quoted_printable_is_words_again_and_the_date_is_the_day_of_publication() -> None:
    head = b"text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable"
    body = b"The town will proceed wit=\nh the caf=E9 as it was planned, Mayor Ida Holm said.\n"
    (document,) = opened(MAIL % (head, body), "a.eml", "a.eml")
    assert isinstance(document, Document)
    article = from_document(document)
    assert article.text == (
        "The town will proceed with the café as it was planned, Mayor Ida Holm said.\n"
    )
    assert (article.title, article.published) == ("Quay", "2024-03-05")


def test_mail_in_mail_ends() -> None:
    mail = EmailMessage()
    mail.set_content("The quay will hold, the mayor said.")
    for _ in range(MAX_DEPTH + 3):
        outer = EmailMessage()
        outer.set_content("See below.")
        outer.add_attachment(mail)
        mail = outer
    *read, last = opened(mail.as_bytes(), "a.eml", "a.eml")
    assert [type(one) for one in read] == [Document] * (MAX_DEPTH + 1)
    assert isinstance(last, Failure)
    assert last.reason == "it lies too deep in other files; save it by itself"


def test_a_thousand_parts_are_refused() -> None:
    parts = b"--x\n\nhello\n" * 1_000
    with pytest.raises(ReadError, match="more than 500 parts"):
        list(opened(MAIL % (b"multipart/mixed; boundary=x", parts), "a.eml", "a.eml"))


def test_a_header_without_end_is_refused() -> None:
    with pytest.raises(ReadError, match="header of this mail is too long"):
        list(opened(MAIL % (b"text/plain; a=" + b"(" * 1_000_000, b"Hello."), "a.eml", "a.eml"))


def zipped(*files: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return data.getvalue()


def failures(data: bytes, name: str) -> Iterator[str]:
    for one in opened(data, name, name):
        assert isinstance(one, Failure | PassedOver)
        yield one.reason


def test_bombs_are_refused_without_being_unpacked() -> None:
    huge = b"\0" * 150_000_000
    assert list(failures(zipped(("a.txt", huge)), "a.zip")) == [
        "it is larger than 20 MB; split it into one file per report"
    ]
    assert list(failures(zipped(("a.zip", zipped(("b.txt", b"x")))), "a.zip")) == ["a ZIP in a ZIP"]
    with pytest.raises(ReadError, match="unpacks to more than 100 MB"):
        list(opened(zipped(("word/document.xml", huge)), "a.docx", "a.docx"))


@pytest.mark.parametrize(
    ("name", "what"),
    [("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation")],
)
def test_other_packed_documents_are_named(name: str, what: str) -> None:
    with pytest.raises(ReadError, match=f"this is {what}; save"):
        list(opened(zipped((name, b"x")), "a", "a"))


def test_a_missing_library_is_a_failure_that_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdf", None)
    first, second = documents([FILES / "release.pdf", FILES / "release.html"])
    assert isinstance(first, Failure)
    assert "python -m pip install 'onrecord[sources]'" in first.reason
    assert isinstance(second, Document)
