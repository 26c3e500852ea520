"""Cells as HTML, by nbconvert: one template, one way for Markdown, one way for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets import Bool, Enum, List, Unicode

from .clean import clean, picture_of
from .words import LANG_TAG, label, remark

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MOST_LINES, MOST_CHARACTERS = 200, 20_000
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_UNSEEN = re.compile(r"<(?!img|table|audio|video|iframe|embed|object|input|hr)[^>]*>|\s")


class Cells(TemplateExporter):
    """nbconvert's way to our template: the cells of a notebook, none of the page around them."""

    output_mimetype = "text/html"
    file_extension = Unicode(".html")
    template_name = Unicode("shangluo")
    template_extension = Unicode(".html.j2")
    extra_template_basedirs = List([str(Path(__file__).parent / "templates")])
    optimistic_validation = Bool(True)  # Once, not after each of a dozen steps.
    lang: Any = Enum(("both", *LANG_TAG), "both", help="Edition: both, zh or en.").tag(config=True)

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        """Add to nbconvert's filters what the template asks for."""
        yield from super().default_filters()
        yield from {"attributes": attributes, "markdown": markdown, "clean": clean}.items()
        yield "shown", self.shown

    def cells(self, nb: Any, resources: dict[str, Any] | None = None) -> str:
        """Return the HTML of the cells that belong to the edition."""
        chosen = [c for c in nb.cells if self.lang == "both" or not tags(c) or self.lang in tags(c)]
        python = nb.metadata.get("language_info", {}).get("name", "python") == "python"
        highlight = Highlight2HTML("ipython3" if python else "text", parent=self)
        self.register_filter("coloured", highlight)
        return str(super().from_notebook_node(type(nb)(nb, cells=chosen), resources)[0])

    def shown(self, output: Any, cell: Any) -> str:
        """Return an output as HTML, or a remark on what cannot be shown."""
        if output.output_type == "stream":
            said = remark("stderr", self.lang) if output.name == "stderr" else ""
            return said + self._printed(output.text, escape(f"stream {output.name}"))
        if output.output_type == "error":
            lines = output.traceback or [f"{output.ename}: {output.evalue}"]
            return remark("error", self.lang) + self._printed("\n".join(lines), "error")
        data = output.get("data", {"application/x-unknown": ""})
        html = clean(str(data.get("text/html", "")))
        if _UNSEEN.sub("", html):
            return f'<div class="html">{html}</div>'
        if "text/markdown" in data:
            return markdown(str(data["text/markdown"]), cell.get("attachments"))
        for kind in PICTURES:
            if kind in data:
                return self._picture(output, cell, kind)
        others = [kind for kind in data if kind not in ("text/html", "text/plain")]
        others += ["script"] if "<script" in str(data.get("text/html")) else []
        if others and others[0].startswith("text/"):
            return self._printed(str(data[others[0]]))
        kinds = f" (<code>{escape(', '.join(others))}</code>)"
        said = remark("unshown", self.lang, kinds) if others else ""
        return said + (self._printed(str(data["text/plain"])) if "text/plain" in data else "")

    def _printed(self, text: str, kind: str = "") -> str:
        """Text as it was printed; what is beyond measure is left out, and said so."""
        kept = "".join(text[:MOST_CHARACTERS].splitlines(keepends=True)[:MOST_LINES])
        left = len(text) - len(kept)
        said = remark("cut", self.lang, n=f"{left:,}") if left else ""
        return f'<pre class="{kind}">{ansi2html(kept)}</pre>{said}'

    def _picture(self, output: Any, cell: Any, kind: str) -> str:
        data, about = str(output.data[kind]), output.get("metadata", {})
        about = {**about, **about.get(kind, {})}
        alt = str(about.get("alt") or output.data.get("text/plain", ""))
        alt = "" if re.fullmatch(r"\s*<.*>\s*", alt, re.S) else alt
        if kind == "image/svg+xml":
            return f'<p class="picture">{clean(picture_of(data, alt))}</p>'
        alt = alt or f"{label('picture', self.lang)} [{cell.get('execution_count') or '–'}]"
        known = {"src": f"data:{kind};base64,{''.join(data.split())}", "alt": alt}
        known |= {side: str(about[side]) for side in ("width", "height") if side in about}
        made = "".join(f' {name}="{escape(value)}"' for name, value in known.items())
        return f'<p class="picture">{clean(f"<img{made}>")}</p>'


def tags(cell: Any) -> list[str]:
    """Return the languages that a cell is tagged with, ``zh`` and ``en``."""
    return [tag for tag in LANG_TAG if tag in cell.get("metadata", {}).get("tags", [])]


def attributes(cell: Any) -> str:
    """Return a cell's classes, its language, and its id if someone chose it."""
    kind, one = {"markdown": "md", "code": "run"}.get(cell.cell_type, ""), tags(cell)
    lang = f' {one[0]}" lang="{LANG_TAG[one[0]]}' if len(one) == 1 else ""
    name = str(cell.get("id", ""))
    chosen = "" if _RANDOM_ID.fullmatch(name) else f' data-id="{escape(name)}"'
    return f' class="cell {kind}{lang}"{chosen}'


class _Renderer(IPythonRenderer):
    """nbconvert's renderer; a lost attachment is no error."""

    def _embed_image_or_attachment(self, src: str) -> str:
        lost = src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        return src if lost else str(super()._embed_image_or_attachment(src))


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown as clean HTML."""
    known = dict(attachments or {})
    renderer = _Renderer(escape=False, attachments=known, exclude_anchor_links=True)
    return clean(str(MarkdownWithMath(renderer=renderer).render(source)))
