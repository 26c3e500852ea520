"""The cells of a notebook as Typst: pairs side by side, and a name for every cell to link to."""

from __future__ import annotations

from bs4 import Tag

from .typst_markup import flow
from .typst_text import block, quote
from .typst_writer import Writer

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WAY_ON = 50
MATHEMATICS = {
    "zh": "数学式按 TeX 源码排印。",
    "en": "Mathematics is printed as its TeX source.",
}


def cells(writer: Writer, found: list[Tag]) -> list[str]:
    """Return Typst expressions for the cells; a Chinese and an English one stand side by side."""
    found = [cell for cell in found if not _only_leads_on(writer, cell)]
    out: list[str] = []
    at = 0
    while at < len(found):
        cell, after = found[at], found[at + 1] if at + 1 < len(found) else None
        if _tagged(cell, "zh") and after is not None and _tagged(after, "en"):
            sides = [
                block(_cell(writer, side, lang)) for side, lang in ((cell, "zh"), (after, "en"))
            ]
            out.append(f"both({sides[0]}, {sides[1]})")
            at += 2
        else:
            out += _cell(writer, cell)
            at += 1
    return out


def _only_leads_on(writer: Writer, cell: Tag) -> bool:
    """Whether a cell says no more than which notebook comes next: bound together, they follow one
    another anyway, and the line would often stand on a page alone."""
    links = cell.find_all("a", href=True)
    return (
        bool(links)
        and len(" ".join(cell.get_text().split())) <= WAY_ON
        and "markdown" in cell.get_attribute_list("class")
        and all(str(link["href"]).removesuffix(".ipynb") in writer.stems for link in links)
    )


def _tagged(cell: Tag, lang: str) -> bool:
    return lang in str(cell.get("data-tags", "")).split() and "markdown" in cell.get_attribute_list(
        "class"
    )


def _free_id(writer: Writer, cell: Tag | None) -> str:
    """The id of a cell, if no element of the notebook has it."""
    name = str(cell.get("data-id") or "") if cell is not None else ""
    return "" if name in writer.taken else name


def name_heading(writer: Writer, cell: Tag) -> bool:
    """Give the id of a cell to the heading that it starts with; tell whether there is one.

    The heading's own id is its words, often Chinese; the cell's is plain ASCII, the better name
    for a destination that other files lead to.
    """
    first = cell.find(True, recursive=False)
    if first is None or first.name not in HEADINGS or not first.get_text(strip=True):
        return False
    first["data-cell-id"] = _free_id(writer, cell)
    return True


def _cell(writer: Writer, cell: Tag, lang: str = "") -> list[str]:
    if lang and not cell.get("lang"):
        cell["lang"] = "zh-CN" if lang == "zh" else "en"
    anchor = "" if name_heading(writer, cell) else writer.place(_free_id(writer, cell))
    try:
        out = [anchor, *flow(writer, list(cell.children), loose=True)]
    except RecursionError:
        out = [anchor, f"par({quote(cell.get_text(' ', strip=True))})"]
    if not writer.math_noted and cell.find(class_="math") is not None:
        writer.math_noted = True
        said = MATHEMATICS[writer.language]
        if writer.edition == "both" and writer.language == "zh":
            said += " " + MATHEMATICS["en"]
        out.append(f"aside({quote(said)})")
    return [line for line in out if line]
