"""Expected trouble: transient (tried again) or terminal (quarantined), decided by its type, here and nowhere else."""

from schemas.catalogue import REJECTIONS
from schemas.record import Rejection


class CongvanError(Exception):
    """Base of every error of ours."""


class TransientError(CongvanError):
    """The outside world failed for now (store, queue, Prefect away): the step is tried again, nothing is lost."""


class TerminalError(CongvanError):
    """Trying again gives the same: the scan goes to quarantine with its reason."""


class Rejected(TerminalError):  # noqa: N818 - it is a verdict on a file
    """A file that can't be taken. `code` is one of `schemas.catalogue.REJECTIONS`.

    `detail` is technical, in English, and never holds text of the letter.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        """Refuse with `code`. Raises KeyError for a code that the catalogue does not have."""
        self.code = code
        self.detail = detail
        self.rejection = Rejection(code=code, message=REJECTIONS[code].message, advice=REJECTIONS[code].advice)
        super().__init__(f"{code}: {self.rejection.message}{f' ({detail})' if detail else ''}")


class UsageError(CongvanError):
    """A call or a setting that can't be carried out as given; the message says what to type instead."""
