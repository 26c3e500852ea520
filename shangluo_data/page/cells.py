"""Cells as HTML, by nbconvert: one template, one way for Markdown, one way for pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pygments.lexers  # type: ignore[import-untyped]
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from .clean import clean, picture_of
from .words import Lang, label, remark, words

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
NEEDS_SCRIPT = re.compile(r"application/(javascript|vnd\.(jupyter\.widget|plotly|bokehjs|vega).*)")
LANG_TAG = {"zh": "zh-CN", "en": "en"}
MOST_LINES, MOST_CHARACTERS = 200, 20_000
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_PLAIN_CODE = re.compile(r'<span class="(?:n|p|w|o|err)">([^<]*)</span>')
_COLOUR = re.compile(r'style="[^"]*(color|background)')
_SEEN = re.compile(r"<(img|table|audio|video|iframe|embed|object|input|hr)\b")


class Cells(TemplateExporter):
    """nbconvert's way to our template: the cells of a notebook, none of the page around them."""

    output_mimetype = "text/html"
    extension = ".html"

    def __init__(self, config: Any = None, **more: Any) -> None:
        ours = {
            "file_extension": self.extension,
            "template_name": "shangluo",
            "extra_template_basedirs": [str(Path(__file__).parent / "templates")],
            "template_extension": ".html.j2",
            "optimistic_validation": True,  # Once, not after each of a dozen steps.
        }
        super().__init__(config=config, **{**ours, **more})

    def cells(self, nb: Any, lang: Lang, resources: dict[str, Any] | None = None) -> str:
        """Return the HTML of the cells that belong to the edition ``lang``."""
        info = nb.metadata.get("language_info", {})
        language = str(info.get("pygments_lexer", info.get("name", "ipython3")))
        try:
            pygments.lexers.get_lexer_by_name(language)
        except ValueError:
            language = "text"
        highlight = Highlight2HTML(pygments_lexer=language, parent=self)
        chosen = type(nb)(nb)
        chosen["cells"] = [
            cell for cell in nb.cells if lang == "both" or not tags(cell) or lang in tags(cell)
        ]
        ready = {**(resources or {}), "writer": Writer(lang, is_bilingual(nb), highlight)}
        html, _ = TemplateExporter.from_notebook_node(self, chosen, ready)
        return str(html)


def tags(cell: Any) -> list[str]:
    """Return the languages that a cell is tagged with, ``zh`` and ``en``."""
    found = cell.get("metadata", {}).get("tags", [])
    return [tag for tag in LANG_TAG if tag in found]


def is_bilingual(nb: Any) -> bool:
    """Tell whether cells are tagged by language: a report, its code out of sight at first."""
    return any(tags(cell) for cell in nb.cells)


class MarkedRenderer(IPythonRenderer):
    """nbconvert's renderer; mathematics is marked, and a lost attachment is no error."""

    def block_math(self, body: str) -> str:
        """Return displayed mathematics as its source."""
        return f'<span class="math">$${self.escape_html(body)}$$</span>'

    def inline_math(self, body: str) -> str:
        """Return mathematics in the line as its source."""
        return f'<code class="math">${self.escape_html(body)}$</code>'

    def latex_environment(self, name: str, body: str) -> str:
        """Return a LaTeX environment as its source."""
        return f'<span class="math">{super().latex_environment(name, body)}</span>'

    def _embed_image_or_attachment(self, src: str) -> str:
        lost = src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        return src if lost else str(super()._embed_image_or_attachment(src))


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown as clean HTML."""
    renderer = MarkedRenderer(
        escape=False, attachments=dict(attachments or {}), exclude_anchor_links=True
    )
    return clean(str(MarkdownWithMath(renderer=renderer).render(source)))


class Writer:
    """What the template asks for: each part of a cell as HTML."""

    def __init__(self, lang: Lang, bilingual: bool, highlight: Any) -> None:
        self.lang, self.bilingual, self.highlight = lang, bilingual, highlight

    def __deepcopy__(self, _memo: object) -> Writer:
        return self  # nbconvert copies its resources, this among them.

    def summary(self, key: str) -> str:
        """Return the summary of what is folded up."""
        return f"<summary>{words(key, self.lang)}</summary>"

    def attributes(self, cell: Any) -> str:
        """Return a cell's classes, its language, and its id if someone chose it."""
        kind = {"markdown": "md", "code": "run"}.get(cell.cell_type, "as-is")
        found, name = tags(cell), str(cell.get("id", ""))
        one = found[0] if len(found) == 1 else ""
        made = (
            f' class="cell {kind} {one}" lang="{LANG_TAG[one]}"' if one else f' class="cell {kind}"'
        )
        return made + (f' data-id="{escape(name)}"' if not _RANDOM_ID.fullmatch(name) else "")

    def markdown(self, cell: Any) -> str:
        """Return a Markdown cell as HTML."""
        return markdown(cell.source, cell.get("attachments"))

    def raw(self, cell: Any) -> str:
        """Return a raw cell: what is meant for pages as such, plain text as it is."""
        kind = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))).lower()
        if kind == "text/html":
            return clean(cell.source)
        if kind == "text/markdown":
            return markdown(cell.source)
        return f'<pre class="raw">{escape(cell.source)}</pre>' if kind in ("", "text/plain") else ""

    def code(self, cell: Any) -> str:
        """Return the code of a cell with its colours."""
        if not cell.source.strip():
            return ""
        html = _PLAIN_CODE.sub(r"\1", self.highlight(cell.source, metadata=cell.metadata))
        if not self.bilingual and cell.metadata.get("jupyter", {}).get("source_hidden"):
            return f'<details class="code">{self.summary("code")}{html}</details>'
        return f'<div class="code">{html}</div>'

    def output(self, output: Any, cell: Any) -> str:
        """Return an output as HTML, or a remark on what cannot be shown."""
        if output.output_type == "stream":
            loud = output.name == "stderr"
            said = remark("stderr", self.lang) if loud else ""
            return said + self._text(output.text, "stream stderr" if loud else "stream")
        if output.output_type == "error":
            lines = output.traceback or [f"{output.ename}: {output.evalue}"]
            return remark("error", self.lang) + self._text("\n".join(lines), "error")
        data = output.get("data", {"application/x-unknown": ""})
        plain = self._text(str(data["text/plain"])) if "text/plain" in data else ""
        pictures = [kind for kind in PICTURES if kind in data]
        html = str(data.get("text/html", ""))
        if html and not ("<script" in html and pictures):
            made = clean(html)
            if _SEEN.search(made) or re.sub(r"<[^>]*>|\s", "", made):
                return f'<div class="html{" plate" * bool(_COLOUR.search(made))}">{made}</div>'
            if "<script" in html:
                return remark("script", self.lang) + plain
        if "text/markdown" in data:
            return markdown(str(data["text/markdown"]), cell.get("attachments"))
        if pictures:
            return self._picture(output, cell, pictures[0])
        if "text/latex" in data:
            return f'<div class="math">{escape(str(data["text/latex"]))}</div>'
        for kind in data:
            if kind.startswith("text/") and kind not in ("text/plain", "text/html"):
                return self._text(str(data[kind]))
            if not kind.startswith("text/"):
                key = "script" if NEEDS_SCRIPT.fullmatch(kind) else "kind"
                return remark(key, self.lang, f" (<code>{escape(kind)}</code>)") + plain
        return plain

    def _text(self, text: str, kind: str = "") -> str:
        """Text as it was printed; what is beyond measure is left out, and said so."""
        kept = "".join(text[:MOST_CHARACTERS].splitlines(keepends=True)[:MOST_LINES])
        left = len(text) - len(kept)
        said = remark("cut", self.lang, n=f"{left:,}") if left else ""
        return f'<pre class="{kind}">{ansi2html(kept)}</pre>{said}'

    def _picture(self, output: Any, cell: Any, kind: str) -> str:
        data, about = str(output.data[kind]), output.get("metadata", {})
        about = {**about, **about.get(kind, {})} if isinstance(about.get(kind, {}), dict) else {}
        alt = str(about.get("alt") or output.data.get("text/plain", ""))
        if re.fullmatch(r"\s*<.*>\s*", alt, re.S):
            alt = ""
        if kind == "image/svg+xml":
            made = picture_of(data[max(data.find("<svg"), 0) :], alt)
        else:
            alt = alt or f"{label('picture', self.lang)} [{cell.get('execution_count') or '–'}]"
            made = f'<img alt="{escape(alt)}" src="data:{kind};base64,{"".join(data.split())}"'
            for side in ("width", "height"):
                if str(about.get(side, "")).isdigit():
                    made += f' {side}="{about[side]}"'
        return f'<p class="picture">{clean(made + ">" * (kind != "image/svg+xml"))}</p>'
