"""Least rights for each part (quyền tối thiểu), as policies to give to a store, to SQS and to RabbitMQ.

python -m infra.queues.rights s3 BUCKET [--consumer QUEUE]
python -m infra.queues.rights sqs ACCOUNT REGION [--consumer QUEUE]
python -m infra.queues.rights rabbitmq [--consumer QUEUE]
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from typing import Any

from tasks.adapters.bucket_queue import PREFIX as QUEUES
from tasks.adapters.rabbitmq_topology import DEAD, EXCHANGE
from tasks.adapters.sqs_queue import sqs_name
from tasks.adapters.store_probe import PREFIX as PROBES
from tasks.core.record.layout import HELD, IDENTITIES, LETTERS, QUARANTINE

INBOX = "inbox/"
_READ, _WRITE = ["s3:GetObject"], ["s3:GetObject", "s3:PutObject"]
_ALL = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]

Policy = dict[str, Any]


def s3_policies(bucket: str, *, consumer: str | None = None) -> dict[str, Policy]:
    """IAM policies by role: clerk (văn thư), watcher, operator, and `consumer` of one queue.

    A clerk drops scans and sees which are still there; only the watcher writes the archive; nobody but the operator reads what
    is held; a consumer works in its own queue and reads letters.
    """
    roles = {
        "clerk": [_objects(bucket, INBOX, ["s3:PutObject"]), _listing(bucket, INBOX)],
        "watcher": [
            _objects(bucket, INBOX, ["s3:GetObject", "s3:DeleteObject"]),
            *(_objects(bucket, prefix, _WRITE) for prefix in (LETTERS, QUARANTINE, IDENTITIES)),
            _objects(bucket, HELD, ["s3:PutObject"]),
            _objects(bucket, f"{HELD}id-secret", _WRITE),
            *(_objects(bucket, prefix, _ALL) for prefix in (QUEUES, PROBES)),
            _listing(bucket, INBOX, LETTERS, QUARANTINE, IDENTITIES, QUEUES, PROBES, f"{HELD}id-secret"),
        ],
        "operator": [_objects(bucket, "", _ALL), _listing(bucket, "")],
    }
    if consumer is not None:
        roles["consumer"] = [
            _objects(bucket, f"{QUEUES}{consumer}/", _ALL),
            _objects(bucket, LETTERS, _READ),
            _listing(bucket, f"{QUEUES}{consumer}/"),
        ]
    return {role: _policy(statements) for role, statements in roles.items()}


def sqs_policies(
    account: str, region: str, *, consumer: str | None = None, prefix: str = "", fifo: bool = False
) -> dict[str, Policy]:
    """IAM policies by role: the watcher sends and makes queues, a consumer takes from its own."""
    where = f"arn:aws:sqs:{region}:{account}:"
    sending = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:CreateQueue", "sqs:GetQueueAttributes"]
    taking = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"]
    roles = {"watcher": [{"Effect": "Allow", "Action": sending, "Resource": f"{where}{prefix}*"}]}
    if consumer is not None:
        own = where + sqs_name(consumer, prefix=prefix, fifo=fifo)
        roles["consumer"] = [{"Effect": "Allow", "Action": taking, "Resource": own}]
    return {role: _policy(statements) for role, statements in roles.items()}


def rabbitmq_permissions(*, consumer: str | None = None) -> dict[str, dict[str, str]]:
    """Patterns for `rabbitmqctl set_permissions USER CONFIGURE WRITE READ`, by role.

    The watcher makes and fills queues, a consumer takes from its own, the operator from the dead letters.
    Binding a queue needs the right to write to the queue and to read from the exchange, dead-lettering that to read the queue.
    """
    roles = {"watcher": {"configure": ".*", "write": ".*", "read": f"^{re.escape(EXCHANGE)}.*|.*-[0-9a-f]{{8}}$"}}
    roles["operator"] = {"configure": "^$", "write": "^$", "read": f"^{re.escape(DEAD)}$"}
    if consumer is not None:
        roles["consumer"] = {"configure": "^$", "write": "^$", "read": f"^{re.escape(consumer)}$"}
    return roles


def _policy(statements: list[dict[str, Any]]) -> Policy:
    return {"Version": "2012-10-17", "Statement": statements}


def _objects(bucket: str, prefix: str, actions: list[str]) -> dict[str, Any]:
    whole = prefix and not prefix.endswith("/")
    return {"Effect": "Allow", "Action": actions, "Resource": f"arn:aws:s3:::{bucket}/{prefix}{'' if whole else '*'}"}


def _listing(bucket: str, *prefixes: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": ["s3:ListBucket"],
        "Resource": f"arn:aws:s3:::{bucket}",
        "Condition": {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}},
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the policies as JSON, by role; 0 when done, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m infra.queues.rights", description="Least rights for each part.")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind, places in (("s3", ["bucket"]), ("sqs", ["account", "region"]), ("rabbitmq", [])):
        one = kinds.add_parser(kind)
        for place in places:
            one.add_argument(place)
        one.add_argument("--consumer", metavar="QUEUE", help="the recipient's queue")
    args = parser.parse_args(argv)
    if args.kind == "s3":
        made: dict[str, Any] = s3_policies(args.bucket, consumer=args.consumer)
    elif args.kind == "sqs":
        made = sqs_policies(args.account, args.region, consumer=args.consumer)
    else:
        made = rabbitmq_permissions(consumer=args.consumer)
    json.dump(made, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
