"""How long import, tables, report and PDFs take; a script to run by hand, not a test.

Each is held against a plain command that does the like, in fresh processes and in turn, so that a
machine whose speed drifts favours neither: the import against that of pandas, the report against
nbconvert's HTML of the same notebooks run, the PDFs against nbconvert's HTML of them as stored.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = [str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
# The data's own modules load with the first table.
OWN = "pandas, shangluo_data.article, shangluo_data.register"
TABLES = """
import time, shangluo_data as sl, shangluo_data.register
t = time.perf_counter()
for load in (sl.article, sl.figures, sl.numerals, sl.terms, sl.claims, sl.derived, sl.checks):
    load()
first = time.perf_counter() - t
t = time.perf_counter()
sl.figures()
print(first, time.perf_counter() - t)
"""
PDFS = """
import sys, warnings
from pathlib import Path
from shangluo_data.report import report
report([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]), format="pdf", run=False)
"""


def printed(code: str) -> list[float]:
    """Return what a fresh interpreter prints for ``code``, as numbers."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def taken(*command: str) -> float:
    """Return how many seconds a Python command takes, in the project's folder."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began


def side_by_side(
    what: str, mine: Callable[[], float], plain: str, other: Callable[[], float], runs: int
) -> None:
    """Print both medians, taken in turn, and the median of their ratios."""
    pairs = [(mine(), other()) for _ in range(runs)]
    own, others = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what:22} {own:7.3f} s   {plain:34} {others:7.3f} s   {ratio:5.2f} x", flush=True)


def main() -> None:
    """Print each comparison as it is done; about two minutes on two quiet cores."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    side_by_side(
        "import of the data",
        lambda: printed(IMPORT.format(OWN))[0],
        "import pandas",
        lambda: printed(IMPORT.format("pandas"))[0],
        runs=9,
    )
    tables = [printed(TABLES) for _ in range(5)]
    first, again = (1000 * statistics.median(times) for times in zip(*tables, strict=True))
    print(f"{'all tables, first':22} {first:7.0f} ms  figures() again {again:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        convert = ["-m", "nbconvert", "--to", "html", "--output-dir", folder, *NOTEBOOKS]
        whole = ["-m", "shangluo_data", "report", "--output", f"{folder}/report"]
        side_by_side(
            "report, everything",
            lambda: taken(*whole, "--fresh"),
            "nbconvert --execute --to html",
            lambda: taken(*convert, "--execute"),
            runs=3,
        )
        print(f"{'report, unchanged':22} {taken(*whole):7.3f} s")
        side_by_side(
            "the PDFs alone",
            lambda: taken("-c", PDFS, f"{folder}/pdf", *NOTEBOOKS),
            "nbconvert --to html",
            lambda: taken(*convert),
            runs=3,
        )


if __name__ == "__main__":
    main()
