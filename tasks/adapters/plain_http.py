"""Requests over plain HTTP/1.1 on kept-alive connections, without the machinery of a client for everything.

For our own store and Prefect's API at addresses of our own: no TLS, no redirects, no proxies, no cookies, no compression. After
whatever is not a whole answer of the expected size the connection is not used again.
"""

import select
import socket
from contextlib import suppress
from io import BufferedReader
from typing import NamedTuple

JOINED = 1 << 16
"""Bytes of a body up to which head and body go in one piece: one call of the system, and one packet."""

_LONGEST_LINE = 1 << 16
_MOST_LINES = 200


class Answer(NamedTuple):
    """A whole answer; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


class UnreachableError(OSError):
    """Nobody answers at the address: the request was not sent."""


class _Connection:
    """One connection; `fresh` until its first answer."""

    def __init__(self, host: str, port: int, connect_seconds: float, read_seconds: float) -> None:
        self.socket = socket.create_connection((host, port), connect_seconds)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(read_seconds)
        self.stream: BufferedReader = self.socket.makefile("rb")

    def is_quiet(self) -> bool:
        """Whether nothing has come since the last answer: a connection that the other side closed is readable."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        return not poll.poll(0)

    def close(self) -> None:
        self.stream.close()
        self.socket.close()


class PlainHttp:
    """Connections to one address, for many threads; at most `most` are kept while nobody asks."""

    def __init__(self, host: str, port: int, *, connect_seconds: float, read_seconds: float, most: int) -> None:
        """Connect when first asked. Times in seconds: to connect, and between two pieces of an answer."""
        self._where = (host, port, connect_seconds, read_seconds)
        self._most = most
        self._idle: list[_Connection] = []  # its append and pop are whole between threads

    def ask(self, head: str, body: bytes, *, most_bytes: int) -> Answer | None:
        """As `exchange`; None where there is no whole answer."""
        try:
            return self.exchange(head, body, most_bytes=most_bytes)
        except (OSError, ValueError):
            return None

    def exchange(self, head: str, body: bytes, *, most_bytes: int) -> Answer:
        """Send a request (`head`: its line and headers, each ended by CRLF, without the body's size) and give the answer.

        Raises UnreachableError where the request was not sent; OSError, ValueError where there is no whole answer, or one of more
        than `most_bytes`: the request may then have been carried out.
        """
        connection = self._take()
        lasts = False
        try:
            answer, lasts = _exchange(connection, f"{head}Content-Length: {len(body)}\r\n\r\n".encode("latin-1"), body, most_bytes)
        finally:
            if lasts and len(self._idle) < self._most:
                self._idle.append(connection)
            else:
                connection.close()
        return answer

    def close(self) -> None:
        """Close what nobody uses."""
        while self._idle:
            with suppress(IndexError):
                self._idle.pop().close()

    def _take(self) -> _Connection:
        """One that nobody uses: the last one that was used, or a new one. Raises UnreachableError."""
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                break
            if connection.is_quiet():
                return connection
            connection.close()
        try:
            return _Connection(*self._where)
        except OSError as error:
            raise UnreachableError from error


def _exchange(connection: _Connection, head: bytes, body: bytes, most: int) -> tuple[Answer, bool]:
    """The answer, and whether the connection may be used again. Raises OSError, ValueError for what is no answer."""
    if len(body) <= JOINED:
        connection.socket.sendall(head + body)
    else:
        connection.socket.sendall(head)
        connection.socket.sendall(body)
    status, headers = _head(connection.stream)
    while 100 <= status < 200:
        status, headers = _head(connection.stream)
    found = _body(connection.stream, status, headers, most)
    framed = status == 204 or "content-length" in headers or "transfer-encoding" in headers
    return Answer(status, headers, found), framed and headers.get("connection", "").lower() != "close"


def _head(stream: BufferedReader) -> tuple[int, dict[str, str]]:
    version, _, rest = _line(stream).partition(" ")
    if version != "HTTP/1.1":
        raise ValueError("no HTTP/1.1")
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = _line(stream)
        if not line:
            return int(rest[:3]), headers
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    raise ValueError("too many headers")


def _line(stream: BufferedReader) -> str:
    line = stream.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise ValueError("no whole line")
    return line.decode("latin-1").rstrip("\r\n")


def _body(stream: BufferedReader, status: int, headers: dict[str, str], most: int) -> bytes:
    """The body. Raises ValueError for one that is cut off, or has more than `most` bytes."""
    if status == 204:
        return b""
    if "transfer-encoding" in headers:
        return _chunked(stream, headers["transfer-encoding"], most)
    if "content-length" not in headers:  # it ends with the connection
        found = stream.read(most + 1)
        if len(found) > most:
            raise ValueError("too large")
        return found
    return _whole(stream, _size(headers["content-length"], 10), most)


def _chunked(stream: BufferedReader, manner: str, most: int) -> bytes:
    if manner.lower() != "chunked":
        raise ValueError("an unknown encoding")
    parts, left = [], most
    while size := _size(_line(stream).partition(";")[0].strip(), 16):
        parts.append(_whole(stream, size, left))
        left -= size
        if _line(stream):
            raise ValueError("no end of a chunk")
    while _line(stream):  # trailers
        pass
    return b"".join(parts)


def _size(text: str, base: int) -> int:
    """Raises ValueError for anything but digits."""
    if not text.isalnum():
        raise ValueError("no size")
    return int(text, base)


def _whole(stream: BufferedReader, size: int, most: int) -> bytes:
    if size > most:
        raise ValueError("too large")
    found = stream.read(size)
    if len(found) != size:
        raise ValueError("cut off")
    return found
