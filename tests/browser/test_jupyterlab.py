"""JupyterLab itself: the notebooks run, show what they should untrusted, and export by the menu."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import lxml.html
import nbformat
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

pytest.importorskip("playwright")
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Download,
    Locator,
    Page,
    expect,
)

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 1000  # Playwright counts in milliseconds.
CHINESE = "样本 笔记"
#: JupyterLab's own entries that work without pandoc, TeX or another browser, and the project's two.
OFFERED = {
    "Executable Script",
    "Markdown",
    "Reveal.js Slides",
    "Shangluo_report_html",
    "Shangluo_report_pdf",
}
WITH_PANDOC = {"Asciidoc", "LaTeX", "PDF", "ReStructured Text"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def plain_notebook() -> nbformat.NotebookNode:
    words = new_output("stream", name="stdout", text="输出的词 printed words\n")
    return new_notebook(
        cells=[
            new_markdown_cell("# 样本笔记\n\n一段中文。 And *English* words, $x^2$."),
            new_code_cell("print('输出的词 printed words')", outputs=[words], execution_count=1),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the notebooks, which nobody has trusted here, and one with a Chinese name."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    folder.mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copyfile(path, folder / path.name)
    nbformat.write(plain_notebook(), folder / f"{CHINESE}.ipynb")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab with the settings that `make lab` gives it, and no others."""
    home = folder.parent / "home"
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTEST"))},
        **{f"JUPYTER_{place}": str(home / place.lower()) for place in places},
        "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter-config"),
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    settings = home / "config_dir" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = '{"fetchNews": "false", "checkForUpdates": false}'
    (settings / "notification.jupyterlab-settings").write_text(quiet, encoding="utf-8")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
    ]
    log = folder.parent / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/api/status", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.URLError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.5)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60 * SECONDS)
    yield context
    context.close()


@pytest.fixture
def lab(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    # A notebook that was run asks before it lets go of the page.
    page.on("dialog", lambda dialog: dialog.accept())
    page.close()


def opened(lab: Page, server: str, name: str) -> Locator:
    """Open a notebook in a workspace of its own and return it, once its cells are there."""
    workspace = re.sub(r"\W", "", name, flags=re.ASCII) or "chinese"
    with lab.expect_response("**/api/nbconvert*"):  # The export menu is made of it.
        lab.goto(f"{server}/lab/workspaces/{workspace}/tree/{quote(name)}?reset")
    notebook = lab.locator(".jp-NotebookPanel:visible .jp-Notebook")
    expect(notebook.locator(".jp-Cell").first).to_be_visible()
    return notebook


def export_menu(lab: Page) -> Locator:
    """Open File › Save and Export Notebook As… and return the menu.

    JupyterLab fills it once it knows the exporters, and not while it is open: so try again.
    """
    menu = lab.locator(".lm-Menu").nth(1)
    for _ in range(30):
        lab.get_by_role("menubar").get_by_role("menuitem", name="File", exact=True).click()
        lab.locator(".lm-Menu .lm-Menu-item", has_text="Save and Export Notebook As").hover()
        expect(menu).to_be_visible()
        if menu.locator(".lm-Menu-item").count():
            return menu
        lab.keyboard.press("Escape")
        lab.keyboard.press("Escape")
        lab.wait_for_timeout(SECONDS)
    raise AssertionError("JupyterLab offers no export at all")


def downloaded(lab: Page, label: str) -> tuple[str, bytes]:
    """Choose an entry of the export menu; return the name and content of the file that comes."""
    came: list[Download] = []

    def keep(download: Download) -> None:
        came.append(download)

    lab.on("download", keep)
    # The file comes in a tab of its own, which is gone before one could wait for it.
    lab.on("popup", lambda tab: tab.on("download", keep))
    item = export_menu(lab).locator(".lm-Menu-item", has_text=re.compile(rf"^{label}$"))
    item.click()
    for _ in range(60):
        if came:
            return came[0].suggested_filename, Path(came[0].path()).read_bytes()
        lab.wait_for_timeout(SECONDS)
    raise AssertionError(f"no file came of the menu's {label}")


def pdf_text(data: bytes) -> str:
    assert data.startswith(b"%PDF-")
    return "".join(
        "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages).split()
    )


def test_the_menu_offers_what_works_and_nothing_else(lab: Page, server: str) -> None:
    opened(lab, server, "02_safety.ipynb")
    labels = export_menu(lab).locator(".lm-Menu-itemLabel").all_text_contents()
    wanted = OFFERED | WITH_PANDOC if shutil.which("pandoc") else OFFERED
    assert OFFERED <= set(labels) <= wanted


@pytest.mark.parametrize("name", ["02_safety", CHINESE])
def test_the_menu_makes_the_pdf(lab: Page, server: str, name: str) -> None:
    opened(lab, server, f"{name}.ipynb")
    file, data = downloaded(lab, "Shangluo_report_pdf")
    assert file == f"{name}.pdf"
    words = pdf_text(data)
    wanted = "样本笔记" if name == CHINESE else "治安"
    assert wanted in words
    if name == CHINESE:
        assert "输出的词printedwords" in words


@pytest.mark.parametrize("name", ["02_safety", CHINESE])
def test_the_menu_makes_our_page(lab: Page, server: str, name: str) -> None:
    opened(lab, server, f"{name}.ipynb")
    file, data = downloaded(lab, "Shangluo_report_html")
    assert file == f"{name}.html"
    page = lxml.html.fromstring(data.decode("utf-8"))
    assert page.find(".//script") is None
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    (main,), (heading,) = page.xpath("//main"), page.xpath("//h1")
    if name == CHINESE:
        assert heading.text_content() == "样本笔记"
        assert "输出的词 printed words" in main.text_content()
    else:
        assert "治安" in heading.text_content()
        assert page.xpath("//figure[@id='cases']")


def test_an_untrusted_notebook_shows_its_charts_with_their_descriptions(
    lab: Page, server: str, folder: Path
) -> None:
    """Sanitised HTML keeps the exhibits: pictures that load, alt text, captions, disclosure."""
    cells = chart_cells(folder / "02_safety.ipynb")
    notebook = opened(lab, server, "02_safety.ipynb")
    assert len(cells) >= 3
    shown = charts_of(notebook, cells)
    assert len(shown) == len(cells)
    for picture in shown:
        assert picture["width"] > 200 and picture["height"] > 50, picture
        assert re.search("[\u4e00-\u9fff]{4}", picture["alt"]) and re.search(
            "[A-Za-z]{4}", picture["alt"]
        )
    figure = notebook.locator("figure.exhibit").first
    expect(figure.locator("figcaption .title.en strong")).to_be_visible()
    disclosure = figure.locator("details.evidence")
    expect(disclosure.locator("table")).to_be_hidden()
    disclosure.locator("summary").click()
    expect(disclosure.locator("table")).to_be_visible()


def chart_cells(path: Path) -> list[int]:
    """The places of the cells that put out a chart."""
    nb = nbformat.read(path, as_version=4)
    return [at for at, cell in enumerate(nb.cells) if "<img " in str(cell.get("outputs", ""))]


def charts_of(notebook: Locator, cells: list[int]) -> list[dict[str, object]]:
    """Scroll to each of the cells, which are drawn on demand, and return their pictures."""
    found: list[dict[str, object]] = []
    for at in cells:
        cell = notebook.locator(f".jp-Cell[data-windowed-list-index='{at}']")
        cell.scroll_into_view_if_needed()
        pictures = cell.locator("figure.exhibit img")
        expect(pictures).to_have_count(1)
        pictures.evaluate_all("all => Promise.all(all.map(i => i.decode()))")
        found += pictures.evaluate_all(
            "all => all.map(i => ({alt: i.alt, width: i.naturalWidth, height: i.naturalHeight}))"
        )
    return found


def test_all_cells_run_without_an_error(lab: Page, server: str, folder: Path) -> None:
    path = folder / "01_force.ipynb"
    cells = chart_cells(path)
    nb = nbformat.read(path, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(nb, path)
    notebook = opened(lab, server, path.name)
    lab.get_by_role("menubar").get_by_role("menuitem", name="Run", exact=True).click()
    lab.locator(".lm-Menu .lm-Menu-item", has_text=re.compile(r"^Run All Cells$")).click()
    until = time.monotonic() + 120
    while None in counts(path):
        assert time.monotonic() < until, counts(path)
        lab.wait_for_timeout(SECONDS)
        lab.keyboard.press("Control+s")
    assert counts(path) == list(range(1, len(counts(path)) + 1))
    charts = charts_of(notebook, cells)
    assert notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert notebook.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert cells and all(picture["alt"] and picture["width"] for picture in charts)


def counts(path: Path) -> list[int | None]:
    """The execution counts of a saved notebook, cell by cell."""
    nb = nbformat.read(path, as_version=4)
    return [cell.execution_count for cell in nb.cells if cell.cell_type == "code"]


def test_a_paragraph_link_leads_to_that_paragraph(lab: Page, server: str, folder: Path) -> None:
    """At first JupyterLab scrolls by guessed heights of what it has not drawn; then, exactly."""
    notebook = opened(lab, server, "02_safety.ipynb")
    charts_of(notebook, chart_cells(folder / "02_safety.ipynb")[:1])
    link = notebook.locator("figure#cases .source.zh a, figure[data-jupyter-id=cases] .source.zh a")
    number = link.first.text_content() or ""
    assert re.fullmatch(r"¶\d+", number)
    name = f"p{number[1:]}"
    link.first.click()
    paragraph = notebook.locator(f"[id={name}], [data-jupyter-id={name}]").first
    expect(paragraph).to_be_attached(timeout=60 * SECONDS)
    assert "04_method.ipynb" in lab.url
    lab.wait_for_function(
        "() => [...document.querySelectorAll('.jp-WindowedPanel-outer')]"
        ".some(e => e.offsetParent && e.scrollTop > 1000)"
    )
    tabs = lab.locator("#jp-main-dock-panel .lm-TabBar-tabLabel")
    tabs.filter(has_text="02_safety.ipynb").click()
    link.first.click()
    expect(paragraph).to_be_in_viewport()
    assert (paragraph.text_content() or "").strip().startswith(number)
