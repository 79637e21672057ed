"""`congvan receive`: what waits in a recipient's queue, one CloudEvent a line; with `--ack` it is taken off."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence

from infra.cli.terminal import harmless
from schemas.errors import UsageError
from schemas.events import Message
from tasks.adapters.bucket_queue import BucketQueue, queues_of
from tasks.adapters.connect import open_queue, open_store
from tasks.ports import MessageQueue, Received

_EPILOG = """examples:
  ./congvan receive                                       how many messages wait in which queue
  ./congvan receive kien-giang/so-y-te                    what waits there; it stays
  ./congvan receive kien-giang/so-y-te --ack | jq .data   the same, taken off

What a message says and how a program takes it: docs/consumers.md."""
_LEASE_SECONDS = 60
_QUEUE = r"[a-z0-9-]+-[0-9a-f]{8}"  # as the registry makes a queue's name of an id


def main(argv: Sequence[str]) -> int:
    """0: shown (also when nothing waits), 1: the queue is away, 2: a wrong call."""
    parser = argparse.ArgumentParser(
        prog="congvan receive",
        description="Show what a recipient would get, as JSON lines; without QUEUE, which queues have something.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("queue", nargs="?", metavar="QUEUE", help="name of the queue, or the recipient's registry id or name")
    parser.add_argument("--ack", action="store_true", help="take the messages off the queue once they are printed")
    parser.add_argument("--dead", action="store_true", help="show those that were given up after too many tries")
    parser.add_argument("--most", type=int, default=100, metavar="N", help="at most so many (100)")
    parser.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="with --ack: wait so long for the first")
    args = parser.parse_args(argv)
    if args.most < 1 or args.wait < 0 or (args.ack and args.dead):
        parser.error("--most is 1 or more, --wait 0 or more, and --ack does not go with --dead")
    queue = open_queue()
    if args.queue is None:
        return _list_queues(queue)
    name = queue_of(args.queue)
    if args.ack:
        shown = _take(queue, name, args.most, args.wait)
    else:
        shown = _show(queue.dead_letters(name)[: args.most] if args.dead else queue.look(name, most=args.most))
    if not shown:
        known = re.fullmatch(_QUEUE, name)
        hint = "" if known else ": it is no queue of the registry; without a name those that have something are listed"
        print(f"nothing waits in {name}{hint}", file=sys.stderr)
    return 0


def queue_of(asked: str) -> str:
    """The queue that a registry id or name means; what the registry does not know is a queue's name itself.

    Raises UsageError for a recipient without a queue, and for a name that is neither.
    """
    if re.fullmatch(_QUEUE, asked):
        return asked
    from tasks.stations.routing import office_registry  # noqa: PLC0415 - loading it takes longer than reading a queue

    registry = office_registry()
    match = registry.best(asked)
    entry = registry.get(asked) or (registry.get(match.entry.id) if match else None)
    if entry is None:
        if re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z_.-]*", asked):
            return asked
        raise UsageError(f"no queue and no recipient is called {asked!r}; ./congvan registry find says whom a name means")
    if entry.queue is None:
        raise UsageError(f"{entry.id} is known but not served: it has no queue")
    return entry.queue


def json_line(message: Message) -> str:
    """The message as one line of JSON in which nothing acts on a terminal."""
    return harmless(message.model_dump_json())


def _show(messages: Sequence[Message]) -> int:
    for message in messages:
        print(json_line(message))
    return len(messages)


def _take(queue: MessageQueue, name: str, most: int, wait: float) -> int:
    """Print, then take off: a message that could not be printed comes again."""
    shown = 0
    for received in _received(queue, name, most, wait):
        for one in received:
            print(json_line(one.message), flush=True)
            queue.acknowledge(name, one)
            shown += 1
    return shown


def _received(queue: MessageQueue, name: str, most: int, wait: float) -> Iterator[list[Received]]:
    left = most
    while left and (some := queue.receive(name, lease_seconds=_LEASE_SECONDS, most=min(10, left), wait_seconds=wait)):
        left -= len(some)
        wait = 0
        yield some


def _list_queues(queue: MessageQueue) -> int:
    if not isinstance(queue, BucketQueue):
        raise UsageError(
            "which queue? Only the queues in the bucket can be listed; give a name, a registry id or a recipient's name"
        )
    names = list(queues_of(open_store()))
    for name in names:
        print(f"{queue.waiting(name):6}  {name}")
    if not names:
        print("no queue has a message", file=sys.stderr)
    return 0
