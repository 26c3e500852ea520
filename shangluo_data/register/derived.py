"""What can be computed from the figures: derived values, checks, and the room a hedge leaves."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.register.curated import (
    CURATED,
    Row,
    check_code,
    code_list,
    number_in,
    read_table,
    section_column,
)
from shangluo_data.register.figures import figures
from shangluo_data.register.reading import read_printed

DERIVED_COLUMNS = (
    "id",
    "section",
    "formula",
    "decimals",
    "unit",
    "unit_zh",
    "label_en",
    "label_zh",
    "note_en",
    "note_zh",
)
CHECK_COLUMNS = ("id", "statement", "label_en", "label_zh")


def _inputs(row: Row, formula: str, register: pd.DataFrame) -> list[str]:
    try:
        tree = ast.parse(formula, mode="eval")
    except SyntaxError:
        raise DataError(
            row.where,
            f"{formula!r} is no formula",
            "Write arithmetic over figure ids, for example 100 * a / b.",
        ) from None
    names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]
    for name in names:
        if name not in register.index:
            raise DataError(
                row.where,
                f"the formula {formula!r} names {name!r}, which is no figure",
                did_you_mean(name, list(register.index)),
            )
    return list(dict.fromkeys(names))


def _evaluate(formula: str, names: list[str], register: pd.DataFrame) -> float | bool:
    values = {name: register["value"][name] for name in names}
    # The python engine keeps plain Python arithmetic, with nothing to install.
    result: float | bool = pd.eval(formula, local_dict=values, engine="python")  # type: ignore[assignment]
    return result


def _floors(row: Row, formula: str, register: pd.DataFrame) -> bool:
    """Tell whether the result is a floor; refuse a formula in which a floor would become a cap."""
    floors = set(register.index[register["qualifier"] == "at_least"])
    tree = ast.parse(formula, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div):
            lowered = {n.id for n in ast.walk(node.right) if isinstance(n, ast.Name)} & floors
            if lowered:
                raise DataError(
                    row.where,
                    f"the formula {formula!r} takes away or divides by {sorted(lowered)[0]!r}, "
                    "an 'at least' figure",
                    "The result would be no floor; leave it out.",
                )
    return any(isinstance(n, ast.Name) and n.id in floors for n in ast.walk(tree))


def read_derived(directory: Path = CURATED, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the derived values read from ``directory``; see :func:`derived`."""
    register = figures() if register is None else register
    sections = code_list("section", directory)
    units = code_list("unit", directory)
    records = []
    for row in read_table("derived", DERIVED_COLUMNS, directory):
        check_code(row, "section", sections)
        check_code(row, "unit", units)
        formula = row["formula"]
        names = _inputs(row, formula, register)
        records.append(
            {
                "id": row["id"],
                "section": row["section"],
                "formula": formula,
                "inputs": " ".join(names),
                "paragraphs": " ".join(map(str, sorted(set(register.loc[names, "paragraph"])))),
                "value": round(float(_evaluate(formula, names, register)), 10),
                "decimals": int(number_in(row, "decimals")),
                "qualifier": "at_least" if _floors(row, formula, register) else "exact",
                **{c: row[c] for c in DERIVED_COLUMNS[4:]},
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    frame["section"] = section_column(list(frame["section"]))
    return frame


def read_checks(directory: Path = CURATED, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the checks read from ``directory``; see :func:`checks`."""
    register = figures() if register is None else register
    records = []
    for row in read_table("checks", CHECK_COLUMNS, directory):
        statement = row["statement"]
        names = _inputs(row, statement, register)
        records.append(
            {
                "id": row["id"],
                "statement": statement,
                "inputs": " ".join(names),
                "paragraphs": " ".join(map(str, sorted(set(register.loc[names, "paragraph"])))),
                "holds": bool(_evaluate(statement, names, register)),
                "label_en": row["label_en"],
                "label_zh": row["label_zh"],
            }
        )
    return pd.DataFrame(records).set_index("id")


def headroom() -> pd.DataFrame:
    """Return what 余 and 多 could add, on our assumption that they stay within the last digit.

    Returns
    -------
    pandas.DataFrame
        The figures with qualifier ``at_least``, largest share first; index ``id``, the columns of
        :func:`figures` and ``last_digit`` (one unit of the last printed digit, in base units) and
        ``share`` (that unit in percent of the value).

    Source: computed from the numerals; the assumption is ours, not the article's.
    """
    frame = figures()
    frame = frame[frame["qualifier"] == "at_least"].copy()
    frame["last_digit"] = [read_printed(numeral).last_digit for numeral in frame["numeral"]]
    frame["share"] = (100 * frame["last_digit"] / frame["value"]).round(10)
    return frame.sort_values("share", ascending=False, kind="stable")


@cache
def _derived() -> pd.DataFrame:
    return read_derived()


@cache
def _checks() -> pd.DataFrame:
    return read_checks()


def derived() -> pd.DataFrame:
    """Return the values computed from the figures, each with its formula.

    Returns
    -------
    pandas.DataFrame
        Index ``id``. Columns: ``section``, ``formula`` (over figure ids), ``inputs`` (those ids,
        separated by spaces), ``paragraphs``, ``value`` (float), ``decimals`` (to print),
        ``qualifier`` (``at_least`` where an input is a floor), ``unit``, ``unit_zh``, ``label_en``,
        ``label_zh``, ``note_en``, ``note_zh``.

    Raises
    ------
    DataError
        If a formula names something that is no figure, or would turn a floor into a cap.

    Source: ``curated/derived.csv`` over the register.
    """
    return _derived().copy()


def checks() -> pd.DataFrame:
    """Return statements that the figures must satisfy among themselves, and whether they do.

    Returns
    -------
    pandas.DataFrame
        Index ``id``. Columns: ``statement`` (over figure ids), ``inputs``, ``paragraphs``,
        ``holds`` (bool), ``label_en``, ``label_zh``.

    Raises
    ------
    DataError
        If a statement names something that is no figure.

    Source: ``curated/checks.csv`` over the register.
    """
    return _checks().copy()
