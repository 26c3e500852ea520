"""Reading a page in a test: exported from a notebook, parsed."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shangluo_data.export.html import ReportHTMLExporter


def text_of(nb: NotebookNode, lang: str = "both", **metadata: object) -> str:
    exporter = ReportHTMLExporter(lang=lang)
    page, _ = exporter.from_notebook_node(nb, {"metadata": {"name": "样本", **metadata}})
    return str(page)


def page_of(nb: NotebookNode, lang: str = "both", **metadata: object) -> BeautifulSoup:
    return BeautifulSoup(text_of(nb, lang, **metadata), "html.parser")


def markdown(*sources: str) -> NotebookNode:
    return new_notebook(cells=[new_markdown_cell(source) for source in sources])


def showing(**data: str) -> NotebookNode:
    bundle = {name.replace("_", "/", 1): value for name, value in data.items()}
    output = new_output("display_data", data=bundle)
    return new_notebook(cells=[new_code_cell("x", outputs=[output])])


def main(page: BeautifulSoup) -> Tag:
    assert page.main is not None
    return page.main


def words(element: Tag) -> str:
    return " ".join(element.get_text().split())
