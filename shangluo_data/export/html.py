"""A notebook as one self-contained HTML page, by nbconvert.

The template ``shangluo`` writes the cells, :mod:`shangluo_data.export.page` makes the page of them.
The template carries its preprocessor with it, so ``HTMLExporter`` with that template makes the
same page; :class:`ReportHTMLExporter` adds the edition and takes half the time.
"""

from __future__ import annotations

from html import escape
from typing import Any

from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Enum, default
from traitlets.config import Config

from .editions import LANGS, select_cells
from .page import PageBuilder, languages
from .page_frame import TEMPLATES

_PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp")
_SHOWN = (*_PICTURES, "text/html", "text/markdown", "text/latex", "text/vnd.mermaid")


class PagePreprocessor(Preprocessor):
    """Chooses the cells and outputs that a page can show, and hands the template its builder."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook in the edition asked for, and resources with ``shangluo`` in them.

        The edition, the pages and whether there is an index are read from
        ``resources["shangluo_lang"]``, ``["shangluo_pages"]`` and ``["shangluo_home"]``.
        """
        lang = resources.get("shangluo_lang") or "both"
        bilingual = any(languages(cell) for cell in nb.cells)
        nb = select_cells(nb, lang)
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                if "data" in output:
                    _choose(output, lang)
        resources["shangluo"] = PageBuilder(
            lang,
            resources.get("shangluo_pages") or None,
            bool(resources.get("shangluo_home")),
            bilingual,
        )
        return nb, resources


def _choose(output: NotebookNode, lang: str) -> None:
    data = output.data
    html = data.get("text/html", "")
    if "<script" in html and any(kind in data for kind in _PICTURES):
        del data["text/html"]
    for kind in ("image/gif", "image/webp"):
        if kind in data and "text/html" not in data:
            builder = PageBuilder(lang)
            data["text/html"] = builder.picture(output, NotebookNode(), kind)
    if any(kind in data for kind in _SHOWN):
        for kind in [kind for kind in data if kind not in (*_SHOWN, "text/plain")]:
            del data[kind]
        return
    others = [kind for kind in data if kind != "text/plain"]
    if others:
        # What a type without a picture of its own says in plain words comes after the remark.
        plain = f"<pre>{escape(data['text/plain'])}</pre>" if "text/plain" in data else ""
        data["text/html"] = PageBuilder(lang).unshown(others[0]) + plain
        for kind in others:
            del data[kind]


class ReportHTMLExporter(HTMLExporter):
    """nbconvert exporter ``shangluo_html``: one notebook as one page without script or requests.

    ``lang`` chooses the edition: ``both``, ``zh`` or ``en``.
    """

    export_from_notebook = "HTML report"

    lang = Enum(LANGS, default_value="both", help="Edition: both, zh or en.").tag(config=True)

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """nbconvert's defaults, with our template, and pictures before what needs a script."""
        config = Config(
            {
                "NbConvertBase": {
                    "display_data_priority": [
                        "text/html",
                        "text/markdown",
                        "image/svg+xml",
                        "text/latex",
                        "image/png",
                        "image/jpeg",
                        "text/plain",
                    ]
                },
                "ReportHTMLExporter": {"template_name": "shangluo"},
            }
        )
        inherited = super().default_config.copy()
        inherited.merge(config)
        return inherited

    def _init_resources(self, resources: dict[str, Any] | None) -> dict[str, Any]:
        ready: dict[str, Any] = super()._init_resources(resources)
        ready["shangluo_lang"] = self.lang
        return ready

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of ``nb`` and the resources."""
        info = nb.metadata.get("language_info", {})
        lexer = info.get("pygments_lexer", info.get("name"))
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer=lexer, parent=self))
        # HTMLExporter would parse and rewrite the whole page once more.
        page, resources = TemplateExporter.from_notebook_node(
            self, nb, self._init_resources(resources), **kw
        )
        return page, resources
