"""Cells as HTML, by nbconvert: one template, one way for Markdown, one way for pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from traitlets import default

from .clean import clean, picture_of
from .words import Lang, label, remark, words

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
NEEDS_SCRIPT = re.compile(r"application/(javascript|vnd\.(jupyter\.widget|plotly|bokehjs|vega).*)")
LANG_TAG = {"zh": "zh-CN", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
MOST_LINES, MOST_CHARACTERS = 200, 20_000
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_PLAIN_CODE = re.compile(r'<span class="(?:n|p|w|o|err)">([^<]*)</span>')
_COLOUR = re.compile(r'style="[^"]*(color|background)')
_SEEN = re.compile(r"<(img|table|audio|video|iframe|embed|object|input|hr)\b")


class Cells(TemplateExporter):
    """nbconvert's way to our template: the cells of a notebook, none of the page around them."""

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(Path(__file__).parent / "templates")]

    @default("template_name")
    def _template_name_default(self) -> str:
        return "shangluo"

    @default("optimistic_validation")
    def _optimistic_validation_default(self) -> bool:
        return True  # Once, not after each of a dozen steps.

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def cells(self, nb: Any, lang: Lang, resources: dict[str, Any] | None = None) -> str:
        """Return the HTML of the cells that belong to the edition ``lang``."""
        bilingual = is_bilingual(nb)
        info = nb.metadata.get("language_info", {})
        chosen = type(nb)(nb)
        chosen["cells"] = [cell for cell in nb.cells if _belongs(cell, lang)]
        language = _known(str(info.get("pygments_lexer", info.get("name", "ipython3"))))
        highlight = Highlight2HTML(pygments_lexer=language, parent=self)
        ready = {**(resources or {}), "writer": Writer(lang, bilingual, highlight)}
        html, _ = TemplateExporter.from_notebook_node(self, chosen, ready)
        return str(html)


def _known(language: str) -> str:
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return "text"
    return language


def tags(cell: Any) -> list[str]:
    """Return the languages that a cell is tagged with, ``zh`` and ``en``."""
    found = cell.get("metadata", {}).get("tags", [])
    return [tag for tag in LANG_TAG if tag in found]


def is_bilingual(nb: Any) -> bool:
    """Tell whether cells are tagged by language: a report, its code out of sight at first."""
    return any(tags(cell) for cell in nb.cells)


def _belongs(cell: Any, lang: Lang) -> bool:
    return lang == "both" or lang in tags(cell) or OTHER[lang] not in tags(cell)


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
        self.lang = lang
        self.bilingual = bilingual
        self.highlight = highlight

    def __deepcopy__(self, _memo: object) -> Writer:
        return self  # nbconvert copies its resources, this among them.

    def words(self, key: str) -> str:
        """Return the page's own words as HTML in the edition."""
        return words(key, self.lang)

    def attributes(self, cell: Any) -> str:
        """Return a cell's classes, its language, and its id if someone chose it."""
        kind = {"markdown": "md", "code": "run"}.get(cell.cell_type, "as-is")
        found = tags(cell)
        one = found[0] if len(found) == 1 else ""
        made = f' class="{" ".join(filter(None, ("cell", kind, one)))}"'
        if one:
            made += f' lang="{LANG_TAG[one]}"'
        name = str(cell.get("id", ""))
        if name and not _RANDOM_ID.fullmatch(name):
            made += f' data-id="{escape(name)}"'
        return made

    def markdown(self, source: str, cell: Any) -> str:
        """Return Markdown as HTML."""
        return markdown(source, cell.get("attachments"))

    def raw(self, cell: Any) -> str:
        """Return a raw cell: what is meant for pages as such, plain text as it is."""
        kind = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))).lower()
        if kind == "text/html":
            return clean(cell.source)
        if kind == "text/markdown":
            return self.markdown(cell.source, cell)
        return f'<pre class="raw">{escape(cell.source)}</pre>' if kind in ("", "text/plain") else ""

    def code(self, cell: Any) -> str:
        """Return the code of a cell with its colours."""
        if not cell.source.strip():
            return ""
        html = _PLAIN_CODE.sub(r"\1", self.highlight(cell.source, metadata=cell.metadata))
        if not self.bilingual and cell.metadata.get("jupyter", {}).get("source_hidden"):
            summary = f"<summary>{self.words('code')}</summary>"
            return f'<details class="code">{summary}{html}</details>'
        return f'<div class="code">{html}</div>'

    def hides_output(self, cell: Any) -> bool:
        """Tell whether the output of a cell is folded up."""
        hidden = cell.metadata.get("jupyter", {}).get("outputs_hidden")
        return bool(cell.metadata.get("collapsed") or hidden)

    def output(self, output: Any, cell: Any) -> str:
        """Return an output as HTML, or a remark on what cannot be shown."""
        if output.output_type == "stream":
            kind = "stream stderr" if output.name == "stderr" else "stream"
            said = remark("stderr", self.lang) if output.name == "stderr" else ""
            return said + self._text(output.text, kind)
        if output.output_type == "error":
            lines = output.traceback or [f"{output.ename}: {output.evalue}"]
            return remark("error", self.lang) + self._text("\n".join(lines), "error")
        return self._data(output, cell)

    def _data(self, output: Any, cell: Any) -> str:
        data = output.data
        kinds = [kind for kind in PICTURES if kind in data]
        html = str(data.get("text/html", ""))
        scripted = "<script" in html
        if html and not (scripted and kinds):
            made = clean(html)
            if _SEEN.search(made) or re.sub(r"<[^>]*>|\s", "", made):
                plate = " plate" if _COLOUR.search(made) else ""
                return f'<div class="html{plate}">{made}</div>'
            if scripted:
                return remark("script", self.lang) + self._plain(data)
        if "text/markdown" in data:
            return self.markdown(str(data["text/markdown"]), cell)
        if kinds:
            return self._picture(output, cell, kinds[0])
        if "text/latex" in data:
            return f'<div class="math">{escape(str(data["text/latex"]))}</div>'
        others = [kind for kind in data if kind not in ("text/plain", "text/html")]
        if not others:
            return self._plain(data)
        if others[0].startswith("text/"):
            return self._text(str(data[others[0]]))
        key = "script" if NEEDS_SCRIPT.fullmatch(others[0]) else "kind"
        said = remark(key, self.lang, f" (<code>{escape(others[0])}</code>)")
        return said + self._plain(data)

    def _plain(self, data: Mapping[str, Any]) -> str:
        return self._text(str(data["text/plain"])) if "text/plain" in data else ""

    def _text(self, text: str, kind: str = "") -> str:
        """Text as it was printed; what is beyond measure is left out, and said so."""
        kept = "".join(text[:MOST_CHARACTERS].splitlines(keepends=True)[:MOST_LINES])
        said = ""
        if len(kept) < len(text):
            said = remark("cut", self.lang, n=f"{len(text) - len(kept):,}")
        attribute = f' class="{kind}"' if kind else ""
        return f"<pre{attribute}>{ansi2html(kept)}</pre>{said}"

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
            size = "".join(
                f' {side}="{int(about[side])}"'
                for side in ("width", "height")
                if str(about.get(side, "")).isdigit()
            )
            body = "".join(data.split())
            made = clean(f'<img alt="{escape(alt)}"{size} src="data:{kind};base64,{escape(body)}">')
        return f'<p class="picture">{made}</p>'
