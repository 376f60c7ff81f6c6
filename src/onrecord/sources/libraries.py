"""What other people's libraries may do to us: be missing, or break on what they are given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.model import ReadError, SetupError

SAVE_AS_TEXT = "save it as text or HTML first"
INSTALL = "python -m pip install 'onrecord[sources]'"


@contextmanager
def library_for(what: str) -> Iterator[None]:
    """Reads ``what`` ("a PDF") by a library.

    ``SetupError`` where the library is not installed; ``ReadError`` for whatever else it
    raises, for a hostile file finds what its authors did not foresee.
    """
    try:
        yield
    except (ReadError, SetupError, MemoryError):
        raise
    except ModuleNotFoundError as error:
        raise SetupError(
            f"to read {what} onrecord needs the package {error.name}, of its extra “sources”; "
            f"install it: {INSTALL}"
        ) from error
    except Exception as error:
        name = type(error).__name__
        raise ReadError(
            f"it is named or begins like {what}, but cannot be read as one ({name}); {SAVE_AS_TEXT}"
        ) from error
