"""The command shangluo-data: verify the register, run notebooks, write reports and data."""

import argparse
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from shangluo_data.errors import DataError, one_line

EXAMPLES = """\
examples:
  shangluo-data report                                    everything, into report/
  shangluo-data report --lang zh --format pdf notebooks/02_safety.ipynb
  shangluo-data report --format html --no-run --output out
  shangluo-data export data                               all tables, as CSV and a workbook
  shangluo-data notebooks my-notebooks                    a copy of the notebooks to work in
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0; 1 if something is not in order; 130 after Ctrl-C. A wrong call exits with 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # A name that the terminal cannot show is no error.
            stream.reconfigure(errors="backslashreplace", line_buffering=True)
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        options = vars(_parser().parse_args(argv))
        return options.pop("command")(**options) or 0
    except KeyboardInterrupt:
        print("\nshangluo-data: stopped; nothing was changed", file=sys.stderr)
        return 130
    except BrokenPipeError:  # Who reads the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        said = f"{error.filename}: " * bool(error.filename) + (error.strerror or str(error))
    except ImportError as error:
        said = f"{error.name} is missing: pip install 'shangluo-data[export]'"
    except (DataError, RuntimeError) as error:
        said = str(error)
    finally:
        signal.signal(signal.SIGINT, before)
    print(f"shangluo-data: {one_line(said, 1000)}", file=sys.stderr)
    return 1


def _interrupt(_: int, frame: FrameType | None) -> None:
    """Hear Ctrl-C once, but not inside an import, where it may be lost, nor in the last move."""
    running = [inner.f_code for inner, _ in traceback.walk_stack(frame)]
    if any("importlib" in code.co_filename for code in running):
        threading.Timer(0.05, signal.raise_signal, [signal.SIGINT]).start()  # Try again.
    elif all(code.co_name != "move" for code in running):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # So late: what it imports takes Ctrl-C badly.

        print(version("shangluo-data"))
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    form: Any = {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
    parser = argparse.ArgumentParser("shangluo-data", description=__doc__, **form)
    version: Any = {"action": _Version, "nargs": 0, "default": argparse.SUPPRESS}
    parser.add_argument("--version", help="print the version and end", **version)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(call: Callable[..., int | None], words: str) -> Callable[..., object]:
        name = call.__name__.strip("_")
        made = commands.add_parser(name, help=words, description=words, **form)
        made.set_defaults(command=call)
        return made.add_argument

    command(_verify, "account for every number and caption; 0 if all is in order")
    only = {"metavar": "notebook", "nargs": "*", "type": Path, "help": "only these (default: all)"}
    add = command(_report, "run the notebooks and write the report")
    add("notebooks", **only)
    add("--lang", choices=("both", "zh", "en"), default="both", help="edition (default: both)")
    words = "pages, PDFs, or all with the pictures for slides (default: all)"
    add("--format", choices=("all", "html", "pdf"), default="all", help=words)
    add("--output", type=Path, default=Path("report"), metavar="DIR", help="default: report")
    add("--no-run", dest="run", action="store_false", help="use the outputs as stored")
    add("--fresh", action="store_true", help="also where nothing has changed")
    add("--evidence", action="store_true", help="print rows and exact words in the PDFs")
    into = {"type": Path, "metavar": "DIR", "help": "folder to write them to"}
    command(_export, "write all tables as CSV and as one workbook")("directory", **into)
    command(_notebooks, "copy the notebooks into a folder")("directory", **into)
    command(_run, "run notebooks and store their outputs in place")("notebooks", **only)
    return parser


def _verify() -> int:
    from shangluo_data.exhibits.captions import check_captions
    from shangluo_data.register import account

    counted = account()
    print(counted)
    check_captions()
    return int(not counted.ok)


def _report(**options: Any) -> None:
    from shangluo_data.report import report

    files = report(**options)
    print(f"open {os.path.relpath(min(files, key=lambda path: path.name != 'index.html'))}")


def _export(directory: Path) -> None:
    from shangluo_data.datapackage import export_data

    print(*export_data(directory), sep="\n")


def _notebooks(directory: Path) -> None:
    package = Path(__file__).parent  # In a wheel the notebooks lie in the package.
    source = next(p for p in (package / "notebooks", package.parent / "notebooks") if p.is_dir())
    copies = {path: directory / path.name for path in sorted(source.glob("*.ipynb"))}
    for copy in filter(Path.exists, copies.values()):
        raise DataError(str(copy), "this is there already", "Name a new folder.")
    directory.mkdir(parents=True, exist_ok=True)
    for path, copy in copies.items():
        print(shutil.copy(path, copy))


def _run(notebooks: Sequence[Path]) -> None:
    from shangluo_data.report import store_outputs

    store_outputs(notebooks)
