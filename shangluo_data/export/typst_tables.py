"""HTML tables as Typst: header rows that repeat, columns as wide as their content asks for."""

from __future__ import annotations

import re
from typing import Protocol

from bs4 import Tag
from bs4.element import PageElement

from .typst_columns import count_of, cuts, inset, parts, size_of, widths
from .typst_grid import Cell, Line, grid, rows_of
from .typst_inline import inlines
from .typst_text import block
from .typst_writer import Writer

COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")


class Flow(Protocol):
    """What sets a run of nodes, blocks and all: handed in, so that modules need not import in
    circles."""

    def __call__(self, writer: Writer, nodes: list[PageElement], loose: bool = False) -> list[str]:
        """Return Typst expressions for ``nodes``."""
        ...


def table(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst expressions for an HTML table: its caption, and one table or, where it is too
    wide for a page in readable type, several that repeat the first column."""
    cells = grid(*rows_of(node))
    out = []
    caption = node.find("caption")
    if isinstance(caption, Tag):
        out.append(f"table-caption({block(flow(writer, list(caption.children)))})")
    if not cells:
        return out
    return out + [_typst(writer, part, flow) for part in parts(cells, writer.measure)]


def _list(items: list[str]) -> str:
    return "(" + ", ".join(items) + ",)"


def _typst(writer: Writer, cells: list[Cell], flow: Flow) -> str:
    count, size = count_of(cells), size_of(cells, writer.measure)
    numeric = [
        all(cell.numeric for cell in body) if body else False
        for body in (
            [c for c in cells if c.column == at and c.columns == 1 and not c.head and c.words]
            for at in range(count)
        )
    ]
    align = _list(["right" if is_number else "left" for is_number in numeric])
    cut = cuts(cells, writer.measure)
    points = widths(cells, size, cut, writer.measure)
    columns = _list([f"{wide:g}pt" for wide in points] if points else ["auto"] * count)
    head_rows = sorted({cell.row for cell in cells if cell.head})
    head = [_list([_cell(writer, c, flow) for c in cells if c.row == row]) for row in head_rows]
    body = [_cell(writer, cell, flow) for cell in cells if not cell.head]
    settings = [f"{size:g}pt", f"{inset(count) / 2:g}pt", str(cut).lower(), columns, align]
    arguments = [*settings, _list(head) if head else "()", *body]
    return f"data-table({', '.join(arguments)})"


def _content(writer: Writer, cell: Cell, flow: Flow) -> str:
    strong = cell.node.name == "th"
    if cell.stacked:
        lines = [str(strong).lower(), *(_line(writer, line) for line in cell.lines)]
        return f"lines({', '.join(lines)})"
    content = block(flow(writer, list(cell.node.children)))
    if cell.words and cell.solid:
        content = f"box({content})"
    return f"strong({content})" if strong else content


def _line(writer: Writer, line: Line) -> str:
    if line.code:
        return block(inlines(writer, [line.node]))
    anchor = writer.place(line.node.get("id"))
    lang = "zh" if str(line.node.get("lang")).lower().startswith("zh") else "en"
    body = f"{lang}({block([anchor, *inlines(writer, list(line.node.children))])})"
    return f"box({body})" if line.solid else body


def _cell(writer: Writer, cell: Cell, flow: Flow) -> str:
    content = _content(writer, cell, flow)
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
