"""The pages in Chromium: nothing asked of any network, accessible, worked by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

NAMES = ["index", "00_overview", "01_force", "02_safety", "03_services", "04_method"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    opened = []

    def at(path: Path, width: int = 1280, scheme: str = "light") -> Any:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield at
    for page in opened:
        page.close()


@pytest.mark.parametrize("name", NAMES)
def test_no_request_leaves_a_page(name: str, pages: Path, browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url[:80]))
    address = (pages / f"{name}.html").as_uri()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [address[:80]]
    assert page.locator("script").count() == 0
    page.close()


@pytest.mark.parametrize("edition", ["", "zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(
    name: str, edition: str, pages: Path, open_page: Callable[..., Any]
) -> None:
    page = open_page(pages / edition / f"{name}.html")
    for width, scheme, opened in ((1280, "light", False), (360, "dark", True)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("o => document.querySelectorAll('details').forEach(d => d.open = o)", opened)
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert [
            (wrong["id"], len(wrong["nodes"]), wrong["nodes"][0]["html"][:160])
            for wrong in found.response["violations"]
        ] == [], (width, scheme)


def test_the_disclosure_opens_by_keyboard(pages: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pages / "02_safety.html")
    summary = page.locator("#cases details.evidence > summary")
    quotation = page.locator("#cases details.evidence blockquote").first
    assert not quotation.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert quotation.is_visible()


def test_the_code_shows_by_keyboard(pages: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pages / "02_safety.html")
    code = page.locator(".code").first
    assert not code.is_visible()
    page.locator("#show-code").focus()
    page.keyboard.press("Space")
    assert code.is_visible()


def test_links_lead_to_the_paragraph_and_back(pages: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pages / "02_safety.html")
    page.locator("#cases .source a").first.click()
    assert page.url.endswith("04_method.html#p15")
    assert page.locator("#p15").is_visible()
    target = page.locator("#p15 mark a").first
    address = target.get_attribute("href")
    target.click()
    assert page.url.endswith(address)
    assert page.locator(f"#{address.partition('#')[2]}").is_visible()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_has_a_target(name: str, pages: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pages / f"{name}.html")
    addresses = set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)"))
    texts: dict[Path, str] = {}
    assert any(address.startswith("file:") for address in addresses)
    for address in addresses:
        path, _, fragment = unquote(address.removeprefix("file://")).partition("#")
        if address.startswith("file:"):
            text = texts.setdefault(Path(path), Path(path).read_text(encoding="utf-8"))
            assert not fragment or f'id="{fragment}"' in text, address


@pytest.mark.parametrize("name", NAMES)
def test_in_print_headings_stay_with_what_follows(
    name: str, pages: Path, open_page: Callable[..., Any]
) -> None:
    page = open_page(pages / f"{name}.html", 700)
    page.emulate_media(media="print")
    assert not page.locator(".skip").is_visible()
    for selector, rule, value in (
        ("h1, h2, h3, h4, figcaption", "breakAfter", "avoid"),
        (".exhibit:not(.is-table), .pair, .card", "breakInside", "avoid"),
    ):
        found = page.evaluate(
            "([s, r]) => [...document.querySelectorAll(s)].map(e => getComputedStyle(e)[r])",
            [selector, rule],
        )
        assert set(found) == {value}, selector
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
