"""The Prefect server as this stack starts it: its own application, told to log no value that goes to its database.

When a statement fails (a locked SQLite, a full disk), SQLAlchemy's error shows the values too: names of runs, portraits, answers.
Prefect has no setting for it.
"""

from functools import partial

from prefect.server.database import configurations

vars(configurations)["create_async_engine"] = partial(vars(configurations)["create_async_engine"], hide_parameters=True)

from prefect.server.api.server import create_app  # noqa: E402 - after the engine is told

__all__ = ["create_app"]

if __name__ == "__main__":
    # `python -m infra.stack.prefect_server server start …`: Prefect's own commands, with the same discretion
    from prefect.cli import app

    app()
