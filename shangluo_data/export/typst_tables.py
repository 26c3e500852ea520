"""HTML tables as Typst: header rows that repeat, columns as wide as their content asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from bs4 import Tag
from bs4.element import PageElement

from .typst_text import block, longest_word, width
from .typst_writer import Writer


class Flow(Protocol):
    """What sets a run of nodes, blocks and all: handed in, so that modules need not import in
    circles."""

    def __call__(self, writer: Writer, nodes: list[PageElement], loose: bool = False) -> list[str]:
        """Return Typst expressions for ``nodes``."""
        ...


PAGE = 482.0
INSET = 9.0
NUMBER = re.compile(
    r"\s*[≥>≤<~−+-]?\s*[\d,.]+(?:e[+-]?\d+)?\s*[%‰]?\s*|\s*(?:—|–|-|nan|NaN|NA)?\s*"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")


@dataclass
class Cell:
    """One cell with its place in the grid."""

    node: Tag
    row: int
    column: int
    rows: int
    columns: int
    head: bool

    @property
    def words(self) -> str:
        """The cell's text on one line."""
        return self.node.get_text(" ", strip=True)

    @property
    def numeric(self) -> bool:
        """Whether the cell is marked as a number, or reads like one."""
        if "num" in self.node.get_attribute_list("class"):
            return True
        return self.node.name == "td" and NUMBER.fullmatch(self.words) is not None


def table(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst expressions for an HTML table: its caption, and one table or, where it is too
    wide for a page in readable type, several that repeat the first column."""
    heads, bodies = _rows(node)
    cells = _grid(heads, bodies)
    out = []
    caption = node.find("caption")
    if isinstance(caption, Tag):
        out.append(f"table-caption({block(flow(writer, list(caption.children)))})")
    if not cells:
        return out
    for part in _parts(cells):
        out.append(_typst(writer, part, flow))
    return out


def _rows(node: Tag) -> tuple[list[Tag], list[Tag]]:
    rows = [row for row in node.find_all("tr") if row.find_parent("table") is node]
    heads = [row for row in rows if row.find_parent(["thead", "table"]).name == "thead"]
    if not heads:
        for row in rows:
            if row.find("td") is not None or row.find("th") is None:
                break
            heads.append(row)
        if len(heads) == len(rows):
            heads = []
    foots = [row for row in rows if row.find_parent(["tfoot", "table"]).name == "tfoot"]
    bodies = [row for row in rows if row not in heads and row not in foots]
    return heads, bodies + foots


def _span(node: Tag, name: str, most: int) -> int:
    found = re.match(r"\s*(\d+)", str(node.get(name, "1")))
    return max(1, min(int(found[1]) if found else 1, most))


def _grid(heads: list[Tag], bodies: list[Tag]) -> list[Cell]:
    cells: list[Cell] = []
    row_at = 0
    for rows, head in ((heads, True), (bodies, False)):
        taken: set[tuple[int, int]] = set()
        for offset, row in enumerate(rows):
            column = 0
            for node in row.find_all(["td", "th"], recursive=False):
                while (offset, column) in taken:
                    column += 1
                down = _span(node, "rowspan", len(rows) - offset)
                along = _span(node, "colspan", 1000)
                while any((offset, column + step) in taken for step in range(1, along)):
                    along -= 1
                taken |= {(offset + y, column + x) for y in range(down) for x in range(along)}
                cells.append(Cell(node, row_at + offset, column, down, along, head))
                column += along
        row_at += len(rows)
    return cells


def _count(cells: list[Cell]) -> int:
    return max(cell.column + cell.columns for cell in cells)


def _needs(cells: list[Cell]) -> tuple[list[float], list[float]]:
    """The width each column would like, and the least it can do with, in units of type size."""
    like, least = [1.0] * _count(cells), [1.0] * _count(cells)
    for cell in cells:
        if cell.columns == 1:
            like[cell.column] = max(like[cell.column], width(cell.words))
            least[cell.column] = max(least[cell.column], longest_word(cell.words))
    return like, least


def _size(cells: list[Cell]) -> float:
    """The type size: smaller for more columns, and down to 6 pt if the words would not fit."""
    count = _count(cells)
    size = 8.5 if count <= 4 else 8.0 if count <= 6 else 7.5 if count <= 9 else 7.0
    _, least = _needs(cells)
    while size > 6.0 and sum(least) * size + count * INSET > PAGE:
        size -= 0.5
    return size


def _parts(cells: list[Cell]) -> list[list[Cell]]:
    """The table, or, if even small type cannot hold it, its columns in several tables."""
    like, least = _needs(cells)
    count = len(like)
    spans = any(cell.columns > 1 for cell in cells)
    if spans or sum(least) * 6.0 + count * INSET <= PAGE:
        return [cells]
    first = least[0] * 6.0 + INSET
    groups: list[list[int]] = [[]]
    used = first
    for column in range(1, count):
        wide = least[column] * 6.0 + INSET
        if groups[-1] and used + wide > PAGE:
            groups.append([])
            used = first
        groups[-1].append(column)
        used += wide
    parts = []
    for group in groups:
        place = {column: at for at, column in enumerate([0, *group])}
        parts.append(
            [
                Cell(cell.node, cell.row, place[cell.column], cell.rows, 1, cell.head)
                for cell in cells
                if cell.column in place
            ]
        )
    return parts


def _widths(cells: list[Cell], size: float) -> str:
    """Column widths that make the tallest cells as low as they can be."""
    like, least = _needs(cells)
    room = PAGE / size - len(like) * INSET / size
    if sum(like) <= room:
        return _list(["auto"] * len(like)) if sum(like) < 0.6 * room else _shares(like)
    if sum(least) >= room:
        return _shares(least)
    lines = 1
    while sum(_at(like, least, lines)) > room and lines < 400:
        lines += 1
    widths = _at(like, least, lines)
    spare = room - sum(widths)
    for at in sorted(range(len(like)), key=lambda column: like[column] - widths[column]):
        more = min(spare, max(0.0, like[at] - widths[at]))
        widths[at] += more
        spare -= more
    return _shares(widths)


def _at(like: list[float], least: list[float], lines: int) -> list[float]:
    return [max(b, a / lines) for a, b in zip(like, least, strict=True)]


def _shares(widths: list[float]) -> str:
    return _list([f"{wide + 1.2:.2f}fr" for wide in widths])


def _list(items: list[str]) -> str:
    return "(" + ", ".join(items) + ",)"


def _typst(writer: Writer, cells: list[Cell], flow: Flow) -> str:
    count, size = _count(cells), _size(cells)
    numeric = [
        all(cell.numeric for cell in body) if body else False
        for body in (
            [c for c in cells if c.column == at and c.columns == 1 and not c.head and c.words]
            for at in range(count)
        )
    ]
    align = _list(["right" if is_number else "left" for is_number in numeric])
    head_rows = sorted({cell.row for cell in cells if cell.head})
    head = [_list([_cell(writer, c, flow) for c in cells if c.row == row]) for row in head_rows]
    body = [_cell(writer, cell, flow) for cell in cells if not cell.head]
    arguments = [f"{size:g}pt", _widths(cells, size), align, _list(head) if head else "()", *body]
    return f"data-table({', '.join(arguments)})"


def _content(writer: Writer, node: Tag, flow: Flow) -> str:
    pair = [child for child in node.find_all(["span", "p"], recursive=False) if child.get("lang")]
    if (
        len(pair) == 2
        and pair[0].get("lang") != pair[1].get("lang")
        and len(pair) == len([child for child in node.children if str(child).strip()])
    ):
        first, second = (block(flow(writer, [child])) for child in pair)
        return f"two-lines({first}, {second})"
    return block(flow(writer, list(node.children)))


def _cell(writer: Writer, cell: Cell, flow: Flow) -> str:
    content = _content(writer, cell.node, flow)
    if cell.node.name == "th":
        content = f"strong({content})"
    lang = str(cell.node.get("lang", "")).lower()
    if lang:
        content = f"{'zh' if lang.startswith('zh') else 'en'}({content})"
    style = writer.styles.get(str(cell.node.get("id", "")), {}) | _declarations(
        str(cell.node.get("style", ""))
    )
    ink = COLOUR.fullmatch(style.get("color", ""))
    if ink:
        content = f'text(fill: rgb("{ink.group()}"), {content})'
    settings = [f"x: {cell.column}, y: {cell.row}"]
    if cell.columns > 1:
        settings.append(f"colspan: {cell.columns}")
    if cell.rows > 1:
        settings.append(f"rowspan: {cell.rows}")
    paper = COLOUR.fullmatch(style.get("background-color", ""))
    if paper:
        settings.append(f'fill: rgb("{paper.group()}")')
    return f"table.cell({', '.join(settings)}, {content})"


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def styler_rules(css: str) -> dict[str, dict[str, str]]:
    """Return the declarations that a pandas Styler gives to single cells, by the cell's id."""
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        for selector in selectors.split(","):
            found = re.fullmatch(r"\s*#(\w+)\s*", selector)
            if found:
                rules.setdefault(found[1], {}).update(_declarations(body))
    return rules
