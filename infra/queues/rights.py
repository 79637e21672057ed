"""Least rights for each part (quyền tối thiểu), as policies to give to a store, to SQS and to RabbitMQ.

python -m infra.queues.rights s3 BUCKET [--consumer QUEUE]
python -m infra.queues.rights sqs ACCOUNT REGION [--consumer QUEUE]
python -m infra.queues.rights rabbitmq [--consumer QUEUE]
python -m infra.queues.rights write                       the files of infra/policies, with placeholders
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from typing import Any

from schemas.arrival import INBOX
from schemas.settings import ROOT
from tasks.adapters.bucket_queue import PREFIX as QUEUES
from tasks.adapters.rabbitmq_topology import DEAD, EXCHANGE
from tasks.adapters.sqs_queue import sqs_name
from tasks.adapters.store_probe import PREFIX as PROBES
from tasks.core.record.layout import HELD, IDENTITIES, LETTERS, QUARANTINE
from tasks.stations.lease import WATCHERS

POLICIES = ROOT / "infra" / "policies"
EXAMPLE = {"bucket": "congvan", "account": "ACCOUNT", "region": "REGION", "consumer": "OWN-QUEUE"}
"""What stands in the committed files where an office puts its own names."""

_READ, _WRITE, _DELETE = "s3:GetObject", "s3:PutObject", "s3:DeleteObject"
_ABORT = "s3:AbortMultipartUpload"
_OLD = ["s3:GetObjectVersion", "s3:DeleteObjectVersion"]

Policy = dict[str, Any]


def s3_policies(bucket: str, *, consumer: str | None = None) -> dict[str, Policy]:
    """IAM policies by role: clerk (văn thư), watcher, operator, and `consumer` of one queue.

    A clerk drops scans and sees which are still there; only the watcher writes the archive, and it deletes no letter; nobody
    reads what is held; an operator reads and erases letters and writes none; a consumer works in its own queue and reads letters
    whose key a message told it.
    """
    roles = {
        "clerk": [_objects(bucket, [INBOX], [_WRITE, _ABORT]), _listing(bucket, [INBOX])],
        "watcher": [
            _objects(bucket, [INBOX], [_READ, _DELETE]),
            _objects(bucket, [LETTERS, IDENTITIES], [_READ, _WRITE, _ABORT]),
            _objects(bucket, [QUARANTINE, WATCHERS, PROBES], [_READ, _WRITE, _DELETE, _ABORT]),
            _objects(bucket, [QUEUES, HELD], [_WRITE, _ABORT]),
            _objects(bucket, [f"{HELD}id-secret"], [_READ]),
            _listing(bucket, [INBOX, LETTERS, QUARANTINE, HELD, WATCHERS, PROBES, IDENTITIES]),
        ],
        "operator": [
            _objects(bucket, [LETTERS, QUARANTINE, QUEUES, IDENTITIES, INBOX, WATCHERS], [_READ, *_OLD]),
            _objects(bucket, [LETTERS, QUARANTINE, QUEUES, IDENTITIES, INBOX, HELD], [_DELETE, "s3:DeleteObjectVersion"]),
            _objects(bucket, [INBOX], [_WRITE, _ABORT]),
            _listing(bucket, None, ["s3:ListBucket", "s3:ListBucketVersions"]),
            {**_objects(bucket, [HELD], [_READ, "s3:GetObjectVersion"]), "Effect": "Deny"},
        ],
    }
    if consumer is not None:
        own = f"{QUEUES}{consumer}/"
        roles["consumer"] = [
            _objects(bucket, [own], [_READ, _WRITE, _DELETE]),
            _objects(bucket, [LETTERS], [_READ]),
            _listing(bucket, [own]),
        ]
    return {role: _policy(statements) for role, statements in roles.items()}


def sqs_policies(
    account: str, region: str, *, consumer: str | None = None, prefix: str = "", fifo: bool = False
) -> dict[str, Policy]:
    """IAM policies by role: the watcher sends and makes queues, a consumer takes from its own, the operator from dead letters."""
    where = f"arn:aws:sqs:{region}:{account}:"
    about = ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
    sending = ["sqs:SendMessage", "sqs:CreateQueue", *about]
    taking = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", *about]
    mending = ["sqs:ReceiveMessage", "sqs:ListQueues", "sqs:StartMessageMoveTask", "sqs:ListMessageMoveTasks", *about]
    roles = {role: [_allow(actions, [f"{where}{prefix}*"])] for role, actions in (("watcher", sending), ("operator", mending))}
    if consumer is not None:
        own = sqs_name(consumer, prefix=prefix, fifo=fifo)
        roles["consumer"] = [_allow(taking, [where + own])]
    return {role: _policy(statements) for role, statements in roles.items()}


def rabbitmq_permissions(*, consumer: str | None = None) -> dict[str, dict[str, str]]:
    """Patterns for `rabbitmqctl set_permissions USER CONFIGURE WRITE READ`, by role.

    The watcher makes and fills queues, a consumer takes from its own, the operator moves dead letters.
    Binding a queue needs the right to write to the queue and to read from the exchange, dead-lettering that to read the queue.
    """
    roles = {"watcher": {"configure": ".*", "write": ".*", "read": f"^{re.escape(EXCHANGE)}.*|.*-[0-9a-f]{{8}}$"}}
    roles["operator"] = {"configure": "^$", "write": f"^{EXCHANGE}$", "read": f"^{re.escape(DEAD)}$"}
    if consumer is not None:
        roles["consumer"] = {"configure": "^$", "write": "^$", "read": f"^{re.escape(consumer)}$"}
    return roles


def _policy(statements: list[dict[str, Any]]) -> Policy:
    return {"Version": "2012-10-17", "Statement": statements}


def _allow(actions: Sequence[str], resources: Sequence[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}


def _objects(bucket: str, prefixes: Sequence[str], actions: Sequence[str]) -> dict[str, Any]:
    return _allow(actions, [f"arn:aws:s3:::{bucket}/{prefix}{'*' if prefix.endswith('/') else ''}" for prefix in prefixes])


def _listing(bucket: str, prefixes: Sequence[str] | None, actions: Sequence[str] = ("s3:ListBucket",)) -> dict[str, Any]:
    """The right to see keys: below these prefixes, or all."""
    listing = _allow(actions, [f"arn:aws:s3:::{bucket}"])
    if prefixes is None:
        return listing
    return {**listing, "Condition": {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}}}


def files() -> dict[str, str]:
    """The files of infra/policies that are made here: name and text."""
    s3 = s3_policies(EXAMPLE["bucket"], consumer=EXAMPLE["consumer"])
    sqs = sqs_policies(EXAMPLE["account"], EXAMPLE["region"], consumer=EXAMPLE["consumer"])
    made = {f"{role}.json": policy for role, policy in s3.items()} | {f"sqs-{role}.json": policy for role, policy in sqs.items()}
    return {name: json.dumps(policy, indent=1) + "\n" for name, policy in made.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the policies as JSON, by role; 0 when done, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m infra.queues.rights", description="Least rights for each part.")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind, places in (("s3", ["bucket"]), ("sqs", ["account", "region"]), ("rabbitmq", [])):
        one = kinds.add_parser(kind)
        for place in places:
            one.add_argument(place)
        one.add_argument("--consumer", metavar="QUEUE", help="the recipient's queue")
    kinds.add_parser("write")
    args = parser.parse_args(argv)
    if args.kind == "write":
        for name, text in files().items():
            (POLICIES / name).write_text(text, "utf-8")
        return 0
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
