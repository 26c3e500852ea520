"""What can be computed from the figures: derived values, checks, and the room a hedge leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shangluo_data.article import paragraphs, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, read_table
from shangluo_data.register.curated import framed, table, whole
from shangluo_data.register.figures import figures
from shangluo_data.register.formula import Formula
from shangluo_data.register.reading import NUMBER, read_number, read_printed

COLUMNS = (
    *("id", "label_en", "label_zh", "value", "unit", "unit_zh", "qualifier", "formula", "inputs"),
    *("decimals", "section", "paragraphs", "note_en", "note_zh"),
)
CHECK_COLUMNS = (
    *("id", "kind", "label_en", "label_zh", "statement", "holds", "inputs", "paragraphs"),
)


@dataclass(frozen=True)
class _Computed:
    row: Row
    formula: Formula
    cells: dict[str, object]


def _computed(rows: Iterable[Row], column: str) -> Iterator[_Computed]:
    """Yield rows of formulas, each with its formula and what follows from it."""
    register = figures()
    values = {str(key): float(value) for key, value in register["value"].items()}
    floors = set(register.index[register["qualifier"] == "more_than"])
    for row in rows:
        if row["id"] in values:
            raise row.fault("the id is also a figure’s", "Give it another.")
        formula = Formula(row[column], values, floors, row.where)
        if not formula.names:
            raise row.fault(f"{column} {row[column]!r} names no figure", "Name one by its id.")
        found = set(register.loc[formula.names, "paragraph"])
        inputs = {"inputs": " ".join(formula.names), "paragraphs": _listed(found)}
        yield _Computed(row, formula, {**row.cells, **inputs})


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, sorted(numbers)))


@table
def derived() -> Frame:
    """Return the values computed from the figures, each with its formula.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``value``
        (float), ``unit``, ``unit_zh``, ``qualifier`` (more_than or rounded where an input is,
        unhedged otherwise), ``formula`` (over figure ids), ``inputs`` (those ids, separated by
        spaces), ``decimals`` (to print), ``section``, ``paragraphs``, ``note_en``, ``note_zh``.

    Raises
    ------
    DataError
        If ``section`` is unknown, a formula is none, or would turn "more than" into "less than".

    Source: ``curated/derived.csv`` over the register.
    """
    rounded = set(figures().query("qualifier == 'rounded'").index)
    records = []
    for one in _computed(read_table("derived"), "formula"):
        row, formula = one.row, one.formula
        row.code("section", sections())
        if isinstance(formula.value, bool):
            raise row.fault(f"the formula {formula.text!r} is a comparison, as for checks.csv")
        hedge = "rounded" if rounded.intersection(formula.names) else "unhedged"
        records.append(
            one.cells
            | {"value": round(formula.value, 10), "decimals": int(row["decimals"])}
            | {"qualifier": "more_than" if formula.floor else hedge}
        )
    lists = ("section", "unit", "qualifier")
    return framed(records, COLUMNS, **{name: name for name in lists})


@whole
def checks() -> Frame:
    """Return statements that the figures must satisfy among themselves, and whether they do.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``id``. Columns: ``kind`` (see ``codes("check_kind")``),
        ``label_en``, ``label_zh``, ``statement`` (over figure ids; of the kind list, the words that
        list parts and number them), ``holds`` (bool), ``inputs``, ``paragraphs``.

    Raises
    ------
    DataError
        If a statement is no comparison of figures, or would hold whatever the figures are.

    Source: ``curated/checks.csv`` over the register.
    """
    rows = read_table("checks")
    records = [_list(row) for row in rows if row["kind"] == "list"]
    for one in _computed((row for row in rows if row["kind"] != "list"), "statement"):
        if not isinstance(one.formula.value, bool):
            raise one.row.fault(f"the statement {one.formula.text!r} compares nothing")
        if one.formula.empty():
            raise one.row.fault(f"{one.formula.text!r} holds whatever the figures are")
        records.append(one.cells | {"holds": one.formula.value})
    places = {row["id"]: at for at, row in enumerate(rows)}
    records.sort(key=lambda record: places[str(record["id"])])
    return framed(records, CHECK_COLUMNS, kind="check_kind")


def _list(row: Row) -> dict[str, object]:
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

    Returns
    -------
    Frame
        The figures with qualifier ``more_than``, largest share first; index ``id``, the columns of
        :func:`figures` and ``last_digit`` (one unit of the last printed digit, in base units) and
        ``share`` (that unit in percent of the value).

    Source: computed from the numerals; the assumption is ours, not the article's.
    """
    frame = figures()
    frame = frame[frame["qualifier"] == "more_than"].copy()
    frame["last_digit"] = [read_printed(numeral).last_digit for numeral in frame["numeral"]]
    frame["share"] = (100 * frame["last_digit"] / frame["value"]).round(10)
    return frame.sort_values("share", ascending=False, kind="stable")
