"""A notebook as a PDF: nbconvert's HTML, set by Typst with the bundled fonts.

Neither LaTeX nor a browser takes part, and nothing is fetched. The PDF is tagged (PDF/UA-1 and
PDF/A-2a) and the same to the byte on every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.datatypefilter import DataTypeFilter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import Bool, Enum, List, Unicode, default
from traitlets.config import Config

from .editions import LANGS, check_lang, select, select_cells
from .typst_compile import compile_pdf
from .typst_document import Details, Notebook, bound, single
from .typst_media import embed

TEMPLATES = Path(__file__).resolve().parent / "templates"
COVER = (
    "一篇报道中的数字",
    "The figures of one newspaper report",
    "商洛公安“十四五”成就报道：逐段成图、成表",
    "A Shangluo report on its police, 2021–2025, paragraph by paragraph in charts and tables",
)


class PrintRenderer(IPythonRenderer):
    """Markdown to HTML that says what is mathematics and which language code is in."""

    def block_code(self, code: str, info: str | None = None) -> str:
        """Return fenced code with its language."""
        words = (info or "").split()
        language = escape(words[0]) if words else ""
        return f'<pre data-lang="{language}">{self.escape_html(code)}</pre>\n'

    def block_math(self, body: str) -> str:
        """Return displayed mathematics, marked as such."""
        return f'<div class="math">$${self.escape_html(body)}$$</div>'

    def inline_math(self, body: str) -> str:
        """Return mathematics in the line, marked as such."""
        return f'<code class="math">${self.escape_html(body)}$</code>'

    def latex_environment(self, name: str, body: str) -> str:
        """Return a LaTeX environment, marked as mathematics."""
        return f'<div class="math">{super().latex_environment(name, body)}</div>'

    def _embed_image_or_attachment(self, src: str) -> str:
        missing = (
            src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        )
        return src if missing else str(super()._embed_image_or_attachment(src))


class PrintableTypes(DataTypeFilter):
    """nbconvert filter that picks the first type of an output that can be printed, if any."""

    def __call__(self, output: dict[str, Any]) -> list[str]:
        """Return the chosen MIME type in a list, or an empty list."""
        return [kind for kind in self.display_data_priority if kind in output][:1]


class ReportPDFExporter(HTMLExporter):
    """nbconvert exporter ``shangluo_pdf``: one notebook as a tagged, typeset PDF."""

    export_from_notebook = "PDF report"
    output_mimetype = "application/pdf"

    lang = Enum(LANGS, default_value="both", help="Edition: both, zh or en.").tag(config=True)
    include_code = Bool(False, help="Print the code of the cells too.").tag(config=True)
    evidence = Bool(
        True,
        help="Print the rows and exact words behind each exhibit, and the text as it was received, "
        "in an appendix; without it they are left out.",
    ).tag(config=True)
    author = List(Unicode(), help="Authors; else those in the notebook's metadata.").tag(
        config=True
    )
    keywords = List(Unicode(), help="Keywords; else those in the metadata.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """nbconvert's defaults, with the template named for this class: what a server sets for
        HTML exporters at large does not reach it."""
        config = Config(
            {
                "NbConvertBase": {
                    "display_data_priority": [
                        "text/html",
                        "image/svg+xml",
                        "image/png",
                        "image/jpeg",
                        "image/webp",
                        "image/gif",
                        "text/markdown",
                        "text/latex",
                        "text/plain",
                    ]
                },
                "ReportPDFExporter": {"template_name": "shangluo_pdf"},
            }
        )
        inherited: Config = super().default_config.copy()
        inherited.merge(config)
        return inherited

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield nbconvert's filters and the one that picks what can be printed."""
        yield from super().default_filters()
        yield "filter_data_type", PrintableTypes

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Return Markdown as HTML; a missing attachment leaves its alt text and name."""
        cell = context.get("cell", {})
        renderer = PrintRenderer(
            escape=False,
            attachments=cell.get("attachments", {}),
            exclude_anchor_links=True,
        )
        return str(MarkdownWithMath(renderer=renderer).render(source))

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of ``nb`` as bytes, and the resources.

        Raises
        ------
        RuntimeError
            If Typst refuses the document.
        """
        notebook, resources = self.prepare(nb, resources, **kw)
        source = single(notebook, self.lang, self.details(nb, notebook), evidence=self.evidence)
        return compile_pdf(source, notebook.where), resources

    def prepare(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Notebook, dict[str, Any]]:
        """Return ``nb`` as the HTML that Typst source is written from, in the edition asked for."""
        self.exclude_input = not self.include_code
        resources = self._init_resources(resources)
        # HTMLExporter would parse and rewrite the page once more to give pictures an alt text.
        html, resources = TemplateExporter.from_notebook_node(
            self, select_cells(_numbered(nb), self.lang), resources, **kw
        )
        resources["outputs"] = {}
        soup = BeautifulSoup(html, "html.parser")
        select(soup, self.lang)
        embed(soup, Path(resources.get("metadata", {}).get("path") or "."))
        stem = str(resources.get("metadata", {}).get("name") or "notebook")
        return Notebook(stem, _title(nb, soup, stem), soup), resources

    def details(self, nb: NotebookNode, notebook: Notebook) -> Details:
        """Return what the PDF says of itself, from the traits and the notebook's metadata."""
        metadata = nb.metadata
        authors = [str(entry.get("name", "")) for entry in metadata.get("authors", []) if entry]
        return Details(
            tuple(self.author or [name for name in authors if name]),
            tuple(self.keywords or [str(word) for word in metadata.get("keywords", [])]),
            str(metadata.get("description", "")),
            notebook.stem,
        )


def _numbered(nb: NotebookNode) -> NotebookNode:
    """The notebook with each cell's place in its metadata, on copies of what is changed."""
    numbered = copy(nb)
    numbered["cells"] = [copy(cell) for cell in nb.cells]
    for index, cell in enumerate(numbered.cells):
        cell["metadata"] = copy(cell.metadata)
        cell.metadata["transient"] = {**cell.metadata.get("transient", {}), "index": index}
    return numbered


def _title(nb: NotebookNode, soup: BeautifulSoup, stem: str) -> str:
    heading = soup.find("h1")
    opens = heading is not None and Notebook(stem, "", soup).heading is heading
    words = " ".join(heading.get_text().split()) if heading is not None and opens else ""
    return words or str(nb.metadata.get("title", "")).strip() or stem


def combine(
    notebooks: Sequence[Path | str],
    lang: str = "both",
    cover: tuple[str, str, str, str] = COVER,
    **traits: Any,
) -> bytes:
    """Return one PDF of several executed notebooks, with a cover and contents.

    Links between the notebooks lead inside the PDF. ``cover`` holds the title in Chinese and
    English, then the line under it in both; ``traits`` are those of :class:`ReportPDFExporter`.

    Raises
    ------
    ValueError
        If there is no notebook, or ``lang`` is none of both, zh and en.
    RuntimeError
        If Typst refuses the document.
    """
    check_lang(lang)
    if not notebooks:
        raise ValueError("no notebook given: name at least one .ipynb file")
    exporter = ReportPDFExporter(lang=lang, **traits)
    books: list[Notebook] = []
    details = Details()
    for path in map(Path, notebooks):
        nb = nbformat.read(path, as_version=4)
        resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
        book, _ = exporter.prepare(nb, resources)
        books.append(book)
        if not details.author:
            details = exporter.details(nb, book)
    details.foot = cover[1] if lang == "en" else cover[0]

    def where(character: str) -> str:
        return (
            "; ".join(
                f"{book.stem}: {book.where(character)}"
                for book in books
                if character in str(book.soup)
            )
            or "in a picture"
        )

    return compile_pdf(bound(books, lang, details, cover), where)
