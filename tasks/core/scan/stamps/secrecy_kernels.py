"""The forms of stamps as they are laid on pages: in any size and angle, closely and coarsely."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

FORM_DPI = 150
"""Resolution of the forms handed in, and of the page."""

CLOSE, COARSE = 2, 4
"""How many dots of that make one where forms are laid closely (75 dots an inch), and where they are looked for."""

Array = NDArray[np.float32]
Grey = NDArray[np.uint8]
Maps = Mapping[str, Grey]
"""By name ("secret/MẬT", "other/KHẨN"; "urgent/KHẨN/decree": another make, for the reading only) 3 x height x width, 0 to 255:
what the stamp inks (grown by half a point), where dots speak against it, its frame alone."""

SECRECY, OTHER = "secret/", "other/"


class Kernel(NamedTuple):
    """A form in one size and angle, as it is laid: where dots count for it, where against it, and its frame (0 to 1)."""

    name: str
    angle: float
    size: float
    on: Array
    beside: Array
    frame: Array


class Ringed(NamedTuple):
    """A form as `Kernel`, in two halves, with free paper around it as far as stamps have it: `middle` is the stamp's (x, y)."""

    name: str
    angle: float
    size: float
    left: Array
    right: Array
    beside: Array
    frame: Array
    middle: tuple[float, float]


FREE_LEFT, FREE_RIGHT, FREE_BELOW, HALF = 16, 8, 8, 128
"""Free paper left of, right of and below a stamp, in dots of `FORM_DPI`; dots right and below speak half as much against it, since
other stamps stand there. Above it lies the letter's number."""


class Forms:
    """The forms of stamps, each in whatever size and angle it is asked for (made once)."""

    def __init__(self, maps: Maps) -> None:
        """Take the maps as they were drawn."""
        self._maps = maps
        self._made: dict[tuple[str, float, float, int], Kernel] = {}
        self._ringed: dict[tuple[str, float, float, int], Ringed] = {}
        self.secret = [name for name in maps if name.startswith(SECRECY)]
        self.others = [name for name in maps if name.startswith(OTHER)]
        self.all = list(maps)

    def kernel(self, name: str, angle: float, size: float, step: int) -> Kernel:
        """A form turned by `angle` degrees, in a share of its size, `step` dots of `FORM_DPI` made one."""
        key = (name, angle, size, step)
        if key not in self._made:
            self._made[key] = _made(self._maps[name], *key)
        return self._made[key]

    def ringed(self, name: str, angle: float, size: float, step: int) -> Ringed:
        """The same with free paper around it."""
        key = (name, angle, size, step)
        if key not in self._ringed:
            self._ringed[key] = _with_ring(self._maps[name], *key)
        return self._ringed[key]

    def size(self, name: str) -> tuple[int, int]:
        """Height and width of a form, in pixels at `FORM_DPI`."""
        return self._maps[name].shape[1:]

    def coarse(self, name: str, angles: Sequence[float], sizes: Sequence[float] = (1.0,)) -> list[Kernel]:
        """A form in several angles and sizes, as it is looked for."""
        return [self.kernel(name, angle, size, COARSE) for angle in angles for size in sizes]


def _made(drawn: Grey, name: str, angle: float, size: float, step: int) -> Kernel:
    high, wide = drawn.shape[1:]
    tilt = abs(np.sin(np.radians(angle)))
    outer = (round(wide * size + high * tilt), round(high * size + wide * tilt))
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -angle, size)
    turn[:, 2] += ((outer[0] - wide) / 2, (outer[1] - high) / 2)
    on, beside, frame = (shrunk(cv2.warpAffine(one, turn, outer), step) for one in drawn)
    return Kernel(name, angle, size, on, beside, frame)


def _with_ring(drawn: Grey, name: str, angle: float, size: float, step: int) -> Ringed:
    on, beside, frame = (np.pad(one, ((0, FREE_BELOW), (FREE_LEFT, FREE_RIGHT))) for one in drawn)
    beside[:, :FREE_LEFT] = 255
    beside[:-FREE_BELOW, -FREE_RIGHT:] = HALF
    beside[-FREE_BELOW:] = HALF
    high, wide = on.shape
    centre = (drawn.shape[2] / 2 + FREE_LEFT, drawn.shape[1] / 2)
    tilt = abs(np.sin(np.radians(angle)))
    outer = (round(wide * size + high * tilt), round(high * size + wide * tilt))
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -angle, size)
    turn[:, 2] += ((outer[0] - wide) / 2, (outer[1] - high) / 2)
    is_left = np.arange(wide) < centre[0]
    maps = (np.where(is_left, on, 0), np.where(is_left, 0, on), beside, frame)
    left, right, beside_it, its_frame = (shrunk(cv2.warpAffine(one, turn, outer), step) for one in maps)
    x, y = (float(value) / step for value in turn @ np.array((*centre, 1.0)))
    return Ringed(name, angle, size, left, right, beside_it, its_frame, (x, y))


def shrunk(drawn: NDArray[np.integer | np.floating], step: int) -> Array:
    """Values of 0 to 255 averaged over squares of `step` pixels, 0 to 1: no dot is lost."""
    size = (max(1, round(drawn.shape[1] / step)), max(1, round(drawn.shape[0] / step)))
    return cv2.resize(drawn.astype(np.float32) / 255, size, interpolation=cv2.INTER_AREA).astype(np.float32)
