"""Every setting, its default and what it means. Read from the environment (`CONGVAN_…`) and nowhere else."""

import difflib
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Settings of one process. A field `max_pages` is set by the environment variable `CONGVAN_MAX_PAGES`."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_", env_ignore_empty=True, frozen=True, extra="ignore")

    home: Path = Field(default=ROOT / ".local", description="Folder of the local stack: its data, keys, logs and caches.")

    # limits of one file; beyond them it is quarantined with a code
    max_bytes: int = Field(default=200_000_000, gt=0, description="Largest file, in bytes.")
    max_pages: int = Field(default=300, gt=0, description="Most pages of one file.")
    max_pixels: int = Field(default=80_000_000, description="Most pixels of one page; A3 at 600 dpi has 70 million.")
    page_seconds: float = Field(default=120, gt=0, description="Longest time to read one page, in seconds.")
    file_seconds: float = Field(
        default=1800, gt=0, description="Longest time to read one file, in seconds; pages beyond it go to a person unread."
    )
    child_memory: int = Field(default=2_000_000_000, description="Most memory of one reading process, in bytes.")
    jobs: int = Field(default=0, ge=0, description="Pages read side by side; 0: as many as cores.")

    # the store
    s3_endpoint: str | None = Field(default=None, description="Address of the S3 store; none: the local stack's.")
    s3_region: str = Field(default="us-east-1", description="Region of the S3 store.")
    s3_access_key: SecretStr | None = Field(default=None, description="Access key; none: the local stack's generated one.")
    s3_secret_key: SecretStr | None = Field(default=None, description="Secret key; none: the local stack's generated one.")
    bucket: str = Field(default="congvan", description="The bucket that holds inbox, letters, queues, quarantine, held.")
    link_minutes: float = Field(
        default=60,
        gt=0,
        le=7 * 24 * 60,
        description="Minutes that addresses in a letter's artifact and of `congvan open` are good for.",
    )
    review_link_minutes: float = Field(
        default=24 * 60, gt=0, le=7 * 24 * 60, description="The same for addresses in the form in which a person decides."
    )

    # the queues
    queue_url: str = Field(
        default="bucket:", description="Where messages go: bucket: | sqs://region[?endpoint=…] | amqp://user@host/vhost."
    )

    queue_password: SecretStr | None = Field(default=None, description="Password of the user in CONGVAN_QUEUE_URL (RabbitMQ).")

    notifications_url: str | None = Field(
        default=None,
        description="SQS queue that the store tells of new scans: sqs://region/queue[?endpoint=…]; none: only listing.",
    )

    # the watch
    watch_seconds: float = Field(default=1.0, gt=0, description="Seconds between two listings of the inbox.")
    letters_at_once: int = Field(default=4, gt=0, description="Letters that one watcher works on at the same time.")
    most_attempts: int = Field(default=3, gt=0, description="Attempts at a letter whose process died, before quarantine.")
    lease_seconds: float = Field(default=60, gt=0, description="A letter whose worker is silent for so long is taken up again.")

    # the local stack and Prefect
    s3_port: int = Field(default=0, ge=0, le=65_535, description="Port of the local S3 server; 0: 9100 or the next free one.")
    prefect_port: int = Field(
        default=0, ge=0, le=65_535, description="Port of the local Prefect server; 0: 4200 or the next free one."
    )
    prefect_url: str | None = Field(default=None, description="Address of Prefect's API (…/api); none: the local stack's.")
    prefect_database: SecretStr | None = Field(
        default=None, description="Database of the local Prefect server (postgresql+asyncpg://…); none: SQLite, for a trial."
    )
    stall_minutes: float = Field(
        default=10, gt=0, description="Alarm when scans wait and nothing has finished for so many minutes."
    )
    notify_url: SecretStr | None = Field(
        default=None,
        description='Where automations tell people: an address that gets a POST of {"text": …}; none: the block congvan-notify.',
    )
    watchers: int = Field(default=1, ge=0, description="Watcher processes that `congvan up` starts.")

    # judgement
    review_bar: float = Field(
        default=0.9,
        ge=0,
        le=1,
        description="A routing field below this confidence sends the letter to review. Stated meaning: docs/review.md.",
    )
    ask_afterwards: bool = Field(
        default=True,
        description="Deliver to those who are known and ask afterwards about a name that nobody knows or a signer's name that"
        " was hardly read; false: such a letter waits whole.",
    )
    registry: Path | None = Field(
        default=None,
        description="Folder with an office's own registry files (YAML), laid over ours; none: office/registry in the home.",
    )
    wordlist: Path | None = Field(
        default=None, description="An office's own word list, a plain text file; none: office/words.txt in the home."
    )
    own_organisation: str | None = Field(default=None, description="Registry id of the office that this installation serves.")
    attachments_route: bool = Field(
        default=False, description="Attachments are routed by their own Nơi nhận too, not only with their cover letter."
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="How much is logged.")

    @property
    def learnt_registry(self) -> Path:
        """Folder into which aliases are written that people teach; it need not be there yet."""
        return self.registry or self.home / "office" / "registry"

    @property
    def learnt_words(self) -> Path:
        """The word list to which people's words are added; it need not be there yet."""
        return self.wordlist or self.home / "office" / "words.txt"

    @property
    def office_registry(self) -> Path | None:
        """Folder of the office's own registry files: as set, or what people taught; None while there is none."""
        return self.registry or (self.learnt_registry if self.learnt_registry.is_dir() else None)

    @property
    def office_words(self) -> Path | None:
        """The office's own word list: as set, or what people taught; None while there is none."""
        return self.learnt_words if self.learnt_words.exists() else None

    @property
    def cores(self) -> int:
        """Pages read side by side."""
        return self.jobs or len(os.sched_getaffinity(0))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Give the settings of this process; `settings.cache_clear()` reads them anew."""
    return Settings()


def made_home() -> Path:
    """The stack's home, for its owner alone where it is made now: letters and held scans lie in it as plain files."""
    home = settings().home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


_environment = os.environ  # noqa: TID251 - this is the one place
_PREFIX = "CONGVAN_"
_OF_THE_START = {"CONGVAN_VENV"}  # read by the program `congvan` before any Python runs


def wrong_settings(error: ValidationError) -> str:
    """What is wrong with settings that could not be read, by variable; no value is repeated, since it may be a secret."""
    wrong = (f"{_PREFIX}{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors(include_input=False))
    return f"{'; '.join(wrong)}. docs/settings.md says what each setting is"


def unknown_settings() -> Iterator[str]:
    """One line for each variable of the environment that looks like a setting and is none."""
    known = {f"{_PREFIX}{name}".upper() for name in Settings.model_fields}
    for name in sorted(map(str.upper, _environment)):
        if name.startswith(_PREFIX) and name not in known | _OF_THE_START:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is no setting and changes nothing{f'; did you mean {near[0]}?' if near else ''}"


_CHILD_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TMPDIR", "TZ")
_NOT_FOR_CHILDREN = {"s3_endpoint", "queue_url", "notifications_url", "prefect_url"}
"""Addresses may hold a password; secrets go by their type."""


def child_environment() -> dict[str, str]:
    """Environment of a process that opens untrusted files: what it needs to start and to know its limits, and no secret."""
    open_ones = (name for name, field in Settings.model_fields.items() if "SecretStr" not in str(field.annotation))
    allowed = {f"CONGVAN_{name}".upper() for name in open_ones if name not in _NOT_FOR_CHILDREN}
    kept = {name: value for name, value in _environment.items() if name in _CHILD_VARIABLES or name.upper() in allowed}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",  # a page gains nothing from Tesseract's threads, and pages run side by side anyway
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def program_folders() -> list[Path]:
    """Folders in which this process finds programs, their libraries and the engine's models."""
    named = [
        part for name in ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX") for part in _environment.get(name, "").split(os.pathsep)
    ]
    return [Path(part) for part in named if part.startswith("/") and part != "/"]


def enter_folder(folder: Path) -> None:
    """Make `folder` the home and the temporary folder of this process and of the programs that it starts."""
    _environment.update({name: str(folder) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")})
