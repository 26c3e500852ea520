"""The command ``shangluo-data``: verify the register, write the report, export the data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shangluo_data.errors import DataError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 if something is not in order, or 2 for a wrong call."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (DataError, _report_error()) as error:
        print(f"shangluo-data: {error}", file=sys.stderr)
        return 1


def _report_error() -> type[Exception]:
    from shangluo_data.export.report import ReportError

    return ReportError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shangluo-data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    verify = commands.add_parser("verify", help="account for every number; 0 if all is in order")
    verify.set_defaults(run=_verify)
    report = commands.add_parser("report", help="run the notebooks and write the report")
    report.add_argument("notebook", nargs="*", type=Path, help="only these (default: all)")
    report.add_argument("--lang", choices=("both", "zh", "en"), default="both")
    report.add_argument("--format", choices=("all", "html", "pdf"), default="all")
    report.add_argument("--output", type=Path, default=Path("report"), metavar="DIR")
    report.add_argument("--no-run", action="store_true", help="use the outputs as stored")
    report.set_defaults(run=_report)
    export = commands.add_parser("export", help="write all tables as CSV and as one workbook")
    export.add_argument("directory", type=Path)
    export.set_defaults(run=_export)
    return parser


def _verify(_: argparse.Namespace) -> int:
    from shangluo_data.register import account

    counted = account()
    print(counted)
    return 0 if counted.ok else 1


def _report(arguments: argparse.Namespace) -> int:
    from shangluo_data.export.report import report

    written = report(
        arguments.notebook,
        arguments.output,
        lang=arguments.lang,
        format=arguments.format,
        run=not arguments.no_run,
        say=lambda line: print(line, flush=True),
    )
    front = next((path for path in written if path.name == "index.html"), written[0])
    print(f"{len(written)} files written; open {front}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from shangluo_data.export.data import export_data

    for path in export_data(arguments.directory):
        print(path)
    return 0
