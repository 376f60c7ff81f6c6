"""ZIP: many reports in one file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from onrecord.document import Found, PassedOver
from onrecord.model import Failure, ReadError
from onrecord.sources.files import MAX_BYTES, bounded, no_report
from onrecord.sources.mail import Opener

MAX_MEMBERS = 100_000
MAX_UNPACKED = 2_000_000_000  # bytes of all members together
DAMAGED = "this ZIP is damaged; make it again"
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def reports(file: BinaryIO, origin: str, inner: Opener) -> Iterator[Found]:
    """The reports in a ZIP, in its order; its folders and hidden files are not looked at."""
    try:
        with ZipFile(file) as packed:
            members = packed.infolist()
            if len(members) > MAX_MEMBERS:
                raise ReadError(f"this ZIP holds more than {MAX_MEMBERS:,} files; split it")
            left = MAX_UNPACKED
            for member in filter(is_shown, members):
                where = f"{origin}#{member.filename}"
                if reason := not_opened(member.filename):
                    yield PassedOver(where, reason)
                    continue
                left -= min(member.file_size, MAX_BYTES)
                if left < 0:
                    gigabytes = MAX_UNPACKED // 1_000_000_000
                    raise ReadError(f"this ZIP unpacks to more than {gigabytes} GB; split it")
                yield from unpacked(packed, member, where, inner)
    except (BadZipFile, OSError, ValueError) as error:
        raise ReadError(DAMAGED) from error


def is_shown(member: ZipInfo) -> bool:
    """Whether a member is a file that is not hidden, nor in a hidden folder."""
    names = member.filename.split("/")
    return not member.is_dir() and not any(name.startswith((".", "__MACOSX")) for name in names)


def not_opened(name: str) -> str | None:
    """Why a member is passed over, by its name; None if it is a report."""
    return "a ZIP in a ZIP" if name.lower().endswith(".zip") else no_report(name)


def unpacked(packed: ZipFile, member: ZipInfo, where: str, inner: Opener) -> Iterator[Found]:
    """What is in one member."""
    if member.flag_bits & 1:
        yield Failure(where, "it is locked by a password; unpack it first")
        return
    try:
        with packed.open(member) as file:
            data = bounded(file)  # type: ignore[arg-type]
    except ReadError as error:
        yield Failure(where, str(error))
    except UNREADABLE:
        yield Failure(where, "this file of the ZIP is damaged; make the ZIP again")
    else:
        yield from inner(data, where, member.filename)
