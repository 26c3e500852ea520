"""Pages in a test: made from notebooks written here, shown, and read back."""

from __future__ import annotations

from typing import Any

import lxml.html
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shangluo_data.page.screen import render
from shangluo_data.page.tree import Page

from .printed import two


def page_of(nb: NotebookNode, lang: Any = "both", name: str = "02_safety", **more: Any) -> Any:
    """The page as a browser gets it, parsed."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    return lxml.html.document_fromstring(text_of(nb, lang, name, **more), parser=parser)


def text_of(nb: NotebookNode, lang: Any = "both", name: str = "02_safety", **more: Any) -> str:
    """The page as a file."""
    return render(Page(nb, name=name, lang=lang, **more))


def main_of(nb: NotebookNode, lang: Any = "both", name: str = "02_safety", **more: Any) -> Any:
    """The main part of the page."""
    return page_of(nb, lang, name, **more).find(".//main")


def markdown(*sources: str) -> NotebookNode:
    """A notebook of Markdown cells without tags."""
    return new_notebook(cells=[new_markdown_cell(source) for source in sources])


def showing(**data: str) -> NotebookNode:
    """A notebook with one output; ``text_html="…"`` gives its kinds."""
    bundle = {name.replace("_", "/", 1): value for name, value in data.items()}
    output = new_output("display_data", data=bundle)
    return new_notebook(cells=[new_code_cell("x", outputs=[output])])


def printing(text: str, name: str = "stdout") -> NotebookNode:
    """A notebook whose one cell printed ``text``."""
    output = new_output("stream", name=name, text=text)
    return new_notebook(cells=[new_code_cell("print()", outputs=[output])])


def ours(*outputs: str, title: tuple[str, str] = ("治安", "Public order")) -> NotebookNode:
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
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def words(element: Any) -> str:
    """The words in an element, white space put in order."""
    return " ".join(element.text_content().split())
