"""Pages kept as they came, in a WARC (ISO 28500), so that a later doubt can be settled."""

from __future__ import annotations

import io
from pathlib import Path

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord.sources.fetching import Fetched

# What told how the bytes were packed on their way; they are kept unpacked.
OF_THE_WAY = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def keep(page: Fetched, archive: Path) -> str:
    """Adds a page to an archive, in one piece, and says where it is."""
    packed = io.BytesIO()
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = page.url
    record.headers["WARC-Date"] = page.at.replace("+00:00", "Z")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(head(page) + page.body)
    record.is_http = True
    record.write(GzipWriter(packed), checksum_data=True)
    with archive.open("ab") as file:
        offset = file.tell()
        file.write(packed.getvalue())
    return f"{archive.name}#offset={offset}"


def head(page: Fetched) -> bytes:
    """What the server said before the page."""
    lines = [f"HTTP/1.1 {page.status}"]
    for name, value in (*page.headers, ("Content-Length", str(len(page.body)))):
        if name.lower() in OF_THE_WAY and name != "Content-Length":
            name = f"X-Archive-Orig-{name}"
        lines.append(f"{name}: {' '.join(value.split())}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
