"""An HTML table as a grid of cells, each with the lines it will be set in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

from .typst_inline import BLOCKS, holds
from .typst_text import HAN, longest_word, width

NUMBER = re.compile(
    r"\s*[≥>≤<~−+-]?\s*[\d,.]+(?:e[+-]?\d+)?\s*[%‰]?\s*|\s*(?:—|–|-|nan|NaN|NA)?\s*"
)
SHORT = re.compile(f"[≥≤<>约]?\\s*[\\d,.]+[{HAN}%]{{0,4}}|[{HAN}]{{1,4}}")
SHORT_HEAD = re.compile(f"[{HAN}]{{1,6}}")
LONGEST_SOLID = 18
BOLD = 1.07
MONO = 0.62


@dataclass
class Line:
    """What stands on lines of its own in a cell: a reading in one language, a name in code."""

    node: Tag
    head: bool = False

    @cached_property
    def words(self) -> str:
        """The words on one line."""
        return " ".join(self.node.get_text(" ", strip=True).split())

    @property
    def code(self) -> bool:
        """Whether the line is a name in code."""
        return self.node.name == "code"

    @cached_property
    def solid(self) -> bool:
        """Whether the line is too short to be broken: a number with its unit, a word or two."""
        words = self.words
        return len(words) <= LONGEST_SOLID and bool(
            SHORT.fullmatch(words) or (self.head and SHORT_HEAD.fullmatch(words))
        )

    @cached_property
    def wide(self) -> float:
        """How wide the words are on one line, in units of the type size."""
        return MONO * len(self.words) if self.code else width(self.words)

    def least(self, cut: bool) -> float:
        """Return how wide the longest piece is that has no place to break; ``cut`` tells whether
        code may break after an underscore."""
        return self._least[cut]

    @cached_property
    def _least(self) -> tuple[float, float]:
        if self.solid:
            return self.wide, self.wide
        codes = [self.words] if self.code else [code.text for code in _inside(self.node, "code")]
        plain = "" if self.code else self.words
        for code in codes:
            plain = plain.replace(" ".join(code.split()), " ")
        word = longest_word(plain)
        whole, cut = (
            max((MONO * len(part) for code in codes for part in code_parts(code, at)), default=0.0)
            for at in (False, True)
        )
        return max(word, whole), max(word, cut)


def _inside(node: Tag, name: str) -> list[Tag]:
    return [part for part in node.descendants if isinstance(part, Tag) and part.name == name]


def code_parts(text: str, cut: bool) -> list[str]:
    """Return ``text`` cut where a line of code may break: at white space and, if ``cut``, after
    underscores."""
    if not cut:
        return text.split()
    return [part for word in text.split() for part in re.findall(r"[^_]*_+|[^_]+", word)]


@dataclass
class Cell:
    """One cell with its place in the grid."""

    node: Tag
    row: int
    column: int
    rows: int
    columns: int
    head: bool

    @cached_property
    def words(self) -> str:
        """The cell's text on one line."""
        return self.node.get_text(" ", strip=True)

    @property
    def solid(self) -> bool:
        """Whether the cell's content is to stay on one line."""
        if len(self.words) > LONGEST_SOLID:
            return False
        return self.numeric or (len(self.lines) == 1 and self.lines[0].solid)

    @property
    def numeric(self) -> bool:
        """Whether the cell is marked as a number, or reads like one."""
        if "num" in self.node.get_attribute_list("class"):
            return True
        return self.node.name == "td" and NUMBER.fullmatch(self.words) is not None

    @cached_property
    def stacked(self) -> bool:
        """Whether all that the cell holds are readings and names in code, one under the other."""
        shown = [child for child in self.node.children if str(child).strip()]
        return bool(shown) and all(
            isinstance(child, Tag)
            and not holds(child, BLOCKS | {"img"})
            and (
                (child.name in ("span", "p") and bool(child.get("lang")))
                or (child.name == "code" and len(shown) > 1)
            )
            for child in shown
        )

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the cell; the cell itself is one if its content is of another kind."""
        if not self.stacked:
            return [Line(self.node, self.head)]
        return [Line(child, self.head) for child in self.node.children if isinstance(child, Tag)]

    @cached_property
    def extents(self) -> tuple[float, float, float]:
        """The width it would like, the least it can do with, and the least if code may break."""
        like = max(line.wide for line in self.lines)
        if self.solid:
            return (like * self.weight,) * 3
        whole, cut = (max(line.least(at) for line in self.lines) for at in (False, True))
        return like * self.weight, whole * self.weight, cut * self.weight

    @property
    def weight(self) -> float:
        """By how much the cell's type is wider than regular."""
        return BOLD if self.node.name == "th" else 1.0


def _part(row: Tag) -> str:
    """Return the name of the part of the table that a row stands in."""
    part = row.find_parent(["thead", "tfoot", "table"])
    return part.name if part else ""


def rows_of(node: Tag) -> tuple[list[Tag], list[Tag]]:
    """Return the header rows and the other rows of a table."""
    rows = [row for row in node.find_all("tr") if row.find_parent("table") is node]
    heads = [row for row in rows if _part(row) == "thead"]
    if not heads:
        for row in rows:
            if row.find("td") is not None or row.find("th") is None:
                break
            heads.append(row)
        if len(heads) == len(rows):
            heads = []
    foots = [row for row in rows if _part(row) == "tfoot"]
    bodies = [row for row in rows if row not in heads and row not in foots]
    return heads, bodies + foots


def grid(heads: list[Tag], bodies: list[Tag]) -> list[Cell]:
    """Return the cells of a table, each in its place, spans counted in."""
    cells: list[Cell] = []
    row_at = 0
    for rows, head in ((heads, True), (bodies, False)):
        taken: set[tuple[int, int]] = set()
        for offset, row in enumerate(rows):
            column = 0
            for node in row.children:
                if not isinstance(node, Tag) or node.name not in ("td", "th"):
                    continue
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


def _span(node: Tag, name: str, most: int) -> int:
    found = re.match(r"\s*(\d+)", str(node.get(name, "1")))
    return max(1, min(int(found[1]) if found else 1, most))
