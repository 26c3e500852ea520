"""nbconvert's ways to our pages and PDFs: cells as HTML by one template, then the page of them."""

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
from .nodes import is_empty, parsed
from .words import LANG_TAG, words

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MOST_LINES, MOST_CHARACTERS = 200, 20_000
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")


class HTMLReport(TemplateExporter):
    """One notebook as one page without script or requests."""

    export_from_notebook = "Web page, accessible, offline"
    output_mimetype = "text/html"
    file_extension = Unicode(".html")
    template_name = Unicode("shangluo")
    template_extension = Unicode(".html.j2")
    extra_template_basedirs = List([str(Path(__file__).parent / "templates")])
    preprocessors = List(["nbconvert.preprocessors.CoalesceStreamsPreprocessor"])
    optimistic_validation = Bool(True)  # Once, not after each of a dozen steps.
    lang: Any = Enum(("both", *LANG_TAG), "both", help="Edition: both, zh or en.").tag(config=True)

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        yield from super().default_filters()
        yield from ((made.__name__, made) for made in (attributes, markdown, clean, shown))
        yield "coloured", Highlight2HTML(parent=self)

    def cells(self, nb: Any, resources: Any = None) -> tuple[str, Any]:
        """Return the cells alone as HTML, no page around them, and the resources."""
        return super().from_notebook_node(nb, resources)

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the page of ``nb``, linked to the pages beside it, and the resources."""
        from .tree import Page

        html, resources = self.cells(nb, resources)
        name = str(resources["metadata"].get("name") or "notebook")
        path = resources["metadata"].get("path")
        folder = Path(path) if path else None
        beside = folder.glob("*.ipynb") if folder else ()
        made = {file.stem for file in beside if file.with_suffix(self.file_extension).exists()}
        near: dict[str, Any] = {"siblings": sorted(made | {name}), "folder": folder}
        return self.written(Page(nb, name=name, lang=self.lang, cells_html=html, **near)), resources

    def written(self, page: Any) -> str | bytes:
        from .screen import render

        return render(page)


class PDFReport(HTMLReport):
    """One notebook as a tagged, typeset PDF; neither LaTeX nor a browser takes part."""

    export_from_notebook = "PDF, Chinese and English, without LaTeX"
    output_mimetype = "application/pdf"
    file_extension = Unicode(".pdf")
    evidence = Bool(False, help="Print the rows and words behind each exhibit.").tag(config=True)

    def written(self, page: Any) -> bytes:
        from .paper import pdf

        return pdf(page, evidence=self.evidence)


def attributes(cell: Any) -> str:
    """Return a cell's classes, its language if it is tagged with one, its id if one was chosen."""
    kind = {"markdown": "md", "code": "run"}.get(cell.cell_type, "")
    tags = [tag for tag in LANG_TAG if tag in cell.metadata.get("tags", [])]
    lang = f' {tags[0]}" lang="{LANG_TAG[tags[0]]}' if len(tags) == 1 else ""
    name = str(cell.get("id", ""))
    chosen = "" if _RANDOM_ID.fullmatch(name) else f' data-id="{escape(name)}"'
    return f' class="cell {kind}{lang}"{chosen}'


class _Renderer(IPythonRenderer):
    """nbconvert's renderer; a lost attachment is no error."""

    def _embed_image_or_attachment(self, src: str) -> str:
        lost = src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        return src if lost else super()._embed_image_or_attachment(src)


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    renderer = _Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    return clean(MarkdownWithMath(renderer=renderer).render(source))


def shown(output: Any) -> str:
    """Return an output as clean HTML, or a remark on what cannot be shown."""
    if output.output_type == "stream":
        return _printed(output.text, f"stream {output.name}")
    if output.output_type == "error":
        lines = output.traceback or [f"{output.ename}: {output.evalue}"]
        return _remark("error") + _printed("\n".join(lines), "error")
    data = output.get("data", {"application/x-unknown": ""})
    source = str(data.get("text/html", ""))
    if not is_empty(parsed(html := clean(source))):
        return f'<div class="html">{html}</div>'
    if "text/markdown" in data:
        return markdown(str(data["text/markdown"]))
    if picture := next((kind for kind in PICTURES if kind in data), None):
        return _picture(output, picture)
    others = [kind for kind in data if kind not in ("text/html", "text/plain")]
    others += ["script"] * ("<script" in source)
    if others and others[0].startswith("text/"):
        return _printed(str(data[others[0]]))
    said = _remark("unshown", kind=", ".join(others)) if others else ""
    return said + (_printed(str(data["text/plain"])) if "text/plain" in data else "")


def _remark(key: str, **filled: str) -> str:
    return f'<p class="remark">{words(key, "both", **filled)}</p>'


def _printed(text: str, kind: str = "") -> str:
    """Text as it was printed; what is beyond measure is left out, and said so."""
    kept = "".join(text[:MOST_CHARACTERS].splitlines(keepends=True)[:MOST_LINES])
    left = len(text) - len(kept)
    said = _remark("cut", n=f"{left:,}") if left else ""
    return f'<pre class="{escape(kind)}">{ansi2html(kept)}</pre>{said}'


def _picture(output: Any, kind: str) -> str:
    data, about = str(output.data[kind]), output.get("metadata", {})
    about = {**about, **about.get(kind, {})}
    alt = str(about.get("alt") or output.data.get("text/plain", ""))
    alt = "" if re.fullmatch(r"\s*<.*>\s*", alt, re.S) else alt
    if kind == "image/svg+xml":
        return f'<p class="picture">{clean(picture_of(data, alt))}</p>'
    known = {"src": f"data:{kind};base64,{''.join(data.split())}", "alt": alt}
    known |= {side: str(about[side]) for side in ("width", "height") if side in about}
    made = "".join(f' {name}="{escape(value)}"' for name, value in known.items())
    return f'<p class="picture">{clean(f"<img{made}>")}</p>'
