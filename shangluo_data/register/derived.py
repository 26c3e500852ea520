"""What can be computed from the figures: derived values and checks."""

from typing import Any

from shangluo_data.article import paragraphs, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, read_table
from shangluo_data.article.text import Section, framed
from shangluo_data.register.curated import per_home
from shangluo_data.register.figures import figures
from shangluo_data.register.formula import Formula
from shangluo_data.register.reading import NUMBER, read_number


@per_home
def derived(section: Section | None = None) -> Frame:
    """Return the values computed from the figures, each with its formula; of one ``section``.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``value``
    (float), ``unit``, ``unit_zh``, ``qualifier`` (more_than or rounded where an input is, unhedged
    otherwise), ``formula`` (over figure ids), ``inputs`` (those ids, separated by spaces),
    ``decimals`` (to print), ``section``, ``paragraphs``, ``note_en``, ``note_zh``.

    Source: ``curated/derived.csv`` over the register; what is no formula, or turns "more than" into
    "less than", is a :class:`DataError`, as is an unknown ``section``.
    """
    records, register, valid = [], figures(), sections()
    for row in read_table("derived"):
        if row["section"] not in valid:
            raise row.fault(f"the article has no section {row['section']!r}")
        formula, cells = _formula(row, "formula", register)
        rounded = "rounded" in set(register.loc[formula.names, "qualifier"])
        hedge = "rounded" if rounded else "unhedged"
        own = {"value": round(formula.value, 10), "decimals": int(row["decimals"])}
        records.append({**cells, **own, "qualifier": "more_than" if formula.floor else hedge})
    return framed("derived", records, section)


@per_home
def checks() -> Frame:
    """Return statements that the figures must satisfy among themselves, and whether they do.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``kind`` (see ``codes("check_kind")``),
    ``label_en``, ``label_zh``, ``statement`` (over figure ids; of the kind list, the words that
    list parts and number them), ``holds`` (bool), ``inputs``, ``paragraphs``.

    Source: ``curated/checks.csv`` over the register; a statement that compares no figures, or holds
    whatever they are, is a :class:`DataError`.
    """
    records, register = [], figures()
    for row in read_table("checks"):
        if row["kind"] == "list":
            records.append(_list(row))
        else:
            formula, cells = _formula(row, "statement", register)
            records.append({**cells, "holds": formula.value})
    return framed("checks", records)


def _formula(row: Row, column: str, register: Frame) -> tuple[Formula, dict[str, Any]]:
    """Return a row's formula, and its cells with the figures in it and where they stand."""
    if row["id"] in register.index:
        raise row.fault("the id is also a figure’s", "Give it another.")
    floors = register["qualifier"] == "more_than"
    known = dict(zip(register.index, zip(register["value"], floors, strict=True), strict=True))
    formula = Formula(row[column], known, row.where)
    if not formula.names:
        raise row.fault(f"{column} {row[column]!r} names no figure", "Name one by its id.")
    compares = isinstance(formula.value, bool)
    if compares != (column == "statement"):
        what = "is a comparison, as for checks.csv" if compares else "compares nothing"
        raise row.fault(f"the {column} {formula.text!r} {what}")
    if compares and formula.empty():
        raise row.fault(f"{formula.text!r} holds whatever the figures are")
    places = sorted(set(register.loc[formula.names, "paragraph"]))
    told = {"inputs": " ".join(formula.names), "paragraphs": " ".join(map(str, places))}
    return formula, {**row.cells, **told}


def _list(row: Row) -> dict[str, Any]:
    """Hold the number in a list's words, such as 市、县两级, against the parts before it."""
    words = row["statement"]
    places = " ".join(str(p.number) for p in paragraphs() if p.find(words))
    *_, number = None, *NUMBER.finditer(words)
    if not places or not number:
        what = "holds no number" if places else "stands nowhere in the article"
        raise row.fault(f"the statement {words!r} {what}", "Copy a list and its number.")
    holds = len(words[: number.start()].split("、")) == read_number(number[0])
    return {**row.cells, "inputs": "", "paragraphs": places, "holds": holds}
