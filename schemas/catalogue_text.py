"""What every code of the catalogue carries."""

from typing import NamedTuple


class Text(NamedTuple):
    """Words of a code. `message` says what it is, `advice` what to do next."""

    message: str
    advice: str = ""
