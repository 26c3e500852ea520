"""The pages in Chromium: nothing asked of any network, accessible, at home on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from shangluo_data.export.report import report

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ["index", "00_overview", "01_force", "02_safety", "03_services", "04_method"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Everything that is wider than the page, tables in their own scroll boxes aside.
WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1
               && getComputedStyle(e).position !== 'absolute')
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report's pages, made from the notebooks as stored, in all three editions."""
    folder = tmp_path_factory.mktemp("report")
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert len(notebooks) == 5
        for lang in ("both", "zh", "en"):
            report((), folder, lang=lang, format="html", run=False, say=lambda _: None)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[object]:
    opened: list[Page] = []

    def at(path: Path, width: int = 1280, scheme: str = "light") -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield at
    for page in opened:
        page.close()


@pytest.mark.parametrize("name", NAMES)
def test_no_request_leaves_a_page(name: str, pages: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url[:60]))
    page.goto((pages / f"{name}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [
        (pages / f"{name}.html").as_uri()[:60]
    ]
    assert page.locator("script").count() == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(
    name: str, width: int, scheme: str, pages: Path, open_page: object
) -> None:
    page = open_page(pages / f"{name}.html", width, scheme)  # type: ignore[operator]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert [
        (v["id"], len(v["nodes"]), v["nodes"][0]["html"][:160])
        for v in found.response["violations"]
    ] == []


@pytest.mark.parametrize("edition", ["", "zh", "en"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off(
    name: str, width: int, edition: str, pages: Path, open_page: object
) -> None:
    page = open_page(pages / edition / f"{name}.html", width)  # type: ignore[operator]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(WIDER) == []


def test_the_disclosure_opens_by_keyboard(pages: Path, open_page: object) -> None:
    page = open_page(pages / "02_safety.html")  # type: ignore[operator]
    summary = page.locator("#cases details.evidence > summary")
    quotation = page.locator("#cases details.evidence blockquote").first
    assert not quotation.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert quotation.is_visible()


def test_the_code_shows_by_keyboard(pages: Path, open_page: object) -> None:
    page = open_page(pages / "02_safety.html")  # type: ignore[operator]
    code = page.locator(".code").first
    assert not code.is_visible()
    page.locator("#show-code").focus()
    page.keyboard.press("Space")
    assert code.is_visible()


def test_links_lead_to_the_paragraph_and_back(pages: Path, open_page: object) -> None:
    page = open_page(pages / "02_safety.html")  # type: ignore[operator]
    page.locator("#cases .source a").first.click()
    assert page.url.endswith("04_method.html#p15")
    assert page.locator("#p15").is_visible()
    page.locator("#p15 mark a").first.click()
    assert page.url.endswith("00_overview.html#nine_figures")
    assert page.locator("#nine_figures").is_visible()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_has_a_target(name: str, pages: Path, open_page: object) -> None:
    page = open_page(pages / f"{name}.html")  # type: ignore[operator]
    addresses = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    texts: dict[Path, str] = {}
    for address in set(addresses):
        if not address.startswith("file:"):
            continue
        path, _, fragment = address.removeprefix("file://").partition("#")
        target = Path(path)
        assert target.exists(), address
        if fragment and target.suffix == ".html":
            text = texts.setdefault(target, target.read_text(encoding="utf-8"))
            assert f'id="{unquote(fragment)}"' in text, address
