"""What can be computed from the figures: derived values, checks, and the room a hedge leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shangluo_data.article import paragraphs, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, read_table
from shangluo_data.register.curated import framed, per_home, table
from shangluo_data.register.figures import figures
from shangluo_data.register.formula import Formula
from shangluo_data.register.reading import NUMBER, read_number, read_printed


def _formula(row: Row, column: str) -> tuple[Formula, dict[str, Any]]:
    """Return a row's formula, and its cells with the figures in it and where they stand."""
    register = figures()
    values = {str(key): float(value) for key, value in register["value"].items()}
    floors = set(register.index[register["qualifier"] == "more_than"])
    if row["id"] in values:
        raise row.fault("the id is also a figure’s", "Give it another.")
    formula = Formula(row[column], values, floors, row.where)
    if not formula.names:
        raise row.fault(f"{column} {row[column]!r} names no figure", "Name one by its id.")
    places = _listed(register.loc[formula.names, "paragraph"])
    return formula, {**row.cells, "inputs": " ".join(formula.names), "paragraphs": places}


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, sorted(set(numbers))))


@table
def derived() -> Frame:
    """Return the values computed from the figures, each with its formula; of one ``section``.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``value``
    (float), ``unit``, ``unit_zh``, ``qualifier`` (more_than or rounded where an input is, unhedged
    otherwise), ``formula`` (over figure ids), ``inputs`` (those ids, separated by spaces),
    ``decimals`` (to print), ``section``, ``paragraphs``, ``note_en``, ``note_zh``.

    Raises :class:`DataError` if ``section`` is unknown, a formula is none, or would turn "more
    than" into "less than".

    Source: ``curated/derived.csv`` over the register.
    """
    rounded = figures()["qualifier"] == "rounded"
    records = []
    for row in read_table("derived"):
        row.code("section", sections())
        formula, cells = _formula(row, "formula")
        if isinstance(formula.value, bool):
            raise row.fault(f"the formula {formula.text!r} is a comparison, as for checks.csv")
        hedge = "rounded" if rounded[formula.names].any() else "unhedged"
        hedge = "more_than" if formula.floor else hedge
        value, decimals = round(formula.value, 10), int(row["decimals"])
        records.append({**cells, "value": value, "decimals": decimals, "qualifier": hedge})
    return framed("derived", records)


@per_home
def checks() -> Frame:
    """Return statements that the figures must satisfy among themselves, and whether they do.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``kind`` (see ``codes("check_kind")``),
    ``label_en``, ``label_zh``, ``statement`` (over figure ids; of the kind list, the words that
    list parts and number them), ``holds`` (bool), ``inputs``, ``paragraphs``.

    Raises :class:`DataError` if a statement compares no figures, or holds whatever they are.

    Source: ``curated/checks.csv`` over the register.
    """
    rows = read_table("checks")
    return framed("checks", [(_list if row["kind"] == "list" else _compared)(row) for row in rows])


def _compared(row: Row) -> dict[str, Any]:
    formula, cells = _formula(row, "statement")
    if not isinstance(formula.value, bool):
        raise row.fault(f"the statement {formula.text!r} compares nothing")
    if formula.empty():
        raise row.fault(f"{formula.text!r} holds whatever the figures are")
    return {**cells, "holds": formula.value}


def _list(row: Row) -> dict[str, Any]:
    """Hold the number in a list's words, such as 市、县两级, against the parts before it."""
    words = row["statement"]
    found = [p.number for p in paragraphs() if p.find(words)]
    number = list(NUMBER.finditer(words))[-1:]
    if not found or not number:
        what = "holds no number" if found else "stands nowhere in the article"
        raise row.fault(f"the statement {words!r} {what}", "Copy a list and its number.")
    parts = words[: number[0].start()].split("、")
    holds = len(parts) == read_number(number[0].group())
    return {**row.cells, "inputs": "", "paragraphs": _listed(found), "holds": holds}


def headroom() -> Frame:
    """Return what 余 and 多 could add, on our assumption that they stay within the last digit.

    The figures with qualifier ``more_than``, largest share first: the columns of :func:`figures`
    and ``last_digit`` (one unit of the last printed digit, in base units) and ``share`` (that unit
    in percent of the value).

    Source: computed from the numerals; the assumption is ours, not the article's.
    """
    frame = figures().query("qualifier == 'more_than'")
    frame["last_digit"] = [read_printed(numeral).last_digit for numeral in frame["numeral"]]
    frame["share"] = (100 * frame["last_digit"] / frame["value"]).round(10)
    return frame.sort_values("share", ascending=False, kind="stable")
