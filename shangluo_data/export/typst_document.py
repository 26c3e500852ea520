"""Whole documents in Typst: one notebook, or all of them under one cover."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from .typst_cells import cells, name_heading
from .typst_compile import Source
from .typst_markup import flow
from .typst_tables import styler_rules
from .typst_text import block, language, quote
from .typst_writer import SECTIONS, SLIDE, Writer

APPENDIX = ("附：数据与原文", "Appendix: rows and exact words")
RECEIVED = ("来稿原样", "The text as received")
CONTENTS_FROM = 4


@dataclass
class Notebook:
    """One notebook on its way to print: its file's stem, its title, its HTML cell by cell."""

    stem: str
    title: str
    soup: BeautifulSoup

    @property
    def heading(self) -> Tag | None:
        """The level-one heading, if the notebook opens with one."""
        for cell in self.soup.find_all("section", class_="cell"):
            if cell.get_text(strip=True) or cell.find(["img", "svg"]):
                first = cell.find(True)
                return first if isinstance(first, Tag) and first.name == "h1" else None
        return None

    @property
    def section(self) -> str:
        """The section most exhibits are of, ``lead`` if none prevails: it gives the colour."""
        count = Counter(
            name
            for figure in self.soup.select("figure.exhibit")
            for name in SECTIONS
            if name in figure.get_attribute_list("class")
        )
        if not count:
            return "lead"
        name, most = count.most_common(1)[0]
        return name if 2 * most > sum(count.values()) else "lead"

    def where(self, character: str) -> str:
        """Say which cells hold ``character``."""
        cells = [
            str(cell.get("data-cell"))
            for cell in self.soup.find_all("section", class_="cell")
            if character in str(cell)
        ]
        if not cells:
            return "in a picture or the title"
        return f"in cell{'s' if len(cells) > 1 else ''} {', '.join(cells)}"


@dataclass
class Details:
    """What a PDF says of itself: authors, keywords, a description, a line for the foot."""

    author: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    foot: str = ""


def single(notebook: Notebook, edition: str, details: Details, evidence: bool = True) -> Source:
    """Return the Typst document of one notebook."""
    writer = Writer(edition=edition, stem=notebook.stem, hold=evidence)
    writer.language = _language(notebook, edition)
    body = _chapter(writer, notebook, contents=True)
    body += _appendix(writer, edition)
    return _source(writer, body, notebook.title, details, notebook.stem)


def bound(
    notebooks: list[Notebook], edition: str, details: Details, cover: tuple[str, str, str, str]
) -> Source:
    """Return the Typst document of several notebooks: cover, contents, and a chapter of each."""
    writer = Writer(
        edition=edition, stems=frozenset(book.stem for book in notebooks), appendix_level=2
    )
    writer.language = "en" if edition == "en" else "zh"
    shown = [
        quote(words) if edition in ("both", lang) else "none"
        for words, lang in zip(cover, ("zh", "en", "zh", "en"), strict=True)
    ]
    heading = {"both": ("目录", "Contents"), "zh": ("目录", ""), "en": ("", "Contents")}[edition]
    body = [
        f"cover({', '.join(shown)})",
        f"contents-page({_or_none(heading[0])}, {_or_none(heading[1])})",
    ]
    for notebook in notebooks:
        writer.stem, writer.level = notebook.stem, 0
        body += ["pagebreak(weak: true)", *_chapter(writer, notebook, contents=False)]
    body += _appendix(writer, edition, level=1)
    title = " ".join(
        words
        for words, lang in zip(cover[:2], ("zh", "en"), strict=True)
        if edition in ("both", lang)
    )
    return _source(writer, body, title, details, "report")


def picture(figure: BeautifulSoup, edition: str) -> Source:
    """Return the Typst document of one exhibit on a page of its own size, evidence left out."""
    spoken = "en" if edition == "en" else "zh"
    writer = Writer(edition=edition, language=spoken, measure=SLIDE, hold=False)
    for details in figure.select("details.evidence"):
        details.decompose()
    body = flow(writer, list(figure.children), loose=True)
    source = f'#import "report.typ": *\n#show: slide.with("{writer.language}")\n#{block(body)}\n'
    return Source(source, writer.files, writer.alts, frozenset(writer.placed), "exhibit")


def _or_none(words: str) -> str:
    return quote(words) if words else "none"


def _language(notebook: Notebook, edition: str) -> str:
    if edition != "both":
        return edition
    headings = " ".join(found.get_text() for found in notebook.soup.find_all(["h1", "h2"]))
    if language(headings):
        return "zh" if any("\u4e00" <= character <= "\u9fff" for character in headings) else "en"
    return language(notebook.soup.get_text()) or "en"


def _chapter(writer: Writer, notebook: Notebook, contents: bool) -> list[str]:
    writer.section = notebook.section
    writer.styles = {}
    writer.taken = frozenset(str(node["id"]) for node in notebook.soup.find_all(id=True))
    for style in notebook.soup.find_all("style"):
        writer.styles |= styler_rules(style.get_text())
    out = [_start(writer, notebook)]
    heading = notebook.heading
    if heading is not None:
        writer.opening = True
        cell = heading.find_parent("section", class_="cell")
        if cell is not None:
            name_heading(writer, cell)
        out += flow(writer, [heading])
        heading.extract()
    else:
        name = quote(notebook.title)
        chinese, english = (name, "none") if language(notebook.title) == "zh" else ("none", name)
        writer.level = 1
        out.append(f'title-block("{writer.section}", none, {chinese}, {english})')
    if contents and len(notebook.soup.find_all("h2")) >= CONTENTS_FROM:
        out.append("contents()")
    return out + cells(writer, notebook.soup.find_all("section", class_="cell"))


def _start(writer: Writer, notebook: Notebook) -> str:
    if not writer.stems:
        return ""
    writer.placed.add(notebook.stem)
    return f"anchor({quote(notebook.stem)})"


def _appendix(writer: Writer, edition: str, level: int = 2) -> list[str]:
    if not writer.appendix and not writer.received:
        return []
    chinese, english = _in(edition, APPENDIX)
    if level == 1:
        head = f'pagebreak(weak: true); title-block("lead", none, {chinese}, {english})'
    else:
        head = f"appendix-start(); section-heading({level}, none, {chinese}, {english})"
    if writer.received:
        start = f"appendix-entry({writer.appendix_level}, none, none, "
        writer.appendix += [start + ", ".join(_in(edition, RECEIVED)) + ")", *writer.received]
    return [head, f"appendix({block(writer.appendix)})"]


def _in(edition: str, pair: tuple[str, str]) -> list[str]:
    return [
        _or_none(words) if edition in ("both", lang) else "none"
        for words, lang in zip(pair, ("zh", "en"), strict=True)
    ]


def _source(writer: Writer, body: list[str], title: str, details: Details, name: str) -> Source:
    lists = [
        "(" + "".join(quote(item) + ", " for item in items) + ")"
        for items in (details.author, details.keywords)
    ]
    description = quote(details.description) if details.description else "none"
    head = (
        '#import "report.typ": *\n'
        f"#show: report.with(title: {quote(title)}, author: {lists[0]}, keywords: {lists[1]}, "
        f'description: {description}, lang: "{writer.language}", foot: {quote(details.foot)})\n'
    )
    text = head + "#{\n" + "\n".join(line for line in body if line) + "\n}\n"
    return Source(text, writer.files, writer.alts, frozenset(writer.placed), name)
