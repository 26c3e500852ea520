"""A notebook's cells as one page: self-contained, without script, readable by everyone."""

from __future__ import annotations

import base64
import gc
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode

from . import page_blocks as blocks
from .datauri import DataURIs
from .editions import select
from .markdown import to_html
from .page_clean import clean
from .page_frame import FORMATTER, Page, contents, render
from .page_links import link_pages, neighbours, series
from .page_tree import cells, classed, has_class, tags
from .words import label, words

NEEDS_SCRIPT = (
    "application/javascript",
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.plotly.v1+json",
    "application/vnd.bokehjs_exec.v0+json",
    "application/vnd.bokehjs_load.v0+json",
)
SECTIONS = ("lead", "force", "safety", "services", "method")
_PLAIN_CODE = re.compile(r'<span class="(?:n|p|w|o|err)">([^<]*)</span>')
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_WORDLESS = ("img", "svg", "hr", "audio", "video")
_CODE_TAGS = {"zh": "zh-CN", "en": "en"}


class PageBuilder:
    """What the template asks for while it writes the cells, and the page made of them.

    Parameters
    ----------
    lang
        The edition: ``both``, ``zh`` or ``en``.
    pages
        Names (no suffix) of the notebooks that get a page beside this one, in order; ``None`` to
        find them in the notebook's directory.
    home
        Whether there is an ``index.html`` to link to.
    bilingual
        Whether cells are tagged by language: a report for readers, its code out of sight at first.
    """

    def __init__(
        self,
        lang: str = "both",
        pages: Sequence[str] | None = None,
        home: bool = False,
        bilingual: bool = False,
    ) -> None:
        self.lang = lang
        self.pages = pages
        self.home = home
        self.bilingual = bilingual

    def classes(self, cell: NotebookNode) -> str:
        """Return the classes of a cell: what it is, and its language if it has one."""
        kind = {"markdown": "md", "code": "run"}.get(cell.cell_type, "as-is")
        return " ".join(["cell", kind, *languages(cell)])

    def folds(self, cell: NotebookNode) -> bool:
        """Tell whether the code of a cell is folded up where the rest of the code is shown."""
        return not self.bilingual and bool(cell.metadata.get("jupyter", {}).get("source_hidden"))

    def attributes(self, cell: NotebookNode) -> str:
        """Return the attributes of a cell: its language, and its id if someone chose it."""
        tags = languages(cell)
        language = f' lang="{_CODE_TAGS[tags[0]]}"' if len(tags) == 1 else ""
        name = str(cell.get("id", ""))
        chosen = name and not _RANDOM_ID.fullmatch(name)
        return language + (f' data-id="{escape(name)}"' if chosen else "")

    def markdown(self, source: str, cell: NotebookNode) -> str:
        """Return Markdown as HTML."""
        return to_html(source, cell.get("attachments"))

    def picture(self, output: NotebookNode, cell: NotebookNode, kind: str) -> str:
        """Return a picture with what is known of it: size and description."""
        data = str(output.data[kind])
        if kind == "image/svg+xml":
            data = base64.b64encode(data.encode("utf-8")).decode("ascii")
        about = output.get("metadata", {})
        about = {**about, **about.get(kind, {})} if isinstance(about.get(kind, {}), dict) else {}
        alt = str(about.get("alt") or output.data.get("text/plain", ""))
        if not alt or re.fullmatch(r"<.*>", alt.strip(), re.S):
            alt = f"{label('picture', self.lang)} [{cell.get('execution_count') or '–'}]"
        size = "".join(
            f' {side}="{int(about[side])}"'
            for side in ("width", "height")
            if str(about.get(side, "")).isdigit()
        )
        image = f'<img alt="{escape(alt)}"{size} src="data:{kind};base64,{data}">'
        return f'<p class="picture">{image}</p>'

    def unshown(self, kind: str) -> str:
        """Return a remark on an output of a kind that a page cannot show."""
        key = "script" if kind in NEEDS_SCRIPT else "kind"
        return f'<p class="remark">{words(key, self.lang)} (<code>{escape(kind)}</code>)</p>'

    def words(self, key: str) -> str:
        """Return the page's own words as HTML in the edition."""
        return words(key, self.lang)

    def page(self, nb: NotebookNode, cells: str, resources: dict[str, Any]) -> str:
        """Return the whole page: ``cells`` is the HTML of the cells, as the template wrote them."""
        with _uncollected():
            return self._page(nb, cells, resources)

    def _page(self, nb: NotebookNode, cells: str, resources: dict[str, Any]) -> str:
        metadata = resources.get("metadata") or {}
        name = str(metadata.get("name") or "notebook")
        directory = Path(metadata["path"]) if metadata.get("path") else None
        pages = self.pages
        if pages is None:
            pages = series(directory, name) if directory is not None else []
        uris = DataURIs()
        soup = BeautifulSoup(uris.take(_PLAIN_CODE.sub(r"\1", cells)), "html.parser")
        heading = self._structure(soup, name, directory)
        link_pages(soup, pages)
        previous, following = (
            neighbours(directory, name, pages, self.lang) if directory is not None else (None, None)
        )
        html = Page(
            lang=self._page_language(soup),
            title=heading,
            classes=f"{self.lang} {_accent(soup)}",
            main=uris.put(self._written(soup, uris)),
            previous=previous,
            next=following,
            home=self.home,
            has_code=bool(classed(soup, "code")),
            code_open=not self.bilingual,
            colophon=f"{words('made', self.lang)} <code>{escape(name)}.ipynb</code>",
        )
        return render("page.html.j2", self.lang, page=html)

    def _page_language(self, soup: Tag) -> str:
        if self.bilingual or self.lang != "both":
            return blocks.HTML_LANG[self.lang]
        found = Counter(
            str(cell["lang"]) for cell in classed(soup, "cell", ("div",)) if cell.has_attr("lang")
        )
        return found.most_common(1)[0][0] if found else "en"

    def _structure(self, soup: BeautifulSoup, name: str, directory: Path | None) -> str:
        """Do everything to the cells that needs the tree; return the title as plain text."""
        blocks.name_headings(soup)
        clean(soup, self.lang, directory)
        select(soup, self.lang)
        taken = {element.attrs.get("id") for element in tags(soup)}
        for cell in cells(soup):
            if not cell.get_text(strip=True) and not tags(cell, _WORDLESS):
                cell.decompose()
            elif cell.get("data-id"):
                chosen = str(cell["data-id"])
                del cell["data-id"]
                if chosen not in taken:
                    cell["id"] = chosen
        for plate in classed(soup, "html", ("div",)):
            if any(
                element.name in ("style", "svg") or "color" in str(element.get("style", ""))
                for element in tags(plate)
            ):
                plate["class"] = "html plate"
        for error in tags(soup, ("pre",)):
            if not has_class(error, "error", "stderr"):
                continue
            key = "error" if has_class(error, "error") else "stderr"
            remark = BeautifulSoup(f'<p class="remark">{words(key, self.lang)}</p>', "html.parser")
            error.insert_before(remark)
        blocks.order_headings(soup, name)
        blocks.read_tables(soup, self.lang)
        blocks.mark_cells(soup)
        blocks.mark_blocks(soup, self._page_language(soup))
        blocks.unique(soup)
        heading = soup.find("h1")
        assert isinstance(heading, Tag)
        title = re.sub(r"\s+", " ", heading.get_text()).strip()
        if self.lang == "both":
            blocks.set_pairs(soup)
        self._add_front(soup, heading)
        return title

    def _add_front(self, soup: BeautifulSoup, heading: Tag) -> None:
        """Put what comes after the title: a word on mathematics, the table of contents."""
        entries = blocks.outline(soup)
        last = heading.find_parent("div", class_=["cell"]) or heading
        while last.parent is not soup and last.parent is not None:
            last = last.parent
        if len(entries) > 1:
            nav = BeautifulSoup(contents(entries, self.lang), "html.parser")
            last.insert_after(nav)
        if classed(soup, "math"):
            remark = f'<p class="remark">{words("math", self.lang)}</p>'
            last.insert_after(BeautifulSoup(remark, "html.parser"))

    def _written(self, soup: BeautifulSoup, uris: DataURIs) -> str:
        for image in tags(soup, ("img", "source")):
            for name in ("src", "srcset"):
                if image.has_attr(name):
                    value = str(image[name])
                    image[name] = uris.put_in_attribute(value, spaces=name == "src")
            for name in ("data-alt-zh", "data-alt-en"):
                if image.has_attr(name):
                    del image[name]
        return str(soup.decode(formatter=FORMATTER))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector off: the tree is thousands of cycles, all of them in use."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def languages(cell: NotebookNode) -> list[str]:
    """Return the languages that a cell is tagged with."""
    marks = cell.get("metadata", {}).get("tags", [])
    return [lang for lang in ("zh", "en") if lang in marks]


def _accent(soup: Tag) -> str:
    """The section that most exhibits of the page belong to."""
    counts = Counter(
        name
        for figure in classed(soup, "exhibit", ("figure",))
        for name in figure.get_attribute_list("class")
        if name in SECTIONS
    )
    ranked = counts.most_common(1)
    return ranked[0][0] if ranked and ranked[0][1] * 2 > counts.total() else "lead"
