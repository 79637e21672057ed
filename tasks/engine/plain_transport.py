"""How Prefect's client speaks with its server over plain HTTP: the client is httpx, what lies below it `plain_http`.

Measured for a request of a run: 70 % of the client's 2 ms of CPU lay below httpx. What goes wrong is named as httpx names it: by
that Prefect's client decides what it tries again, and we whether the server is away.
"""

from functools import cache
from typing import Any

import httpx

from tasks.adapters.plain_http import PlainHttp, UnreachableError

SECONDS = 60.0
"""For connecting, and between two pieces of an answer: Prefect's own limit."""

MOST_BYTES = 256 << 20
"""Largest answer: lists of 200 runs have less than a megabyte."""

_OURS = frozenset({"content-length", "transfer-encoding", "connection", "accept-encoding"})


class PlainTransport(httpx.BaseTransport):
    """Requests to one server, with connections that all threads share."""

    def __init__(self, http: PlainHttp) -> None:
        """Over these connections."""
        self._http = http

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The whole answer, not packed. Raises httpx.ConnectError, ReadTimeout, ReadError."""
        headers = {name: value for name, value in request.headers.items() if name not in _OURS}
        target = request.url.raw_path.decode("ascii")
        try:
            answer = self._http.exchange(request.method, target, headers, request.read(), most_bytes=MOST_BYTES)
        except UnreachableError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error), request=request) from error
        except OSError as error:
            raise httpx.ReadError(str(error), request=request) from error
        return httpx.Response(answer.status, headers=answer.headers, content=answer.body)


def speak_plainly(client: Any) -> None:
    """Let an httpx client ask over our own connections where its server has a plain address; proxies of its own stay."""
    url: httpx.URL = client.base_url
    if url.scheme == "http":
        client._transport = PlainTransport(_connections(url.host, url.port or 80))  # noqa: SLF001 - httpx takes none later


@cache
def _connections(host: str, port: int) -> PlainHttp:
    return PlainHttp(host, port, connect_seconds=SECONDS, read_seconds=SECONDS, most=32)
