"""Plain HTTP against a server of our own that says what the test wants: whole answers are taken, anything else is none."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tasks.adapters.plain_http import PlainHttp

GET: tuple[str, str, dict[str, str]] = ("GET", "/a", {"X": "y"})


class Server:
    """Answers each request, in turn, with the next of `answers`, and notes what came; `ends` closes after each."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.answers: list[bytes] = []
        self.ends = False
        self.connections = 0
        self.requests: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections += 1
                with connection, suppress(OSError):
                    while self._answer(connection):
                        pass

    def _answer(self, connection: socket.socket) -> bool:
        request = b""
        while b"\r\n\r\n" not in request:
            if not (piece := connection.recv(1 << 16)):
                return False
            request += piece
        head, _, body = request.partition(b"\r\n\r\n")
        size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        while len(body) < size:
            body += connection.recv(1 << 16)
        self.requests.append(head + b"\r\n\r\n" + body)
        connection.sendall(self.answers.pop(0))
        return not self.ends


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.listener.close()


@pytest.fixture
def http(server: Server) -> PlainHttp:
    return PlainHttp("127.0.0.1", server.port, connect_seconds=5, read_seconds=20, most=2)


def test_answers_of_each_framing_come_whole_over_one_connection(server: Server, http: PlainHttp):
    server.answers = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\nT: u\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    ]
    answers = [http.ask(*GET, most_bytes=100) for _ in range(4)]
    assert [one and one.status for one in answers] == [200, 200, 204, 404]
    assert [one and len(one.body) for one in answers] == [5, 13, 0, 0]
    assert answers[1] is not None
    assert answers[1].body == b"abc0123456789"
    assert server.connections == 1


@pytest.mark.parametrize("size", [0, 3, 70_000, 300_000])
def test_bodies_arrive_whole(server: Server, http: PlainHttp, size: int):
    server.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]
    assert http.ask("PUT", "/a", {}, b"x" * size, most_bytes=100) is not None
    assert server.requests[0].endswith(b"\r\n\r\n" + b"x" * size)


def test_an_answer_without_a_size_ends_with_its_connection(server: Server, http: PlainHttp):
    server.ends = True
    server.answers = [b"HTTP/1.1 200 OK\r\n\r\nall of it", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"]
    first, second = (http.ask(*GET, most_bytes=100) for _ in range(2))
    assert first is not None
    assert first.body == b"all of it"
    assert second is not None
    assert server.connections == 2


BROKEN: dict[str, bytes] = {
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly this",
    "cut off in a chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "a chunk without its end": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n",
    "no end of the chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
    "too large": b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + b"x" * 101,
    "too large in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + b"x" * 101 + b"\r\n0\r\n\r\n",
    "too large without a size": b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 101,
    "another protocol": b"SSH-2.0-OpenSSH\r\n\r\n",
    "no status": b"HTTP/1.1 \r\nContent-Length: 0\r\n\r\n",
    "headers without end": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 300,
    "nothing": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_answer_is_none_and_its_connection_is_not_used_again(server: Server, http: PlainHttp, name: str):
    server.ends = True
    server.answers = [BROKEN[name], b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]
    assert http.ask(*GET, most_bytes=100) is None
    second = http.ask(*GET, most_bytes=100)
    assert second is not None
    assert second.body == b"ok"
    assert server.connections == 2


def test_a_connection_that_was_closed_meanwhile_is_left(server: Server, http: PlainHttp):
    server.ends = True
    server.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"] * 2
    assert http.ask(*GET, most_bytes=100) is not None
    threading.Event().wait(0.2)
    assert http.ask(*GET, most_bytes=100) is not None
    assert server.connections == 2


def test_nobody_there_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert PlainHttp("127.0.0.1", port, connect_seconds=5, read_seconds=5, most=2).ask(*GET, most_bytes=100) is None


def test_a_silent_server_is_left_after_its_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        http = PlainHttp("127.0.0.1", silent.getsockname()[1], connect_seconds=5, read_seconds=0.2, most=2)
        assert http.ask(*GET, most_bytes=100) is None
