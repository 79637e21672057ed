"""Fewer hand-overs to SQLite's threads in Prefect's server.

aiosqlite keeps a thread for each connection, and SQLAlchemy hands it each statement in four parts (a cursor, the statement, its
rows, the cursor's end), each with a wake-up of both threads: some 500 for a letter. Here a statement is handed over once. Its
cursor is closed there too, whatever became of it, so that a statement that failed holds nothing (`prefect_sqlite`).
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.dialects.sqlite import aiosqlite

Done = tuple[Any, Sequence[Any], int | None, int]
"""Description of the columns (None: the statement gives no rows), the rows, the last row's id, the number of rows changed."""

Cursor = aiosqlite.AsyncAdapt_aiosqlite_cursor


def apply() -> None:
    """Let SQLAlchemy work like this from now on, in this process."""
    vars(aiosqlite)["AsyncAdapt_aiosqlite_cursor"] = OneHopCursor


class OneHopCursor(Cursor):
    """SQLAlchemy's cursor, whose statements go to the connection's thread whole."""

    __slots__ = ()

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        """Execute one statement and fetch its rows. Raises what sqlite3 raises."""
        self._hand_over(lambda cursor: cursor.execute(operation, () if parameters is None else parameters))

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        """Execute a statement once for each set of parameters. Raises what sqlite3 raises."""
        self._hand_over(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    def _hand_over(self, statement: Callable[[Any], object]) -> None:
        connection: Any = self._connection

        def whole() -> Done:
            cursor = connection._conn.cursor()  # noqa: SLF001 - sqlite3's connection, as aiosqlite itself reaches it
            try:
                statement(cursor)
                rows = cursor.fetchall() if cursor.description else ()
                return cursor.description, rows, cursor.lastrowid, cursor.rowcount
            finally:
                cursor.close()

        try:
            description, rows, last, changed = self.await_(connection._execute(whole))  # noqa: SLF001 - a call in its thread
        except Exception as error:  # noqa: BLE001 - SQLAlchemy's own way to tell of it
            self._adapt_connection._handle_exception(error)  # noqa: SLF001 - as above
        self.description = description
        self._rows = deque(rows)
        self.lastrowid, self.rowcount = (-1, -1) if description else (last, changed)
