"""Small, and small at the tail: a file is a page of 300 lines, a function 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

from schemas.settings import ROOT

MOST_FILE_LINES = 300
MOST_FUNCTION_LINES = 40


def python_files() -> Iterator[Path]:
    for top in ("flows", "tasks", "schemas", "infra"):
        yield from sorted((ROOT / top).rglob("*.py"))


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_a_page():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen():
    lengths = dict(pair for path in python_files() for pair in functions_of(path))
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES} == {}
