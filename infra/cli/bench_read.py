"""`congvan bench read`: our reading against Tesseract alone, and OCRmyPDF where it is installed, alternating in one run."""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from infra.cli.files import refuse_missing
from schemas.settings import ROOT, settings

DESCRIPTION = """Measure reading on this machine: pages a minute and CPU seconds a page, ours against `tesseract` alone on the
same pages (as many processes as cores, one thread each, images of 300 dpi made beforehand) and against OCRmyPDF where it
is installed. The rivals take turns in every round; the ratios are medians over the rounds. Without FILES the shipped
samples are read."""

PLAIN_DPI = 300


class Lap(NamedTuple):
    """One rival's round: seconds by the clock and of CPU for all pages."""

    wall: float
    cpu: float


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(
        prog="congvan bench read", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDF files; default: the shipped samples")
    made.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds (default 3)")
    return made


def main(argv: Sequence[str]) -> int:
    """Run the rounds and print a table. Raises UsageError for files that are not there."""
    args = parser().parse_args(argv)
    files = args.files or sorted((ROOT / "infra" / "samples").glob("*.pdf"))
    refuse_missing(files)
    with tempfile.TemporaryDirectory(prefix="congvan_bench_") as folder:
        images = _images(files, Path(folder))
        rivals: dict[str, Callable[[], None]] = {"congvan": lambda: _ours(files), "tesseract": lambda: _plain(images)}
        if shutil.which("ocrmypdf"):
            rivals["ocrmypdf"] = lambda: _ocrmypdf(files, Path(folder))
        _ours(files[:1])  # the process that children are forked from starts once, not once a page
        laps: dict[str, list[Lap]] = {name: [] for name in rivals}
        for number in range(args.rounds):
            for name in rivals if number % 2 == 0 else reversed(rivals):
                laps[name].append(_lap(rivals[name]))
    _print(laps, len(images))
    return 0


def _images(files: Sequence[Path], folder: Path) -> list[Path]:
    """Each page drawn at 300 dpi, for Tesseract alone; drawing them is not in its time."""
    import pypdfium2  # noqa: PLC0415 - only the bench draws pages in this process

    images = []
    for number, file in enumerate(files):
        with pypdfium2.PdfDocument(file) as document:
            for index, page in enumerate(document):
                images.append(folder / f"{number:03d}-{index:03d}.png")
                page.render(scale=PLAIN_DPI / 72).to_pil().save(images[-1], compress_level=1)
    return images


def _ours(files: Sequence[Path]) -> None:
    from tasks.stations.reading import read_scan  # noqa: PLC0415 - keeps --help fast

    with ThreadPoolExecutor(len(files)) as letters:
        list(letters.map(read_scan, files))


def _plain(images: Sequence[Path]) -> None:
    def one(image: Path) -> None:
        command = ["tesseract", str(image), "-", "-l", "vie", "--psm", "3"]
        environment = {"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, check=True, capture_output=True, env=environment)

    with ThreadPoolExecutor(settings().cores) as pool:
        list(pool.map(one, images))


def _ocrmypdf(files: Sequence[Path], folder: Path) -> None:
    for file in files:
        command = ["ocrmypdf", "-l", "vie", "--skip-text", "--output-type", "pdf", "-j", str(settings().cores)]
        subprocess.run([*command, str(file), str(folder / "ocrmypdf.pdf")], check=True, capture_output=True)


def _lap(run: Callable[[], None]) -> Lap:
    before, start = _cpu_seconds(), time.perf_counter()
    run()
    return Lap(time.perf_counter() - start, _cpu_seconds() - before)


def _cpu_seconds() -> float:
    """CPU of this process, of its ended children and of all that descends from it and still runs (the sandbox's)."""
    own = sum(
        usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    ticks = os.sysconf("SC_CLK_TCK")
    return own + sum(_process_ticks(process) for process in _descendants(os.getpid())) / ticks


def _descendants(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
    found = [root]
    for parent in found:
        found += [process for process, of in parents.items() if of == parent]
    return found[1:]


def _process_ticks(process: int) -> int:
    """User and system time of a process and of its ended children, in clock ticks."""
    with suppress(OSError):
        return sum(map(int, _stat(process)[11:15]))
    return 0


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()


def _print(laps: dict[str, list[Lap]], pages: int) -> None:
    print(f"{pages} pages, {len(laps['congvan'])} rounds, {settings().cores} cores; medians")
    print(f"{'':12}{'pages/min':>10}{'CPU s/page':>12}{'throughput':>12}{'CPU':>8}   (ratios: congvan / rival)")
    ours = laps["congvan"]
    for name, rival in laps.items():
        speed = 60 * pages / median(lap.wall for lap in rival)
        cpu = median(lap.cpu for lap in rival) / pages
        faster = median(theirs.wall / mine.wall for mine, theirs in zip(ours, rival, strict=True))
        dearer = median(mine.cpu / theirs.cpu for mine, theirs in zip(ours, rival, strict=True))
        print(f"{name:12}{speed:10.1f}{cpu:12.2f}{faster:12.2f}{dearer:8.2f}")
