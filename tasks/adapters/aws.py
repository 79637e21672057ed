"""The client of Amazon's services and of what speaks like them: time limits, checksums, and errors as ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ReadTimeoutError,
)
from urllib3.exceptions import HTTPError

from schemas.errors import TransientError

_REFUSED = frozenset({"401", "403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"})

_IN_WORDS = {
    NoCredentialsError: "there are no keys; set CONGVAN_S3_ACCESS_KEY and CONGVAN_S3_SECRET_KEY",
    PartialCredentialsError: "a key is missing; set CONGVAN_S3_ACCESS_KEY and CONGVAN_S3_SECRET_KEY",
    EndpointConnectionError: "nobody answers at its address",
    ConnectTimeoutError: "nobody answers at its address",
    ReadTimeoutError: "no answer in time",
}
"""Errors of boto3 that an operator meets, in words; of the rest the name is told."""

CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0
CONNECTIONS = 32
"""Connections kept open for one client: as many as deliveries that go out side by side, with room for the rest."""


def make_client(
    service: str, *, endpoint: str | None, region: str, access_key: str | None = None, secret_key: str | None = None
) -> Any:
    """A boto3 client with our time limits. Without keys boto3 looks for them in its own way (role, profile, environment)."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": 4},
        max_pool_connections=CONNECTIONS,
        # what is sent is ours: to check it against the service's model, and to tell of this machine, cost more than signing it
        parameter_validation=False,
        user_agent="congvan",
        # other stores than Amazon's refuse or ignore the checksums that newer boto3 adds by itself
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        signature_version="s3v4" if service == "s3" else None,  # boto3 still signs addresses to read in the old way
        # a folder of one's own below one address: no name of a bucket has to be known to the name server
        s3={"addressing_style": "path"} if endpoint else None,
    )
    return boto3.session.Session().client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
    )


def error_code(error: ClientError) -> str:
    """The service's code of an error, or its HTTP status as text."""
    code = error.response.get("Error", {}).get("Code")
    return str(code or error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))


@contextmanager
def outside(what: str) -> Iterator[None]:
    """Turn what boto3 raises into `TransientError`: `what` says which step failed, without any letter's text.

    A refused key pair is transient too: the letter is innocent and waits until the operator has put the keys right.
    """
    try:
        yield
    except ClientError as error:
        code = error_code(error)
        advice = "; check CONGVAN_S3_ACCESS_KEY and CONGVAN_S3_SECRET_KEY" if code in _REFUSED else ""
        raise TransientError(f"{what}: {code}{advice}") from error
    except (BotoCoreError, HTTPClientError, HTTPError, ConnectionError, TimeoutError) as error:
        says = next((words for kind, words in _IN_WORDS.items() if isinstance(error, kind)), type(error).__name__)
        raise TransientError(f"{what}: {says}") from error
