"""nbconvert's ways to our pages and PDFs: ``--to shangluo_html``, ``--to shangluo_pdf``."""

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

    def _page(self, nb: Any, resources: dict[str, Any]) -> Page:
        about = resources.get("metadata") or {}
        name, lang = str(about.get("name") or "notebook"), cast("Lang", self.lang)
        folder = Path(about["path"]) if about.get("path") else None
        made = {p.stem for p in folder.glob(f"*{self.file_extension}")} if folder else set()
        beside = {p.stem for p in folder.glob("*.ipynb")} if folder else set()
        html = self.cells(nb, lang, resources)
        siblings = sorted(made & beside | {name})
        return build(nb, name=name, lang=lang, siblings=siblings, folder=folder, cells_html=html)


class HTMLReport(_Report):
    """One notebook as one page without script or requests."""

    export_from_notebook = "Web page, accessible, offline"
    output_mimetype = "text/html"

    def __init__(self, config: Any = None, **more: Any) -> None:
        super().__init__(config=config, **{"file_extension": ".html", **more})

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of ``nb`` as HTML, and the resources."""
        from .screen import render

        ready = self._init_resources(resources)
        return render(self._page(nb, ready)), ready


class PDFReport(_Report):
    """One notebook as a tagged, typeset PDF; neither LaTeX nor a browser takes part."""

    export_from_notebook = "PDF, Chinese and English, without LaTeX"
    output_mimetype = "application/pdf"
    evidence = Bool(False, help="Print the rows and words behind each exhibit.").tag(config=True)

    def __init__(self, config: Any = None, **more: Any) -> None:
        super().__init__(config=config, **{"file_extension": ".pdf", **more})

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of ``nb``, and the resources."""
        from .paper import pdf

        ready = self._init_resources(resources)
        return pdf(self._page(nb, ready), evidence=self.evidence), ready
