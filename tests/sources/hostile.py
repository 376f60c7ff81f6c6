"""A web server on this machine that is everything a server should not be."""

from __future__ import annotations

from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = (
    "<html><head><title>Fees rise</title><link rel='canonical' href='{canonical}'></head><body>"
    "<article><h1>Fees rise</h1>"
    "<p>Harbour fees will rise by a tenth in May, Mayor Ida Holm told reporters on Tuesday.</p>"
    "<p>“We shall pay for the quay ourselves,” she said, “and nobody else will be asked to.”</p>"
    "</article></body></html>"
)
ROBOTS = "User-agent: onrecord\nDisallow: /secret\n"


class Server(ThreadingHTTPServer):
    """Keeps what it was asked for, and what it is to answer."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS.encode())
        }

    @property
    def port(self) -> int:
        return self.server_port

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Puts a page at a path, and gives its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html"} | named, data)
        return self.at(path)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        if self.path == "/endless":
            self.endless()
        elif self.path == "/endless-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-More: and more\r\n" * 1_000)
        else:
            self.answer(*self.server.pages.get(self.path, (404, {}, b"gone")))

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"<p>and so on " * 10_000)

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def log_message(self, *_: object) -> None:
        pass
