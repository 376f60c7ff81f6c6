"""To which addresses onrecord connects: to public ones alone, whatever a name or a redirect says.

A name is resolved once, each of its addresses is checked, and the connection goes to one of
those: between the check and the connection no other answer can come in.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore
import httpx

from onrecord.model import ReadError

Ip = IPv4Address | IPv6Address
# Public by their numbers, and yet of the machine's own surroundings: Azure's metadata, what is
# set aside for protocols, and IPv6 in which any IPv4 address may be wrapped.
NOT_PUBLIC = tuple(map(ip_network, ("168.63.129.16/32", "192.0.0.0/24", "64:ff9b:1::/48", "::/96")))
WRAPS_IPV4 = ip_network("64:ff9b::/96")
REFUSED = "this address leads into a private network; onrecord opens public addresses only"


class RefusedError(ReadError):
    """An address that is not opened."""


class Guard(httpcore.NetworkBackend):
    """Makes connections to public addresses, each of which ends after a time and so many bytes.

    ``loopback_port`` is the one port of this machine that may be connected to: a test's own.
    """

    def __init__(self, seconds: float, most: int, loopback_port: int | None = None) -> None:
        self.seconds, self.most, self.loopback_port = seconds, most, loopback_port
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a host, by an address that was checked; ``RefusedError`` for others."""
        addresses = self.checked(host, port)
        for last, address in zip([False] * (len(addresses) - 1) + [True], addresses, strict=True):
            try:
                stream = self.sockets.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError:
                if last:
                    raise
            else:
                return Bounded(stream, time.monotonic() + self.seconds, self.most)
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """There is nothing on the web behind one."""
        raise RefusedError(REFUSED)

    def checked(self, host: str, port: int) -> list[Ip]:
        """The addresses of a host; ``RefusedError`` where any of them is not public."""
        addresses = list(dict.fromkeys(resolved(host, port)))
        for address in addresses:
            if not is_public(address) and not (address.is_loopback and port == self.loopback_port):
                raise RefusedError(REFUSED)
        return addresses


def resolved(host: str, port: int) -> Iterator[Ip]:
    """What a name resolves to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} is not known") from error
    for *_, address in found:
        yield ip_address(str(address[0]).partition("%")[0])


def is_public(address: Ip) -> bool:
    """Whether an address is one of the public internet, also if it is wrapped in another."""
    if isinstance(address, IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in WRAPS_IPV4:
            wrapped = IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
        if address.teredo is not None:
            return False
    odd = any(address in network for network in NOT_PUBLIC if network.version == address.version)
    return address.is_global and not address.is_multicast and not odd


class Bounded(httpcore.NetworkStream):
    """A connection that ends at a time and after so many bytes, whatever the server does."""

    def __init__(self, stream: httpcore.NetworkStream, until: float, most: int) -> None:
        self.stream, self.until, self.left = stream, until, most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next."""
        remaining = self.until - time.monotonic()
        if remaining <= 0:
            raise ReadError("the server takes too long to answer; try again later")
        data = self.stream.read(max_bytes, min(remaining, timeout or remaining))
        self.left -= len(data)
        if self.left < 0:
            raise ReadError("what the server sends is larger than any report; give another address")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes."""
        self.stream.write(buffer, timeout)

    def close(self) -> None:
        """Ends the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted: the certificate must be that of the name."""
        stream = self.stream.start_tls(ssl_context, server_hostname, timeout)
        return Bounded(stream, self.until, self.left)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.stream.get_extra_info(info)


class GuardedTransport(httpx.HTTPTransport):
    """Sends requests over guarded connections, one each, and past every proxy."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=guard,
        )
