"""Pages as geometry: parts of exhibits under each other, nothing squeezed, parted or clipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

NAMES = ["index", "00_overview", "01_force", "02_safety", "03_services", "04_method"]
WIDTHS = (360, 480, 560, 640, 800, 1000, 1280, 1600)
FAULTS = Path(__file__).with_name("geometry.js").read_text(encoding="utf-8")
OPEN = "open => document.querySelectorAll('details.evidence').forEach(d => { d.open = open })"


def faults_of(page: Any, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """The faults of an open page at each width, disclosures closed and open."""
    found = []
    for opened in (False, True):
        page.evaluate(OPEN, opened)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            state = "open" if opened else "closed"
            found += [f"{width} {state}: {fault}" for fault in page.evaluate(FAULTS)]
    return found


@pytest.mark.parametrize("edition", ["", "zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_where_it_should(
    name: str, edition: str, pages: Path, browser: Any
) -> None:
    page = browser.new_page()
    page.goto((pages / edition / f"{name}.html").as_uri())
    assert faults_of(page) == []
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_dark_page_stands_like_the_light_one(name: str, pages: Path, browser: Any) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto((pages / f"{name}.html").as_uri())
    assert faults_of(page, (360, 800, 1280)) == []
    page.close()


@pytest.fixture(scope="session")
def large(launch: Callable[..., Any]) -> Any:
    """A browser whose reader wants text twice as large."""
    return launch("--blink-settings=defaultFontSize=32")


@pytest.mark.parametrize("edition", ["", "zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_text_twice_as_large_fits_a_phone(name: str, edition: str, pages: Path, large: Any) -> None:
    page = large.new_page(viewport={"width": 360, "height": 800})
    page.goto((pages / edition / f"{name}.html").as_uri())
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 32
    for opened in (False, True):
        page.evaluate(OPEN, opened)
        found = page.evaluate(FAULTS)
        wrong = ("over the edge", "page wider", "clipped", "over other words")
        assert [fault for fault in found if fault.startswith(wrong)] == []
    page.close()


@pytest.mark.parametrize(
    ("spoilt", "expected"),
    [
        (".exhibit { display: grid; grid-template-columns: 1fr 1fr }", "beside another part"),
        (".exhibit .title { max-width: 60px }", "narrow caption"),
        (".plot img { width: 60% }", "drawing out of scale"),
        (".cards { grid-template-columns: repeat(4, 1fr) !important }", "empty column"),
        (".card .number { width: 2em; word-break: break-all !important }", "number parted"),
        ("td { display: block !important; width: 40px; min-width: 0 !important }", "narrow cell"),
        (".source { margin-top: -2em !important }", "over other words"),
        (".notes { white-space: nowrap; overflow: hidden }", "clipped"),
        ("h2 { width: 1300px }", "over the edge"),
        (".bar { display: flex; padding: 1rem }", "bar misdrawn"),
        (".exhibit .tag { margin-left: 9px }", "not at the left edge"),
    ],
)
def test_a_spoilt_style_sheet_is_found_out(
    spoilt: str, expected: str, pages: Path, browser: Any
) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.goto((pages / "02_safety.html").as_uri())
    page.add_style_tag(content=spoilt)
    assert any(expected in fault for fault in page.evaluate(FAULTS))
    page.close()
