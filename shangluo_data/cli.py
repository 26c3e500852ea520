"""The command ``shangluo-data``: verify the register, run notebooks, write reports and data."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from shangluo_data.errors import DataError

EXAMPLES = """\
examples:
  shangluo-data report                                    everything, into report/
  shangluo-data report --lang zh --format pdf notebooks/02_safety.ipynb
  shangluo-data export data                               all tables, as CSV and a workbook
  shangluo-data notebooks my-notebooks                    a copy of the notebooks to work in
  shangluo-data COMMAND --help                            the options of a command
"""
REPORT_EXAMPLES = """\
examples:
  shangluo-data report --output out                       into out/ in place of report/
  shangluo-data report --lang en                          in English only, into report/en/
  shangluo-data report --format html --no-run             pages of the outputs as they are stored
  shangluo-data report ./-odd-name.ipynb                  any notebook, whatever its name
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns 0; 1 if something is not in order; 2 for a wrong call; 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # A name that the terminal cannot show is no error.
            stream.reconfigure(errors="backslashreplace")
    try:
        with _interrupts():
            arguments = _parser().parse_args(argv)
            return int(arguments.run(arguments))
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
    from shangluo_data.report.notebook import one_line

    print(f"shangluo-data: {one_line(said, 1000)}", file=sys.stderr)
    return 1


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(version("shangluo-data"))
        parser.exit()


@contextmanager
def _interrupts() -> Iterator[None]:
    """Hear Ctrl-C, but not inside an import: there it may be lost, with a lock left held."""
    alarm = getattr(signal, "SIGALRM", None)
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or alarm is None:
        yield
        return

    def interrupt(_: int, frame: FrameType | None) -> None:
        while frame is not None and "importlib" not in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is None and signal.getsignal(signal.SIGINT) is interrupt:
            raise KeyboardInterrupt
        signal.setitimer(signal.ITIMER_REAL, 0.05)  # Try again.

    before = signal.signal(alarm, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(alarm, before)


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="shangluo-data", description=__doc__, epilog=EXAMPLES, formatter_class=plain
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: object, words: str, epilog: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=words, description=words, epilog=epilog, formatter_class=plain
        )
        made.set_defaults(run=run)
        return made

    command("verify", _verify, "account for every number and caption; 0 if all is in order")
    report = command("report", _report, "run the notebooks and write the report", REPORT_EXAMPLES)
    add = report.add_argument
    add("notebook", nargs="*", type=Path, help="only these (default: all)")
    add("--lang", choices=("both", "zh", "en"), default="both", help="edition (default: both)")
    words = "pages, PDFs, or all with the pictures for slides (default: all)"
    add("--format", choices=("all", "html", "pdf"), default="all", help=words)
    add("--output", type=Path, default=Path("report"), metavar="DIR", help="default: report")
    add("--no-run", action="store_true", help="use the outputs as stored")
    add("--fresh", action="store_true", help="also where nothing has changed")
    add("--evidence", action="store_true", help="print rows and exact words in the PDFs")
    for name, run, words in (
        ("export", _export, "write all tables as CSV and as one workbook"),
        ("notebooks", _notebooks, "copy the notebooks into a folder"),
    ):
        made = command(name, run, words)
        made.add_argument("directory", type=Path, metavar="DIR", help="folder to write them to")
    run_ = command("run", _run, "run notebooks and store their outputs in place")
    run_.add_argument("notebook", nargs="*", type=Path, help="only these (default: all)")
    return parser


def _say(line: str) -> None:
    print(line, flush=True)


def _verify(_: argparse.Namespace) -> int:
    from shangluo_data.exhibits.captions import check_captions
    from shangluo_data.register import account

    counted = account()
    print(counted)
    check_captions()
    return 0 if counted.ok else 1


def _report(arguments: argparse.Namespace) -> int:
    from shangluo_data.report import report

    files = report(
        arguments.notebook,
        arguments.output,
        lang=arguments.lang,
        format=arguments.format,
        run=not arguments.no_run,
        fresh=arguments.fresh,
        evidence=arguments.evidence,
        say=_say,
    )
    front = next((path for path in files if path.name == "index.html"), files[0])
    _say(f"open {os.path.relpath(front)}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from shangluo_data.datapackage import export_data

    for path in export_data(arguments.directory):
        _say(str(path))
    return 0


def _notebooks(arguments: argparse.Namespace) -> int:
    import shutil

    package = Path(__file__).parent  # In a wheel the notebooks lie in the package.
    source = next(p for p in (package / "notebooks", package.parent / "notebooks") if p.is_dir())
    found = sorted(source.glob("*.ipynb"))
    for path in found:
        if (arguments.directory / path.name).exists():
            raise DataError(
                str(arguments.directory / path.name), "this is there already", "Name a new folder."
            )
    arguments.directory.mkdir(parents=True, exist_ok=True)
    for path in found:
        _say(str(shutil.copy(path, arguments.directory)))
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from shangluo_data.report import store_outputs

    store_outputs(arguments.notebook, _say)
    return 0
