"""Notebooks made by program, as the exporters receive them: one of ours, one of somebody else's."""

from __future__ import annotations

import base64
import io
from functools import cache

from nbformat import NotebookNode
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)

HOSTILE = (
    r"#let x = 1 $a_1$ *not bold* _u_ `tick` <script>alert(1)</script> \back\slash @label // "
    r"/* c */ #{panic()} [b] ~ -- --- ''' \"quoted\" https:// = heading + item #import \u{41}"
)


def svg(words: str = "命案") -> str:
    """A small drawing as a ``data:`` address."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="768" height="260" viewBox="0 0 768 260">'
        '<rect x="150" y="30" width="402" height="60" fill="#0B7A6F"/>'
        '<rect x="150" y="130" width="486" height="60" fill="none" stroke="#0B7A6F"/>'
        f'<text x="10" y="70" font-size="16" font-family="Noto Sans SC">{words}</text></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def two(chinese: str, english: str) -> str:
    """A pair of marked spans."""
    left = f'<span class="zh" lang="zh-CN">{chinese}</span> '
    return left + f'<span class="en" lang="en">{english}</span>'


def chart(identifier: str = "cases", section: str = "safety") -> str:
    """An exhibit with a picture, notes, source and evidence."""
    return f"""<style class="shangluo-style">.exhibit {{ color: red }}</style>
<figure class="exhibit chart {section}" id="{identifier}"><figcaption>
<p class="tag">{two("治安", "Safety")}</p>
<p class="title zh" lang="zh-CN">图题：刑事案件降得更多</p>
<p class="title en" lang="en">Chart title: recorded criminal cases fell further</p>
<p class="subtitle zh" lang="zh-CN">指数，期初为100</p>
<p class="subtitle en" lang="en">Index, start of the period = 100</p></figcaption>
<picture class="plot"><source media="(max-width: 600px)" srcset="{svg()}" width="360" height="300">
<img alt="指数条。 Index bars." data-alt-zh="指数条。" data-alt-en="Index bars." src="{svg()}"
 width="768" height="260"></picture>
<ul class="notes zh" lang="zh-CN"><li>虚线不是变化的过程。</li><li>未列绝对数。</li></ul>
<ul class="notes en" lang="en"><li>The dashed line is no path.</li>
<li>No counts are given.</li></ul>
<p class="source zh" lang="zh-CN">来源：样本，<a href="04_method.ipynb#p15">¶15</a></p>
<p class="source en" lang="en">Source: sample, <a href="04_method.ipynb#p15">¶15</a></p>
<details class="evidence"><summary>{two("数据与原文", "Rows and exact words")}</summary>
<div class="scroll" role="region" tabindex="0" aria-label="data"><table><thead><tr>
<th scope="col">id</th><th scope="col" class="num">{two("数值", "Value")}</th></tr></thead>
<tbody><tr><th scope="row">change_{identifier}</th>
<td class="num">−33</td></tr></tbody></table></div>
<blockquote lang="zh-CN"><p><a href="04_method.ipynb#p15">¶15</a> 引文样本<mark>33%</mark></p>
</blockquote></details></figure>"""


def cards(identifier: str = "nine") -> str:
    """An exhibit of number cards in two groups."""
    item = """<li class="card {s}"><p class="number" lang="zh-CN"><b>{n}</b>{u}</p>
<p class="label zh" lang="zh-CN">{zh}</p><p class="label en" lang="en">{en}</p>
<p class="reading zh" lang="zh-CN">至少{r}</p><p class="reading en" lang="en">at least {r}</p>
<p class="where"><a href="04_method.ipynb#p21">¶21</a></p></li>"""
    rows = [
        ("force", "137", "场次", "活动场次", "Event sessions", "137"),
        ("force", "46", "名", "受表彰个人", "Individuals commended", "46"),
        ("force", "437", "人", "专业人才", "Specialists recruited", "437"),
        ("services", "73.1万余", "户", "走访群众", "Households visited", "731,000"),
        ("services", "4.5亿余", "元", "信息化投入", "Invested in systems", "450,000,000"),
    ]
    made = [item.format(s=s, n=n, u=u, zh=zh, en=en, r=r) for s, n, u, zh, en, r in rows]
    return f"""<figure class="exhibit cards lead" id="{identifier}"><figcaption>
<p class="tag">{two("概览", "Overview")}</p>
<p class="title zh" lang="zh-CN">五个数字卡片</p><p class="title en" lang="en">Five number cards</p>
</figcaption><p class="group force">{two("队伍", "Force")}</p>
<ul class="cards">{"".join(made[:3])}</ul>
<p class="group services">{two("便民", "Services")}</p><ul class="cards">{"".join(made[3:])}</ul>
<p class="source zh" lang="zh-CN">来源：样本</p><p class="source en" lang="en">Source: sample</p>
</figure>"""


def table(rows: int = 40) -> str:
    """An exhibit with a long table that has a column for one language only."""
    body = "".join(
        f'<tr><th scope="row" lang="zh-CN">枫桥{n}</th><td class="num">{n * 1000:,}</td>'
        f'<td class="zh" lang="zh-CN">第{n}行的中文说明，比数字长得多</td>'
        f'<td class="en" lang="en">English remark of row {n}, longer than its number by far</td>'
        f'<td><a href="04_method.ipynb#p{n}">¶{n}</a></td></tr>'
        for n in range(1, rows + 1)
    )
    return f"""<figure class="exhibit table services" id="programmes"><figcaption>
<p class="tag">{two("便民", "Services")}</p><p class="title zh" lang="zh-CN">长表标题</p>
<p class="title en" lang="en">Title of a long table</p></figcaption>
<div class="scroll" role="region" tabindex="0" aria-label="t"><table><thead><tr>
<th scope="col">{two("名称", "Name")}</th><th scope="col" class="num">{two("数值", "Value")}</th>
<th scope="col" class="zh" lang="zh-CN">说明</th><th scope="col" class="en" lang="en">Remark</th>
<th scope="col">¶</th></tr></thead><tbody>{body}</tbody></table></div>
<p class="source zh" lang="zh-CN">来源：样本</p><p class="source en" lang="en">Source: sample</p>
</figure>"""


def article() -> str:
    """The article view: numbered paragraphs with marked figures."""
    return """<section class="article">
<p id="p14" class="para heading safety" lang="zh-CN"><a class="pno"
 href="#p14">¶14</a> 段落标题样本</p>
<p id="p15" class="para body safety" lang="zh-CN"><a class="pno" href="#p15">¶15</a> 正文样本，有
<mark id="f-change"><a href="02_safety.ipynb#cases">33%</a></mark>和<mark>一千个</mark>词。</p>
</section>"""


def ours(*outputs: str, title: tuple[str, str] = ("治安", "Safety")) -> NotebookNode:
    """A bilingual notebook as the project writes them, with the given HTML as its outputs."""

    def told(source: str, tag: str) -> NotebookNode:
        return new_markdown_cell(source, metadata={"tags": [tag]})

    cells = [
        new_markdown_cell(f"# {two(*title)}"),
        told("本页讲样本。\n它有“引号”和 *强调*。", "zh"),
        told("This page tells of a sample. It’s got “quotes” and *stress*.", "en"),
        new_markdown_cell(f"## {two('多少？', 'How many?')}"),
    ]
    for at, output in enumerate(outputs):
        html = new_output("execute_result", data={"text/html": output, "text/plain": "alt"})
        cells.append(new_code_cell(f"charts.bars({at})", outputs=[html]))
        cells.append(new_markdown_cell(f"## {two(f'第{at}节', f'Part {at}')}"))
        cells.append(told("中文段落，见[概览](00_overview.ipynb)。\n\n- 条目甲\n- 条目乙", "zh"))
        cells.append(told("An English paragraph, see [it](#cases).\n\n- one\n- two", "en"))
    notebook = new_notebook(cells=cells)
    notebook.metadata["authors"] = [{"name": "A. Author"}]
    notebook.metadata["keywords"] = ["商洛", "sample"]
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


@cache
def png(width: int = 60, height: int = 40) -> str:
    """A one-colour PNG in base64."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#1F4B99").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def foreign() -> NotebookNode:
    """A notebook that is not ours, with what people's notebooks hold."""
    import pandas as pd

    frame = pd.DataFrame({"city": ["Köln", "西安"], "n": [1.5, 20.25], "note": ["a", "b"]})
    styled = frame.style.format(precision=2).highlight_max(subset=["n"], color="#ffdd55")
    wide = pd.DataFrame(
        [[n * 12345.678 for n in range(30)]], columns=[f"col_{n}" for n in range(30)]
    )

    def shown(**data: str) -> NotebookNode:
        bundle = {
            name.replace("_", "/", 1).replace("svg_xml", "svg+xml"): v for name, v in data.items()
        }
        return new_output("display_data", data=bundle)

    markdown = f"""Intro text before any heading, with math $x^2 + \\alpha$ and price $5.

$$\\int_0^1 f(t)\\,dt$$

| left | right |
|:-----|------:|
| alpha | 1 |
| beta | 22 |

1. first
2. second
   - nested *deep*

> quoted words

![attached](attachment:dot.png) ![remote picture](https://example.org/nowhere.png)
![gone](attachment:gone.png)

```python
def f(x): return "# not a comment"
```

Hostile: {HOSTILE}

<details><summary>More</summary>hidden words</details>

A very long word: {"x" * 150} and https://example.org/{"a/" * 60}

- [ ] open task
"""
    cells = [
        new_markdown_cell(markdown, attachments={"dot.png": {"image/png": png()}}),
        new_markdown_cell("### Level three first\n\n# Late title\n\n#### Deep\n\n#"),
        new_code_cell("df", outputs=[shown(text_html=frame.to_html(), text_plain="plain")]),
        new_code_cell("styled", outputs=[shown(text_html=styled.to_html(), text_plain="p")]),
        new_code_cell("wide", outputs=[shown(text_html=wide.to_html(), text_plain="p")]),
        new_code_cell(
            "plt.show()  # secret code",
            outputs=[shown(image_png=png(640, 480), text_plain="<Figure size 640x480>")],
        ),
        new_code_cell("bad", outputs=[shown(image_png="bm90IGEgcG5n", text_plain="broken one")]),
        new_code_cell(
            "print",
            outputs=[
                new_output(
                    "stream", name="stdout", text="\x1b[31mred\x1b[0m  two  spaces\n" + "=" * 200
                ),
                new_output("stream", name="stderr", text="a warning on stderr\n"),
                new_output(
                    "error",
                    ename="ValueError",
                    evalue="bad",
                    traceback=["\x1b[0;31mValueError\x1b[0m: bad value", "  at line 1"],
                ),
            ],
        ),
        new_code_cell(
            "m", outputs=[shown(text_latex=r"$\displaystyle \frac{a}{b}$", text_plain="a/b")]
        ),
        new_code_cell(
            "v",
            outputs=[
                shown(
                    text_html="<svg viewBox='0 0 10 10' width='80' height='80'>"
                    "<linearGradient id='g'/>"
                    "<circle cx='5' cy='5' r='4'/></svg><p onclick='x'>after svg</p>"
                    "<iframe src='https://example.org/frame'></iframe><script>var gone = 1</script>"
                )
            ],
        ),
        new_code_cell("js", outputs=[shown(application_javascript="alert('no')")]),
        new_raw_cell("raw words"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook
