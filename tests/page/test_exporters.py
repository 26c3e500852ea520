"""The two entries of nbconvert and JupyterLab's menu."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest
from helpers import others, pages, printed
from nbconvert.exporters import HTMLExporter, get_exporter
from traitlets.config import Config

from shangluo_data.page.exporters import HTMLReport, PDFReport

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_they_are_found_by_name() -> None:
    assert get_exporter("shangluo_report_html") is HTMLReport
    assert get_exporter("shangluo_report_pdf") is PDFReport
    found = {one.name for one in entry_points(group="nbconvert.exporters")}
    assert {"shangluo_report_html", "shangluo_report_pdf"} <= found


def test_the_list_of_exporters_loads_no_typesetter() -> None:
    import subprocess
    import sys

    code = "import sys, shangluo_data.page.exporters; print('typst' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize("nb", [others.foreign(), pages.ours(printed.chart())])
def test_they_make_the_page_that_a_report_has(nb: nbformat.NotebookNode) -> None:
    page, resources = HTMLReport().from_notebook_node(nb, {"metadata": {"name": "样本"}})
    assert page == pages.text_of(nb, name="样本")
    assert resources["output_extension"] == ".html" and not resources.get("outputs")


def test_the_edition_and_the_cells_left_out_are_settings() -> None:
    nb = pages.ours(printed.chart())
    english, _ = HTMLReport(lang="en").from_notebook_node(nb)
    assert "中文段落" not in english and "English paragraph" in english
    config = Config({"HTMLReport": {"lang": "zh"}, "TemplateExporter": {"exclude_input": True}})
    chinese, _ = HTMLReport(config=config).from_notebook_node(nb)
    assert "English paragraph" not in chinese and "charts.bars" not in chinese


def test_cells_with_a_tag_to_remove_are_removed() -> None:
    nb = pages.markdown("# t", "kept", "dropped")
    nb.cells[2].metadata["tags"] = ["gone"]
    rule = {"enabled": True, "remove_cell_tags": ["gone"]}
    page, _ = HTMLReport(config=Config(TagRemovePreprocessor=rule)).from_notebook_node(nb)
    assert "kept" in page and "dropped" not in page


def test_a_page_links_to_the_pages_beside_it(tmp_path: Path) -> None:
    nb = pages.markdown("# t", "[a](a.ipynb#cell-id=x) [b](b.ipynb)")
    for name in ("a", "b", "c"):
        nbformat.write(nb, tmp_path / f"{name}.ipynb")
    (tmp_path / "a.html").touch()
    page, _ = HTMLReport().from_filename(str(tmp_path / "c.ipynb"))
    assert '<a href="a.html#x">a</a> b' in page


def test_a_pdf_is_a_pdf(tmp_path: Path) -> None:
    nbformat.write(pages.ours(printed.chart()), tmp_path / "题 目.ipynb")
    pdf, resources = PDFReport().from_filename(str(tmp_path / "题 目.ipynb"))
    assert pdf.startswith(b"%PDF-") and "治安" in printed.text(pdf)
    assert resources["output_extension"] == ".pdf" and not resources.get("outputs")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_weighs_less_than_nbconverts(path: Path) -> None:
    ours, _ = HTMLReport().from_filename(str(path))
    theirs, _ = HTMLExporter().from_filename(str(path))
    assert len(ours.encode()) <= 0.75 * len(theirs.encode())
