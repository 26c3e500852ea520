"""The notebooks, captions and findings as they are written, and what the notebooks put out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html

from shangluo_data.exhibits.captions import read_captions

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
NAMES = ("00_overview", "01_force", "02_safety", "03_services", "04_method")
EXHIBIT = re.compile(r'(charts|tables)\.(\w+)\("(\w+)"')
HAN = re.compile("[\u3400-\u9fff]")

Cell = dict[str, Any]


@cache
def notebook(name: str) -> dict[str, Any]:
    """Return a stored notebook."""
    nb: dict[str, Any] = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    return nb


def source(cell: Cell) -> str:
    """Return a cell's source as one text."""
    return "".join(cell["source"])


def cells(kind: str, names: tuple[str, ...] = NAMES) -> list[tuple[str, Cell]]:
    """Return all cells of a type (``code``, ``markdown``) with the name of their notebook."""
    return [(name, c) for name in names for c in notebook(name)["cells"] if c["cell_type"] == kind]


@cache
def drawn() -> dict[str, tuple[str, str]]:
    """Return the exhibits by name: the notebook that shows it, and what draws it."""
    return {
        match[3]: (name, f"{match[1]}.{match[2]}")
        for name, cell in cells("code")
        if (match := EXHIBIT.match(source(cell)))
    }


@cache
def output(name: str, cell_id: str) -> lxml.html.HtmlElement:
    """Return the stored HTML of a code cell, its styles left out."""
    (cell,) = [c for c in notebook(name)["cells"] if c["id"] == cell_id]
    html = "".join("".join(o.get("data", {}).get("text/html", "")) for o in cell["outputs"])
    page = lxml.html.fragment_fromstring(html or "<p></p>", create_parent="div")
    for style in page.findall(".//style"):
        style.drop_tree()
    return page


def select(page: lxml.html.HtmlElement, tag: str, *classes: str) -> list[lxml.html.HtmlElement]:
    """Return the elements of a tag below ``page`` that have all of ``classes``, in order."""
    wanted = set(classes)
    return [e for e in page.iter(tag) if wanted <= set(e.get("class", "").split())]


def shown(what: str, *exhibits: str) -> set[str]:
    """Return the ids (``figures``, ``terms``, ``claims`` …) that the stored exhibits show."""
    ids: set[str] = set()
    for exhibit in exhibits:
        figure = output(drawn()[exhibit][0], exhibit).find(f".//*[@data-{what}]")
        ids |= set(figure.get(f"data-{what}", "").split() if figure is not None else ())
    return ids


def captions() -> dict[str, dict[str, Any]]:
    """Return the captions as written, by exhibit."""
    table: dict[str, dict[str, Any]] = read_captions()["exhibits"]
    return table


def findings() -> dict[str, dict[str, list[str]]]:
    """Return the findings as written, by notebook."""
    table: dict[str, dict[str, list[str]]] = read_captions()["findings"]
    return table


def written(lang: str) -> Iterator[tuple[str, str]]:
    """Yield every text of one language that was written by hand, with where it stands."""
    for name, cell in cells("markdown"):
        tags = cell["metadata"].get("tags", [])
        if tags == [lang]:
            yield f"{name}#{cell['id']}", source(cell)
        elif not tags:
            found = re.search(rf'class="{lang}"[^>]*>([^<]*)<', source(cell))
            yield f"{name}#{cell['id']}", found[1] if found else ""
    for name, entry in captions().items():
        for part in ("title", "subtitle"):
            yield f"{name}.{part}", entry.get(f"{part}_{lang}", "")
        for at, note in enumerate(entry.get(f"notes_{lang}", ())):
            yield f"{name}.notes[{at}]", note
        for kind in ("labels", "groups"):
            for key, words in entry.get(kind, {}).items():
                yield f"{name}.{kind}.{key}", words[lang]
    for name, entry in findings().items():
        for at, line in enumerate(entry[lang]):
            yield f"findings.{name}[{at}]", line


def plain(text: str) -> str:
    """Return ``text`` without tags, link targets, code and fill-ins."""
    return re.sub(r"<[^>]*>|\]\([^)]*\)|`[^`]*`|\{[^}]*\}", " ", text)
