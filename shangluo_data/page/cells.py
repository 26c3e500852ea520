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
_PLAIN_CODE = re.compile(r'<span class="(?:n|p|w|o|err)">([^<]*)</span>')
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
        """Add to nbconvert's filters what the template asks for: parts of a cell as HTML."""
        yield from super().default_filters()
        for part in (self.attributes, self.narrative, self.raw, self.code):
            yield part.__name__, part
        yield "shown", self.shown

    def cells(self, nb: Any, resources: dict[str, Any] | None = None) -> str:
        """Return the HTML of the cells that belong to the edition."""
        chosen = [c for c in nb.cells if self.lang == "both" or not tags(c) or self.lang in tags(c)]
        colours = nb.metadata.get("language_info", {}).get("name", "python") == "python"
        self._highlight = Highlight2HTML("ipython3" if colours else "text", parent=self)
        return str(super().from_notebook_node(type(nb)(nb, cells=chosen), resources)[0])

    def attributes(self, cell: Any) -> str:
        """Return a cell's classes, its language, and its id if someone chose it."""
        kind = {"markdown": "md", "code": "run"}.get(cell.cell_type, "")
        made = f' class="cell {kind}"'
        if len(one := tags(cell)) == 1:
            made = f' class="cell {kind} {one[0]}" lang="{LANG_TAG[one[0]]}"'
        name = str(cell.get("id", ""))
        return made if _RANDOM_ID.fullmatch(name) else f'{made} data-id="{escape(name)}"'

    def narrative(self, cell: Any) -> str:
        """Return a Markdown cell."""
        return markdown(cell.source, cell.get("attachments"))

    def raw(self, cell: Any) -> str:
        """Return a raw cell: what is meant for pages as such, all else as it is."""
        kind = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))).lower()
        made = {"text/html": clean, "text/markdown": markdown}.get(kind)
        return made(cell.source) if made else f'<pre class="raw">{escape(cell.source)}</pre>'

    def code(self, cell: Any) -> str:
        """Return the code of a cell with its colours."""
        if not cell.source.strip():
            return ""
        html = _PLAIN_CODE.sub(r"\1", self._highlight(cell.source))
        return f'<div class="code">{html}</div>'

    def shown(self, output: Any, cell: Any) -> str:
        """Return an output, or a remark on what cannot be shown."""
        if output.output_type == "stream":
            loud = output.name == "stderr"
            said = remark("stderr", self.lang) if loud else ""
            return said + self._printed(output.text, "stream stderr" if loud else "stream")
        if output.output_type == "error":
            lines = output.traceback or [f"{output.ename}: {output.evalue}"]
            return remark("error", self.lang) + self._printed("\n".join(lines), "error")
        data = output.get("data", {"application/x-unknown": ""})
        picture = next((kind for kind in PICTURES if kind in data), None)
        html = str(data.get("text/html", ""))
        scripted = "<script" in html
        if _UNSEEN.sub("", made := clean(html)) and not (scripted and picture):
            return f'<div class="html">{made}</div>'
        if "text/markdown" in data:
            return markdown(str(data["text/markdown"]), cell.get("attachments"))
        if picture:
            return self._picture(output, cell, picture)
        plain = self._printed(str(data["text/plain"])) if "text/plain" in data else ""
        others = [kind for kind in data if kind not in ("text/plain", "text/html")]
        if others and others[0].startswith("text/"):
            return self._printed(str(data[others[0]]))
        for kind in [*others, "script"] if scripted else others:
            return remark("unshown", self.lang, f" (<code>{escape(kind)}</code>)") + plain
        return plain

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
        if re.fullmatch(r"\s*<.*>\s*", alt, re.S):
            alt = ""
        if kind == "image/svg+xml":
            made = picture_of(data, alt)
        else:
            alt = alt or f"{label('picture', self.lang)} [{cell.get('execution_count') or '–'}]"
            known = {side: about[side] for side in ("width", "height") if side in about}
            known |= {"alt": alt, "src": f"data:{kind};base64,{''.join(data.split())}"}
            made = "".join(f' {name}="{escape(str(value))}"' for name, value in known.items())
            made = f"<img{made}>"
        return f'<p class="picture">{clean(made)}</p>'


def tags(cell: Any) -> list[str]:
    """Return the languages that a cell is tagged with, ``zh`` and ``en``."""
    found = cell.get("metadata", {}).get("tags", [])
    return [tag for tag in LANG_TAG if tag in found]


class _Renderer(IPythonRenderer):
    """nbconvert's renderer; mathematics is marked, and a lost attachment is no error."""

    def block_math(self, body: str) -> str:
        return f'<span class="math">{super().block_math(body)}</span>'

    def inline_math(self, body: str) -> str:
        return f'<code class="math">{super().inline_math(body)}</code>'

    def latex_environment(self, name: str, body: str) -> str:
        return f'<span class="math">{super().latex_environment(name, body)}</span>'

    def _embed_image_or_attachment(self, src: str) -> str:
        lost = src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        return src if lost else str(super()._embed_image_or_attachment(src))


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown as clean HTML."""
    known = dict(attachments or {})
    renderer = _Renderer(escape=False, attachments=known, exclude_anchor_links=True)
    return clean(str(MarkdownWithMath(renderer=renderer).render(source)))
