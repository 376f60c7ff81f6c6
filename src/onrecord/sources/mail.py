"""Mail as it is saved (.eml), and web pages that browsers save as mail (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure, ReadError
from onrecord.sources.libraries import library_for

MAX_PARTS = 500
# A header longer than any: what reads them slows down in each character.
LONG_HEADER = re.compile(rb"^[\w-]{1,80}:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.MULTILINE)
MAX_HEADER = 20_000
PICTURES = ("image", "audio", "video")

# Bytes, where they are from, and what their file is called → what is in them.
Opener = Callable[[bytes, str, str], Iterator[Found]]


def mail(data: bytes, origin: str, inner: Opener) -> Iterator[Found]:
    """A message, and the reports that are attached to it, each by itself; ``inner`` opens those.

    Its subject is the title, its date the day of publication.
    """
    with library_for("a mail"):
        message = parsed(data)
        body = message.get_body(preferencelist=("plain", "html"))
        attached = list(attachments(message))
        document = story(body, message, origin) if body is not None else None
        if document is None and not attached:
            raise ReadError("there is no text in this mail; save what it shows as text")
    if document is not None:
        yield document
    for number, part in enumerate(attached, start=1):
        yield from opened(part, number, origin, inner)


def parsed(data: bytes) -> EmailMessage:
    """A message; ReadError for one that no mail program writes."""
    for header in LONG_HEADER.finditer(data):
        if header.end() - header.start() > MAX_HEADER:
            break
    else:
        message = message_from_bytes(data, policy=default)
        if sum(1 for _ in zip(message.walk(), range(MAX_PARTS + 1), strict=False)) <= MAX_PARTS:
            return message
        raise ReadError(f"this mail has more than {MAX_PARTS} parts; save what matters as text")
    raise ReadError("a header of this mail is too long; save what it shows as text")


def story(body: MIMEPart, message: EmailMessage, origin: str) -> Document | None:
    """The document of a message's text; None where that is empty."""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return None
    return Document(
        content,
        origin,
        title=" ".join(str(message["subject"] or "").split()) or None,
        published=sent_on(message),
        url=address(message),
        charset=body.get_content_charset(),
        kind="page" if body.get_content_subtype() == "html" else "text",
    )


def sent_on(message: EmailMessage) -> str | None:
    """The day on which a message was sent, where it says so."""
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    return None


def address(message: MIMEPart) -> str | None:
    """The address from which a browser saved a page."""
    for header in ("snapshot-content-location", "content-location"):
        said = "".join(str(message[header] or "").split())
        if said.startswith(("http://", "https://")):
            return said
    return None


def attachments(message: MIMEPart) -> Iterator[MIMEPart]:
    """What is attached to a message, in the order of the message."""
    for part in message.iter_attachments():
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            yield from attachments(part)
        else:
            yield part


def opened(part: MIMEPart, number: int, origin: str, inner: Opener) -> Iterator[Found]:
    """What is in one attachment."""
    name = PurePath(part.get_filename() or "").name
    if part.get_content_type() == "message/rfc822":
        name = f"message {number}.eml"
    where = f"{origin}#{name or f'part {number}'}"
    if not name or part.get_content_maintype() in PICTURES:
        yield PassedOver(where, f"no reports are read from {part.get_content_type()}")
        return
    try:
        content = part.get_content() if part.is_multipart() else part.get_payload(decode=True)
    except Exception as error:  # an encoding that does not exist, or is not kept
        yield Failure(where, f"it cannot be decoded ({type(error).__name__}); save it by itself")
        return
    data = content.as_bytes() if isinstance(content, EmailMessage) else content
    yield from inner(data if isinstance(data, bytes) else b"", where, name)


def page(data: bytes, origin: str) -> Iterator[Found]:
    """The web page that a browser saved in one file, with the address that it was at."""
    with library_for("a saved page (MHTML)"):
        message = parsed(data)
        body = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        if body is None:
            raise ReadError("there is no web page in this file; save the page as HTML")
        content = body.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise ReadError("the page in this file is empty; save it again")
        charset = body.get_content_charset()
        at = address(message) or address(body)
        yield Document(content, origin, url=at, charset=charset, kind="page")
