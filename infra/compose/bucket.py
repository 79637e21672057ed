"""Make the bucket of the settings where there is none, and wait while the store comes up."""

import sys
import time

from botocore.exceptions import BotoCoreError, ClientError

from schemas.settings import settings
from tasks.adapters.aws import make_client

PATIENCE = 120.0
"""Seconds that the store may take to start."""


def main() -> int:
    """0 once the bucket is there, 1 when the store does not answer in time."""
    chosen = settings()
    access, secret = chosen.s3_access_key, chosen.s3_secret_key
    client = make_client(
        "s3",
        endpoint=chosen.s3_endpoint,
        region=chosen.s3_region,
        access_key=access.get_secret_value() if access else None,
        secret_key=secret.get_secret_value() if secret else None,
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            there = {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}
            if chosen.bucket not in there:
                client.create_bucket(Bucket=chosen.bucket)
        except (BotoCoreError, ClientError) as error:
            sys.stderr.write(f"the store: {type(error).__name__}; trying again\n")
            time.sleep(2)
            continue
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
