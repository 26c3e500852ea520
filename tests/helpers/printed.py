"""Pages made from HTML for print, and what is read back from the PDF."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdf
from nbformat.v4 import new_markdown_cell, new_notebook
from pypdf.generic import DecodedStreamObject, NameObject

from shangluo_data.page.clean import clean
from shangluo_data.page.tree import Page
from shangluo_data.page.words import Lang

DRAWN = re.compile(rb"(?:-?[\d.]+ ){2,6}(?:m|l|c|re|v|y)\b")
HOSTILE = (
    r"#let x = 1 $a_1$ *not bold* _u_ `tick` <script>alert(1)</script> \back\slash @label // "
    r"/* c */ #{panic()} [b] ~ -- --- ''' \"quoted\" https:// = heading + item #import \u{41}"
)


def page(html: str, name: str = "02_safety", lang: Lang = "both", **more: Any) -> Page:
    """The page of a report whose cells hold ``html``."""
    notebook = new_notebook(cells=[new_markdown_cell(metadata={"tags": ["zh"]})])
    siblings = ["00_overview", "02_safety", "04_method", name]
    made = Page(notebook, name=name, lang=lang, siblings=siblings, cells_html=clean(html))
    about = {
        "title": "治安 Public order",
        "titles": {"zh": "治安", "en": "Public order"},
        "section": "safety",
        "code_open": False,
        "authors": ("A. Author",),
        "keywords": ("商洛", "sample"),
    }
    vars(made).update(about | more)
    return made


def two(chinese: str, english: str) -> str:
    """A pair of marked spans."""
    left = f'<span class="zh" lang="zh-CN">{chinese}</span> '
    return left + f'<span class="en" lang="en">{english}</span>'


def drawing(words: str = "命案", width: int = 608, height: int = 260) -> str:
    """A small drawing as a ``data:`` address."""
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect x="150" y="30" width="402" height="60" '
        f'fill="#0B7A6F"/><text x="10" y="70" font-family="Noto Sans SC">{words}</text></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(made.encode()).decode()


def chart(identifier: str = "cases", section: str = "safety", height: int = 260) -> str:
    """An exhibit with a picture, notes, source and evidence."""
    return f"""<figure class="exhibit is-chart {section}" id="{identifier}"><figcaption>
<p class="tag">{two("治安", "Public order")}</p>
<p class="title zh" lang="zh-CN"><strong>图题：刑事案件降得更多</strong></p>
<p class="title en" lang="en"><strong>Chart title: recorded criminal cases fell further</strong></p>
<p class="subtitle zh" lang="zh-CN">指数，期初为100</p>
<p class="subtitle en" lang="en">Index, start of the period = 100</p></figcaption>
<picture class="plot"><source media="(max-width: 36.5em)" srcset="{drawing("窄", 336, 300)}"
 width="336" height="300"><img alt="指数条。 Index bars." data-alt-zh="指数条。"
 data-alt-en="Index bars." src="{drawing(height=height)}" width="608" height="{height}"></picture>
<ul class="notes"><li>{two("虚线不是变化的过程。", "The dashed line is no path.")}</li>
<li>{two("未列绝对数。", "No counts are given.")}</li></ul>
<p class="source zh" lang="zh-CN">来源：样本，<a href="04_method.ipynb#cell-id=p15">¶15</a></p>
<p class="source en" lang="en">Source: sample, <a href="04_method.ipynb#cell-id=p15">¶15</a></p>
<details class="evidence"><summary>{two("数据与原文", "Rows and exact words")}</summary>
<div class="scroll" role="region" tabindex="0" aria-label="data"><table><thead><tr>
<th scope="col">id</th><th scope="col" class="num">{two("数值", "Value")}</th></tr></thead>
<tbody><tr><th scope="row">change_{identifier}</th><td class="num">−33</td></tr></tbody></table>
</div><blockquote lang="zh-CN"><p>引文样本<mark>33%</mark></p></blockquote></details></figure>"""


def cards(identifier: str = "nine", count: int = 5) -> str:
    """An exhibit of number cards."""
    card = """<li class="card services"><p class="label zh" lang="zh-CN">走访群众</p>
<p class="label en" lang="en">Household visits</p>
<p class="number" lang="zh-CN"><b>73.1万余</b>户</p>
<p class="reading en" lang="en">more than 731,000 households</p>
<p class="bar"><span style="width:40%"></span></p>
<p class="where"><a href="#cases">¶21</a></p></li>"""
    return f"""<figure class="exhibit is-cards article" id="{identifier}"><figcaption>
<p class="tag">{two("全文", "Whole article")}</p><p class="title zh" lang="zh-CN">数字卡片</p>
<p class="title en" lang="en">Number cards</p></figcaption>
<p class="group services"><strong>服务</strong> Services</p><ul class="cards">{card * count}</ul>
<p class="source zh" lang="zh-CN">来源：样本</p><p class="source en" lang="en">Source: sample</p>
</figure>"""


def table(rows: int = 60, columns: int = 3) -> str:
    """An exhibit with a long table."""
    head = f'<th scope="col">{two("名称", "Name")}</th>' + "".join(
        f'<th scope="col" class="num">{two("数值", "Value")} {n}</th>' for n in range(2, columns)
    )
    body = "".join(
        f'<tr><th scope="row" lang="zh-CN">枫桥{n}</th>'
        + f'<td class="num">{n * 1000:,}</td>' * (columns - 2)
        + f'<td><p class="zh" lang="zh-CN">第{n}行的中文说明，比数字长得多</p>'
        f'<p class="en" lang="en">English remark of row {n}, longer than its number by far</p>'
        "</td></tr>"
        for n in range(1, rows + 1)
    )
    return f"""<figure class="exhibit is-table services" id="register"><figcaption>
<p class="title zh" lang="zh-CN">长表标题</p><p class="title en" lang="en">Title of a long table</p>
</figcaption><div class="scroll"><table><thead><tr>{head}<th scope="col">{two("说明", "Remark")}
</th></tr></thead><tbody>{body}</tbody></table></div></figure>"""


def article() -> str:
    """The article view: numbered paragraphs with marked figures, the gist beside them."""
    return """<section class="article">
<p id="p14" class="para heading safety" lang="zh-CN"><a class="pno" href="#p14">¶14</a> 段落标题</p>
<p class="gist en" lang="en">The heading in English</p></section><section class="article">
<p id="p15" class="para body safety" lang="zh-CN"><a class="pno" href="#p15">¶15</a> 正文样本，有
<mark id="f-change"><a href="02_safety.ipynb#cell-id=cases">33%</a></mark>和
<mark>一千个</mark>词。</p>
<p class="gist en" lang="en">What the paragraph says, in one line</p>
<details class="received"><summary>As received</summary><p lang="zh-Hant">本報記者</p></details>
</section>"""


def whole(*exhibits: str) -> str:
    """A page with a heading, a lead-in and the exhibits given."""
    parts = "".join(
        f'<div class="cell"><h2>{two(f"第{n}节", f"Part {n}")}</h2></div><div class="cell zh" '
        f'lang="zh-CN"><p>引入“第{n}个”图表。</p></div><div class="cell en" lang="en">'
        f'<p>It’s the “lead-in” to exhibit {n}.</p></div><div class="cell"><div class="output">'
        f"{made}</div></div>"
        for n, made in enumerate(exhibits, 1)
    )
    return f'<div class="cell"><h1>{two("治安", "Public order")}</h1></div>{parts}'


@cache
def reader(data: bytes) -> pypdf.PdfReader:
    """The PDF, opened; lines and curves, which hold no words and take most time, are left out."""
    file = pypdf.PdfReader(io.BytesIO(data))
    for one in file.pages:
        contents = one.get_contents()
        stream = DecodedStreamObject()
        stream.set_data(DRAWN.sub(b"", contents.get_data() if contents is not None else b""))
        one[NameObject("/Contents")] = stream
    return file


def text(data: bytes) -> str:
    """The text layer of all pages."""
    words = "\n".join(one.extract_text() for one in reader(data).pages)
    return unicodedata.normalize("NFC", words).replace("\u200b", "")


def bare(words: str) -> str:
    """Words without white space."""
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFC", words))


def tagged(data: bytes) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every structure element of the file."""
    stack = [reader(data).trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            stack += list(node)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                stack.append(node["/K"])


def outline(entries: list[Any]) -> list[str]:
    """The bookmarks of a file, in order."""
    flat: list[str] = []
    for entry in entries:
        flat += outline(entry) if isinstance(entry, list) else [str(entry["/Title"])]
    return flat


def links(data: bytes) -> list[Any]:
    """The link annotations of a file."""
    notes = [note.get_object() for one in reader(data).pages for note in one.get("/Annots", [])]
    return [note for note in notes if note["/Subtype"] == "/Link"]


def addresses(data: bytes) -> list[str]:
    """Where the links out of a file lead."""
    return [str(note["/A"]["/URI"]) for note in links(data) if "/URI" in note.get("/A", {})]


def xmp(data: bytes) -> str:
    """The metadata that say which standards the file keeps."""
    return str(reader(data).trailer["/Root"]["/Metadata"].get_object().get_data().decode())


def heights(data: bytes) -> list[tuple[float, float]]:
    """How far down the words of each page reach and how tall the page is, in points.

    The foot with the page's number is left out.
    """
    found = []
    for one in reader(data).pages:
        lowest = [float(one.mediabox.height)]

        def visit(words: str, cm: Any, tm: Any, font: Any, size: Any, low: Any = lowest) -> None:
            at = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if words.strip() and at > 45:
                low.append(at)

        one.extract_text(visitor_text=visit)
        found.append((min(lowest), float(one.mediabox.height)))
    return found


def between(data: bytes) -> list[str]:
    """The words of each page without white space, between its head and its foot."""
    found = []
    for one in reader(data).pages:
        parts: list[tuple[float, str]] = []

        def visit(words: str, cm: Any, tm: Any, font: Any, size: Any, parts: Any = parts) -> None:
            parts.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], words))

        one.extract_text(visitor_text=visit)
        top = float(one.mediabox.height) - 52
        found.append(bare("".join(words for at, words in parts if 42 < at < top)))
    return found


def dangling(data: bytes) -> list[str]:
    """Targets inside the file that do not exist."""
    file = reader(data)
    known = set(file.named_destinations)
    there = {page.indirect_reference.idnum for page in file.pages if page.indirect_reference}
    lost = []
    for note in links(data):
        target = note.get("/Dest", note.get("/A", {}).get("/D"))
        target = target.get_object() if target is not None else None
        if isinstance(target, pypdf.generic.ArrayObject):
            if next(iter(target)).idnum not in there:
                lost.append(str(target))
        elif target is not None and str(target) not in known:
            lost.append(str(target))
    return lost
