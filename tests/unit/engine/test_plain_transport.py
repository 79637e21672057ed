"""Prefect's client over our own connections: answers come as httpx gives them, and what goes wrong has httpx's names."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from tasks.adapters.plain_http import PlainHttp
from tasks.engine.plain_transport import PlainTransport, speak_plainly


class Echo(BaseHTTPRequestHandler):
    """Gives back what was asked, as JSON; cuts its answer off at /cut."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = b'{"asked": "%s %s", "body": "%s"}' % (self.command.encode(), self.path.encode(), body)
        self.send_response(503 if self.path == "/api/away" else 200)
        self.send_header("Retry-After", "3")
        self.send_header("Content-Length", str(len(said) + 10 * (self.path == "/api/cut")))
        self.end_headers()
        self.wfile.write(said)
        self.close_connection = self.path == "/api/cut"

    do_GET = do_POST = do_PATCH = _answer  # noqa: N815 - names of http.server

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{server.server_address[1]}/api", trust_env=False) as made:
        speak_plainly(made)
        yield made
    server.shutdown()
    server.server_close()


def test_answers_come_as_from_httpx(client: httpx.Client):
    answer = client.post("/runs?x=a%20b", json=5)
    assert answer.json() == {"asked": "POST /api/runs?x=a%20b", "body": "5"}
    assert client.get("/flows").json() == {"asked": "GET /api/flows", "body": ""}
    away = client.patch("/away", content=b"x")
    assert (away.status_code, away.headers["retry-after"]) == (503, "3")


def test_an_answer_that_is_cut_off_is_a_read_error(client: httpx.Client):
    with pytest.raises(httpx.ReadError):
        client.get("/cut")
    assert client.get("/flows").status_code == 200


def test_nobody_there_is_a_connect_error():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        speak_plainly(client)
        with pytest.raises(httpx.ConnectError):
            client.get("/")


def test_a_silent_server_is_a_timeout():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        http = PlainHttp("127.0.0.1", silent.getsockname()[1], connect_seconds=5, read_seconds=0.2, most=1)
        transport = PlainTransport(http)
        with pytest.raises(httpx.ReadTimeout):
            transport.handle_request(httpx.Request("GET", "http://x/"))


def test_an_address_with_tls_is_left_to_httpx():
    with httpx.Client(base_url="https://prefect.example/api", trust_env=False) as client:
        before = client._transport
        speak_plainly(client)
        assert client._transport is before
