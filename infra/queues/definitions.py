"""Definitions of all queues of a registry, for those who make queues ahead or may not let the program make them.

python -m infra.queues.definitions rabbitmq > definitions.json     rabbitmqctl import_definitions definitions.json
python -m infra.queues.definitions sqs [--fifo] > template.json    a CloudFormation template
python -m infra.queues.definitions names                           one name a line
python -m infra.queues.definitions names --of ha-noi --of tw/btc   only theirs: whose ids are these or begin with them
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from tasks.adapters.queue_body import MOST_ATTEMPTS
from tasks.adapters.rabbitmq_topology import DEAD, EXCHANGE, queue_arguments
from tasks.adapters.sqs_queue import queue_attributes, sqs_name
from tasks.stations.routing import office_registry


def served_queues(of: Sequence[str] = ()) -> list[str]:
    """Names of the queues of all recipients that the office's registry serves, sorted. Raises UsageError for a faulty registry.

    `of`: only those of these ids and of what is below them (ha-noi: its communes too).
    """
    registry = office_registry()
    ids = (one for one in registry.entries if not of or any(one == root or one.startswith(f"{root}/") for root in of))
    return sorted({queue for one in ids if (queue := registry.entries[one].queue)})


def rabbitmq_definitions(queues: Iterable[str], *, vhost: str = "/") -> dict[str, Any]:
    """What `rabbitmqctl import_definitions` takes: exchanges, queues and bindings, as the program would make them itself."""
    names = list(queues)
    own = {"vhost": vhost, "durable": True, "auto_delete": False}
    bound = {"vhost": vhost, "destination_type": "queue", "arguments": {}}
    return {
        "exchanges": [
            own | {"name": EXCHANGE, "type": "direct", "internal": False, "arguments": {}},
            own | {"name": DEAD, "type": "fanout", "internal": False, "arguments": {}},
        ],
        "queues": [
            own | {"name": DEAD, "arguments": {}},
            *(own | {"name": name, "arguments": queue_arguments(MOST_ATTEMPTS)} for name in names),
        ],
        "bindings": [
            bound | {"source": DEAD, "destination": DEAD, "routing_key": ""},
            *(bound | {"source": EXCHANGE, "destination": name, "routing_key": name} for name in names),
        ],
    }


def sqs_template(queues: Iterable[str], *, fifo: bool = False, prefix: str = "") -> dict[str, Any]:
    """A CloudFormation template with each queue and its dead-letter queue, as the program would make them itself."""
    resources: dict[str, Any] = {}
    for number, name in enumerate(queues):
        dead = f"Dead{number}"
        arn = {"Fn::GetAtt": [dead, "Arn"]}
        common = _cloudformation(queue_attributes(fifo=fifo))
        redrive = {"deadLetterTargetArn": arn, "maxReceiveCount": MOST_ATTEMPTS}
        resources[dead] = _queue(common | {"QueueName": sqs_name(name, prefix=prefix, fifo=fifo, dead=True)})
        resources[f"Queue{number}"] = _queue(
            common | {"QueueName": sqs_name(name, prefix=prefix, fifo=fifo), "RedrivePolicy": redrive}
        )
    return {"AWSTemplateFormatVersion": "2010-09-09", "Description": "Queues of congvan", "Resources": resources}


def _queue(properties: dict[str, Any]) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain", "Properties": properties}


def _cloudformation(attributes: dict[str, str]) -> dict[str, Any]:
    """Attributes of the API, which are all text, as a template has them."""
    return {name: value == "true" if value in {"true", "false"} else int(value) for name, value in attributes.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the definitions; 0 when done, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m infra.queues.definitions", description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["rabbitmq", "sqs", "names"])
    parser.add_argument("--fifo", action="store_true", help="SQS: queues that keep the order of one letter's revisions")
    parser.add_argument("--prefix", default="", help="SQS: what stands before each name, as in CONGVAN_QUEUE_URL")
    parser.add_argument("--vhost", default="/", help="RabbitMQ: the virtual host")
    parser.add_argument("--of", action="append", default=[], metavar="ID", help="only recipients of this province or body")
    parser.add_argument("queues", nargs="*", help="names of queues; none: those of the registry")
    args = parser.parse_args(argv)
    queues = args.queues or served_queues(args.of)
    if args.kind == "names":
        sys.stdout.writelines(f"{name}\n" for name in queues)
        return 0
    made = (
        rabbitmq_definitions(queues, vhost=args.vhost)
        if args.kind == "rabbitmq"
        else sqs_template(queues, fifo=args.fifo, prefix=args.prefix)
    )
    json.dump(made, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
