"""A file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place at ``path`` when all is written.

    Until then it stands beside it under another name, and what was at ``path`` stays; so it
    does where writing fails.  A device or a named pipe is written to as it is.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.is_symlink():  # one of several that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    draft = target.with_name(f".onrecord-{secrets.token_hex(6)}.part")
    try:
        file = draft.open("xb")
    except OSError as error:
        error.filename = str(path)  # the name that a person knows
        raise
    try:
        with file:
            yield file
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
