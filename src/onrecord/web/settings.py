"""How one server is set up, and what it may do so set up."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.model import SetupError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server listens and who may do what there.

    ``public`` is the address by which people reach it behind a proxy.  Whoever asks is the
    person at the machine, who may do everything, unless there are ``users`` (a file, see
    ``users.py``) or a ``token``.  ``read_only`` refuses every change.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    public: str | None = None
    read_only: bool = False
    users: Path | None = None
    token: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether people have to say who they are."""
        return self.users is not None or self.token is not None

    @property
    def is_secure(self) -> bool:
        """Whether people reach it over TLS, so that cookies may ask for that."""
        return self.public is not None and urlsplit(self.public).scheme == "https"

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request may ask for, without ports."""
        known = {"localhost", "127.0.0.1", "[::1]", bracketed(self.host)}
        if self.public is not None:
            known.add(urlsplit(self.public).netloc.rpartition("@")[2].split(":")[0])
        return frozenset(name.lower() for name in known)

    @property
    def address(self) -> str:
        """The address by which people reach it."""
        return self.public or f"http://{bracketed(self.host)}:{self.port}/"

    def check(self) -> None:
        """``SetupError`` where it would let people in from elsewhere whom nobody knows."""
        if self.public is not None and urlsplit(self.public).scheme not in ("http", "https"):
            raise SetupError(f"{self.public}: give an address such as https://record.example.org/")
        if not is_loopback(self.host) and not self.is_closed:
            raise SetupError(
                f"{self.host} can be reached from elsewhere: give --users or --token, so that only "
                "people you know get in"
            )
        if self.public is not None and not self.is_closed and not self.read_only:
            raise SetupError(
                "with --public, whoever finds it could change the record: give --users or --token, "
                "or publish it with --read-only"
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bracketed(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
