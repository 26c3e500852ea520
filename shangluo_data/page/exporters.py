"""nbconvert's ways to our pages and PDFs: ``--to shangluo_report_html``, ``--to shangluo_report_pdf``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from traitlets import Bool, Enum

from .cells import Cells
from .tree import HTML_LANG, Page, build
from .words import Lang


class _Report(Cells):
    """What both have in common: the edition, and the tree, linked to what lies beside."""

    lang = Enum(tuple(HTML_LANG), "both", help="Edition: both, zh or en.").tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return what is made of ``nb``, and the resources."""
        ready = self._init_resources(resources)
        about = ready.get("metadata") or {}
        name, lang = str(about.get("name") or "notebook"), cast("Lang", self.lang)
        folder = Path(about["path"]) if about.get("path") else None
        made = {p.stem for p in folder.glob(f"*{self.file_extension}")} if folder else set()
        beside = {p.stem for p in folder.glob("*.ipynb")} if folder else set()
        html = self.cells(nb, lang, ready)
        siblings = sorted(made & beside | {name})
        page = build(nb, name=name, lang=lang, siblings=siblings, folder=folder, cells_html=html)
        return self.shown(page), ready

    def shown(self, page: Page) -> str | bytes:
        """Return a page as this exporter shows it."""
        raise NotImplementedError


class HTMLReport(_Report):
    """One notebook as one page without script or requests."""

    export_from_notebook = "Web page, accessible, offline"

    def shown(self, page: Page) -> str:
        """Return the page as HTML."""
        from .screen import render

        return render(page)


class PDFReport(_Report):
    """One notebook as a tagged, typeset PDF; neither LaTeX nor a browser takes part."""

    export_from_notebook = "PDF, Chinese and English, without LaTeX"
    output_mimetype = "application/pdf"
    extension = ".pdf"
    evidence = Bool(False, help="Print the rows and words behind each exhibit.").tag(config=True)

    def shown(self, page: Page) -> bytes:
        """Return the page as a PDF."""
        from .paper import pdf

        return pdf(page, evidence=self.evidence)
