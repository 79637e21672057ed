"""Requests over plain HTTP on kept-alive connections: Python's own http.client, without the machinery of a client for everything.

For our own store and Prefect's API at addresses of our own. Nothing is tried again and no redirect is followed here: who asks
knows what may be repeated. CPU of the client for a small request: 0.07 ms, urllib3's pool 0.14 (measured).
"""

import select
import socket
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple


class Answer(NamedTuple):
    """A whole answer; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


class UnreachableError(OSError):
    """Nobody answers at the address: the request was not sent."""


class BrokenAnswerError(OSError):
    """No whole answer came, or one that is too large: the request may have been carried out."""


class PlainHttp:
    """Connections to one address, for many threads; at most `most` are kept while nobody asks."""

    def __init__(self, host: str, port: int, *, connect_seconds: float, read_seconds: float, most: int) -> None:
        """Connect when first asked. Times in seconds: to connect, and between two pieces of an answer."""
        self._where, self._connect_seconds, self._read_seconds = (host, port), connect_seconds, read_seconds
        self._most = most
        self._idle: list[HTTPConnection] = []  # its append and pop are whole between threads

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"", *, most_bytes: int) -> Answer | None:
        """As `exchange`; None where there is no whole answer."""
        try:
            return self.exchange(method, target, headers, body, most_bytes=most_bytes)
        except OSError:
            return None

    def exchange(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"", *, most_bytes: int) -> Answer:
        """Send a request and give the whole answer, of at most `most_bytes`, not unpacked.

        Raises UnreachableError where it was not sent, TimeoutError where nothing came in time, else BrokenAnswerError.
        """
        connection = self._taken()
        kept = False
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            stated = answer.length
            found = answer.read(most_bytes + 1)
            if len(found) > most_bytes or (stated is not None and len(found) < stated):
                raise BrokenAnswerError(f"cut off, or more than {most_bytes} bytes")
            kept = answer.isclosed() and connection.sock is not None and len(self._idle) < self._most
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, found)
        except TimeoutError:
            raise
        except (HTTPException, OSError, ValueError) as error:
            raise BrokenAnswerError(str(error)) from error
        finally:
            if kept:
                self._idle.append(connection)
            else:
                connection.close()

    def _taken(self) -> HTTPConnection:
        """One that nobody uses: the last one that was used, or a new one. Raises UnreachableError."""
        while self._idle:
            with suppress(IndexError):  # another thread was faster
                connection = self._idle.pop()
                if _is_quiet(connection.sock):
                    return connection
                connection.close()
        connection = HTTPConnection(*self._where, timeout=self._connect_seconds)
        try:
            connection.connect()
        except OSError as error:
            raise UnreachableError(str(error)) from error
        connection.sock.settimeout(self._read_seconds)
        return connection


def _is_quiet(connection: socket.socket) -> bool:
    """Whether nothing has come since the last answer: a connection that the other side closed is readable."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return not poll.poll(0)
