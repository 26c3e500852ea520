"""nbconvert's ways to our pages and PDFs: ``--to shangluo_html``, ``--to shangluo_pdf``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from traitlets import Bool, Enum, Unicode

from .cells import Cells
from .tree import HTML_LANG, Page, build


class HTMLReport(Cells):
    """One notebook as one page without script or requests."""

    export_from_notebook = "Web page, accessible, offline"
    lang: Any = Enum([*HTML_LANG], "both", help="Edition: both, zh or en.").tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the page of ``nb``, linked to the pages beside it, and the resources."""
        html, resources = super().from_notebook_node(nb, resources, **kw)
        about = (resources or {}).get("metadata", {})
        name = str(about.get("name") or "notebook")
        folder = Path(about["path"]) if about.get("path") else None
        beside = folder.glob("*.ipynb") if folder else ()
        made = {path.stem for path in beside if path.with_suffix(self.file_extension).exists()}
        known = {"lang": self.lang, "siblings": sorted(made | {name}), "folder": folder}
        return self.written(build(nb, name=name, cells_html=html, **known)), resources

    def written(self, page: Page) -> str | bytes:
        """Return a page as a file."""
        from .screen import render

        return render(page)


class PDFReport(HTMLReport):
    """One notebook as a tagged, typeset PDF; neither LaTeX nor a browser takes part."""

    export_from_notebook = "PDF, Chinese and English, without LaTeX"
    output_mimetype = "application/pdf"
    file_extension = Unicode(".pdf")
    evidence = Bool(False, help="Print the rows and words behind each exhibit.").tag(config=True)

    def written(self, page: Page) -> bytes:
        """Return a page as a file."""
        from .paper import pdf

        return pdf(page, evidence=self.evidence)
