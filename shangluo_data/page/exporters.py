"""nbconvert's ways to our pages and PDFs: ``--to shangluo_html``, ``--to shangluo_pdf``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from nbformat import NotebookNode
from traitlets import Bool, Enum, default

from shangluo_data.page.tree import HTML_LANG, Page, build
from shangluo_data.page.words import Lang


class _Report(Exporter):
    """What both have in common: the edition, and the tree."""

    lang = Enum(tuple(HTML_LANG), default_value="both", help="Edition: both, zh or en.").tag(
        config=True
    )

    def _page(
        self, nb: NotebookNode, resources: dict[str, Any] | None, kw: dict[str, Any]
    ) -> tuple[Page, dict[str, Any]]:
        nb, ready = super().from_notebook_node(nb, resources, **kw)
        about = ready.get("metadata") or {}
        name = str(about.get("name") or "notebook")
        folder = Path(about["path"]) if about.get("path") else None
        beside = {path.stem for path in folder.glob("*.html")} if folder else set()
        siblings = sorted(p.stem for p in folder.glob("*.ipynb")) if folder else []
        siblings = [n for n in siblings if n == name or n in beside]
        page = build(nb, name=name, lang=cast("Lang", self.lang), siblings=siblings, folder=folder)
        # A server that finds outputs here sends an archive in place of the document.
        ready["outputs"] = {}
        return page, ready


class HTMLReport(_Report):
    """One notebook as one page without script or requests."""

    export_from_notebook = "Web page, accessible, offline"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of ``nb`` as HTML, and the resources."""
        from shangluo_data.page import screen

        page, ready = self._page(nb, resources, kw)
        return screen.render(page), ready


class PDFReport(_Report):
    """One notebook as a tagged, typeset PDF; neither LaTeX nor a browser takes part."""

    export_from_notebook = "PDF, Chinese and English, without LaTeX"
    output_mimetype = "application/pdf"

    evidence = Bool(
        False, help="Print the rows and exact words behind each exhibit, and the text received."
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of ``nb``, and the resources."""
        from shangluo_data.page import paper

        page, ready = self._page(nb, resources, kw)
        return paper.pdf(page, evidence=self.evidence), ready
