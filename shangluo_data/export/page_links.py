"""Links of a page: the notebooks beside this one, and links between notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup, Tag

from .editions import select
from .markdown import to_html
from .page_tree import tags

SERIES = re.compile(r"\d\d_\w+\.ipynb")
_LINK = re.compile(r"(?:\./)?([^/?#:]+)\.ipynb(?:#(.*))?", re.S)


@dataclass(frozen=True)
class Neighbour:
    """The page before or after this one: its address and its title as HTML."""

    href: str
    title: str

    @property
    def short(self) -> str:
        """The title up to its colon, in each language."""
        return re.sub(r"[:：][^<]*", "", self.title)


def series(directory: Path, name: str) -> list[str]:
    """Return the names of the numbered notebooks that ``name`` (no suffix) stands among.

    They are the files ``NN_name.ipynb`` of the directory, by name. A notebook that is not one of
    them has none beside it.
    """
    if not SERIES.fullmatch(f"{name}.ipynb"):
        return []
    found = sorted(p.stem for p in directory.glob("*.ipynb") if SERIES.fullmatch(p.name))
    return found if name in found else []


def neighbours(
    directory: Path, name: str, pages: Sequence[str], lang: str
) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the page before and the page after ``name`` among ``pages`` (no suffixes)."""
    if name not in pages:
        return None, None
    at = list(pages).index(name)
    around = (pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None)
    before, after = (
        None if page is None else Neighbour(f"{quote(page)}.html", title_of(directory, page, lang))
        for page in around
    )
    return before, after


def title_of(directory: Path, name: str, lang: str) -> str:
    """Return the first heading of a notebook as inline HTML in the edition; else its name."""
    path = directory / f"{name}.ipynb"
    try:
        source = _first_heading(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        source = ""
    if not source:
        return name
    soup = BeautifulSoup(to_html(f"# {source}"), "html.parser")
    select(soup, lang)
    heading = soup.find("h1")
    return heading.decode_contents().strip() if isinstance(heading, Tag) else name


@lru_cache(maxsize=64)
def _first_heading(path: Path, _changed: int) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            source = cell["source"]
            text = source if isinstance(source, str) else "".join(source)
            found = re.search(r"^#\s+(.+?)\s*#*$", text, re.M)
            if found:
                return found[1]
    return ""


def link_pages(soup: Tag, pages: Sequence[str], suffix: str = ".html") -> None:
    """Turn links to the notebooks ``pages`` into links to their pages, in place.

    JupyterLab's ``#cell-id=x`` and ``#heading=x`` become ``#x``. Links elsewhere stay.
    """
    for link in tags(soup, ("a",)):
        href = str(link.get("href", ""))
        if href.startswith(("#cell-id=", "#heading=")):
            link["href"] = f"#{href.partition('=')[2]}"
            continue
        match = _LINK.fullmatch(href)
        if match is None or unquote(match[1]) not in pages:
            continue
        fragment = re.sub(r"^(cell-id|heading)=", "", match[2] or "")
        link["href"] = f"{match[1]}{suffix}{'#' + fragment if fragment else ''}"
