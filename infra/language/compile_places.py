"""Write the names of provinces and districts that cleaning knows, from the registry that ships.

    python -m infra.language.compile_places

`places.txt` and `districts.txt` hold names without their kind, one a line: reading the whole registry would take longer than
cleaning a letter. A test says when they no longer agree with it.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

REGISTRY = Path(__file__).parents[1] / "registry"
OUT = Path(__file__).parent
KINDS = ("thanh_pho", "thi_xa", "quan", "huyen")


def provinces() -> list[str]:
    """Names of provinces and cities under the centre, of 2021 and of 2025, in the registry's order."""
    return [str(place["name"]) for place in _read("10_places.yaml")["places"]]


def districts() -> list[str]:
    """Names of districts, towns and cities of provinces, each once, in the registry's order."""
    names = (str(name) for row in _read("11_districts.yaml")["districts"] for kind in KINDS for name in row.get(kind, ()))
    return list(dict.fromkeys(name.partition("=")[0].strip() for name in names))


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REGISTRY / name).read_text("utf-8"))
    return loaded


def main() -> int:
    """Write both files."""
    head = "# {} without their kind. Written by infra/language/compile_places.py from infra/registry, which names the sources.\n"
    (OUT / "places.txt").write_text(head.format("Provinces of 2021 and of 2025") + "\n".join(provinces()) + "\n", "utf-8")
    (OUT / "districts.txt").write_text(head.format("Districts of 2021") + "\n".join(districts()) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
