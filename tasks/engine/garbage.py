"""What a watcher keeps for good is not searched for garbage: the registry, the word lists and what else its first letters load.

Measured over 20 letters of two pages, read before: Python's own search took 26 ms of CPU a letter, a half of it over and over
through the 300,000 objects of registry and word lists; with this 9 ms.
"""

import gc

NEW_OBJECTS = (20_000, 20, 20)
"""New objects before these, then older ones, are searched, in place of Python's 700, 10 and 10."""

GROWTH = 8
"""What lives is set aside after the first letter, and again each time that so many times as many have ended."""


def spare() -> None:
    """Search what is loaded by now for no garbage, and what is made from now on seldom."""
    gc.freeze()
    gc.set_threshold(*NEW_OBJECTS)


class Garbage:
    """Sets aside what lives, some four times in a watcher's first thousand letters; garbage goes before."""

    def __init__(self) -> None:
        """Nothing is set aside yet."""
        self._next = 1

    def settle(self, ended: int) -> None:
        """Set aside what lives, when the time has come; `ended`: letters of this process that ended."""
        if ended < self._next:
            return
        gc.collect()  # what is set aside is never looked at again
        gc.freeze()
        while self._next <= ended:
            self._next *= GROWTH
