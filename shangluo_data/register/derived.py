"""What can be computed from the figures: derived values, checks, and the room a hedge leaves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.errors import DataError
from shangluo_data.register.curated import (
    CURATED,
    check_code,
    code_list,
    number_in,
    read_table,
    section_column,
)
from shangluo_data.register.figures import figures
from shangluo_data.register.formula import Formula
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
CHECK_COLUMNS = ("id", "kind", "statement", "label_en", "label_zh")


def read_derived(directory: Path = CURATED, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the derived values read from ``directory``; see :func:`derived`."""
    register = figures() if register is None else register
    sections = code_list("section", directory)
    units = code_list("unit", directory)
    values = {str(key): float(value) for key, value in register["value"].items()}
    floors = set(register.index[register["qualifier"] == "more_than"])
    records = []
    for row in read_table("derived", DERIVED_COLUMNS, directory):
        check_code(row, "section", sections)
        check_code(row, "unit", units)
        formula = Formula(row["formula"], register.index, row.where)
        names = formula.names
        records.append(
            {
                "id": row["id"],
                "section": row["section"],
                "formula": formula.text,
                "inputs": " ".join(names),
                "paragraphs": " ".join(map(str, sorted(set(register.loc[names, "paragraph"])))),
                "value": round(float(formula.value(values)), 10),
                "decimals": int(number_in(row, "decimals")),
                "qualifier": "more_than" if formula.is_floor(floors) else "unhedged",
                **{c: row[c] for c in DERIVED_COLUMNS[4:]},
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    frame["section"] = section_column(list(frame["section"]))
    return frame


def read_checks(directory: Path = CURATED, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the checks read from ``directory``; see :func:`checks`."""
    register = figures() if register is None else register
    kinds = code_list("check_kind", directory)
    values = {str(key): float(value) for key, value in register["value"].items()}
    records = []
    for row in read_table("checks", CHECK_COLUMNS, directory):
        check_code(row, "kind", kinds)
        statement = Formula(row["statement"], register.index, row.where)
        holds, names = statement.value(values), statement.names
        if type(holds) is not bool or not names:
            raise DataError(
                row.where,
                f"the statement {row['statement']!r} compares no figures",
                "Write a comparison over figure ids.",
            )
        records.append(
            {
                "id": row["id"],
                "kind": row["kind"],
                "statement": statement.text,
                "inputs": " ".join(names),
                "paragraphs": " ".join(map(str, sorted(set(register.loc[names, "paragraph"])))),
                "holds": holds,
                "label_en": row["label_en"],
                "label_zh": row["label_zh"],
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    frame["kind"] = pd.Categorical(frame["kind"], kinds)
    return frame


def headroom() -> pd.DataFrame:
    """Return what 余 and 多 could add, on our assumption that they stay within the last digit.

    Returns
    -------
    pandas.DataFrame
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
        ``qualifier`` (``more_than`` where an input is), ``unit``, ``unit_zh``, ``label_en``,
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
        Index ``id``. Columns: ``kind`` (see ``codes("check_kind")``), ``statement`` (over figure
        ids), ``inputs``, ``paragraphs``, ``holds`` (bool), ``label_en``, ``label_zh``.

    Raises
    ------
    DataError
        If a statement names something that is no figure, or compares none.

    Source: ``curated/checks.csv`` over the register.
    """
    return _checks().copy()
