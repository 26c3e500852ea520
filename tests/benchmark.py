"""How long the import and the tables take; a script to run by hand, not a test.

The import is held against that of pandas in fresh interpreters, in turn, so that a machine whose
speed drifts does not favour either; the tables are timed after it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

RUNS = 15
IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
TABLES = """
import time, shangluo_data as sl
t = time.perf_counter()
for load in (sl.article, sl.figures, sl.numerals, sl.terms, sl.claims, sl.derived, sl.checks):
    load()
first = time.perf_counter() - t
t = time.perf_counter()
sl.figures()
print(first, time.perf_counter() - t)
"""


def seconds(code: str) -> list[float]:
    """Return what a fresh interpreter prints for ``code``, as numbers."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Print the medians over fifteen runs of each, taken in turn."""
    pandas, package, tables, again = [], [], [], []
    for _ in range(RUNS):
        pandas += seconds(IMPORT.format("pandas"))
        package += seconds(IMPORT.format("shangluo_data"))
        first, second = seconds(TABLES)
        tables.append(first)
        again.append(second)
    ratio = statistics.median(mine / other for mine, other in zip(package, pandas, strict=True))
    print(f"import pandas         {1000 * statistics.median(pandas):7.1f} ms")
    own = 1000 * statistics.median(package)
    print(f"import shangluo_data  {own:7.1f} ms  ({ratio:.2f} x pandas)")
    print(f"all tables, first     {1000 * statistics.median(tables):7.1f} ms")
    print(f"figures(), again      {1000 * statistics.median(again):7.1f} ms")


if __name__ == "__main__":
    main()
