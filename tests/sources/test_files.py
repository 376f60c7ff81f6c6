"""Where reports come from: what is found, in which order, and what cannot be read."""

import io
import os
import sys
from pathlib import Path

import pytest

from onrecord.document import PassedOver
from onrecord.model import ReadError
from onrecord.sources import File, find
from onrecord.sources.files import MAX_BYTES


def origins(*paths: str | Path) -> list[str]:
    return [file.origin for file in find(paths) if isinstance(file, File)]


def test_a_folder_gives_its_reports_sorted_and_tells_what_is_none(tmp_path: Path) -> None:
    reports = ("A.HTML", "b.txt", "c/d.md", "c/e.DOCX", "c/f.eml", "c/g.pdf", "h.zip")
    others = {
        "i.xlsx": "no reports are read from .xlsx files",
        "j.csv": "a table; give it by itself to read it",
        "k.warc.gz": "an archive; give it by itself to read it",
        "l": "its name has no ending",
    }
    for name in (*reports, *others, ".hidden.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(find([tmp_path]))
    passed_over = {one.origin: one.reason for one in found if isinstance(one, PassedOver)}
    assert sorted(origins(tmp_path)) == [str(tmp_path / name) for name in reports]
    assert passed_over == {str(tmp_path / name): reason for name, reason in others.items()}


def test_files_are_taken_as_given_whatever_they_are_called(tmp_path: Path) -> None:
    report = tmp_path / "report.dat"
    report.write_bytes(b"The bridge is safe.")
    (source,) = find([report])
    assert isinstance(source, File)
    assert (source.origin, source.data()) == (str(report), b"The bridge is safe.")


def test_one_file_has_one_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "-"):
        Path(name).write_text(f"in {name}")
    assert origins("a.txt", "./a.txt", f"../{tmp_path.name}//a.txt") == ["a.txt"] * 2 + [
        f"../{tmp_path.name}/a.txt"
    ]
    assert origins(".", "./") == ["a.txt", "a.txt"]
    (source,) = find(["./-"])
    assert isinstance(source, File)
    assert (source.origin, source.data()) == ("./-", b"in -")


def test_a_path_through_a_link_is_opened_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "in").mkdir(parents=True)
    (tmp_path / "elsewhere" / "a.txt").write_text("elsewhere")
    (tmp_path / "a.txt").write_text("here")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "in", target_is_directory=True)
    (source,) = find([f"{tmp_path}/link/../a.txt"])
    assert source.data() == b"elsewhere"


def test_an_empty_path_says_so() -> None:
    (source,) = find([""])
    with pytest.raises(ReadError, match="the path is empty"):
        source.data()


def test_links_that_go_round_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert origins(tmp_path) == [str(tmp_path / "in" / "a.txt")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The bridge is safe.")))
    (source,) = find(["-"])
    assert isinstance(source, File)
    assert (source.origin, source.data()) == ("-", b"The bridge is safe.")


@pytest.mark.parametrize("path", ["no-such.txt", "x" * 5000, "nul\0name.txt"])
def test_a_path_that_cannot_be_read_is_a_source_that_says_so(path: str) -> None:
    (source,) = find([path])
    with pytest.raises(ReadError, match="check the path"):
        source.data()


def test_what_is_no_file_is_refused_and_nothing_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", tmp_path / "link.txt", Path("/dev/zero")):
        with pytest.raises(ReadError, match="no file"):
            File.at(str(path)).data()
    assert origins(tmp_path) == [str(tmp_path / "link.txt")]


def test_links_are_followed_within_a_folder_only(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody gave this to be read.")
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge holds.")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "c.txt").symlink_to(tmp_path / "secret.txt")
    first, second, outside = find([folder])
    assert first.data() == second.data() == b"The bridge holds."
    with pytest.raises(ReadError, match="out of the folder"):
        outside.data()


def test_closed_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReadError, match="closed"):
        File.at("-").data()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (source,) = find([tmp_path])
    with pytest.raises(ReadError, match=r"no reports in this folder.*\.txt"):
        source.data()


def test_too_large_a_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.touch()
    os.truncate(large, MAX_BYTES * 1000)
    with pytest.raises(ReadError, match="larger than 20 MB"):
        File(str(large)).data()


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always Unicode")
def test_a_file_name_that_is_not_unicode_is_printable_and_read(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    (source,) = find([tmp_path])
    assert source.origin.encode().endswith("caf\ufffd.txt".encode())
    assert source.data() == b"x"
