"""The report's pages in every edition, and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from shangluo_data.page import screen, tree

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the notebooks as stored: bilingual, and ``zh`` and ``en`` in folders."""
    folder = tmp_path_factory.mktemp("report")
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    names = [path.stem for path in paths]
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    for lang in ("both", "zh", "en"):
        place = folder if lang == "both" else folder / lang
        place.mkdir(exist_ok=True)
        made = [
            tree.Page(nb, name=name, lang=lang, siblings=names, home=True, folder=ROOT)
            for nb, name in zip(notebooks, names, strict=True)
        ]
        for page in made:
            (place / f"{page.name}.html").write_text(screen.render(page), encoding="utf-8")
        (place / "index.html").write_text(screen.index(made, lang), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start Chromium with the project's fonts beside the system's, so that Chinese has glyphs."""
    from playwright.sync_api import sync_playwright

    home = tmp_path_factory.mktemp("home")
    (home / "fonts").mkdir()
    for font in (ROOT / "shangluo_data" / "fonts").glob("*.ttf"):
        shutil.copy(font, home / "fonts")
    with sync_playwright() as playwright:
        started = []

        def start(*more: str) -> Any:
            started.append(
                playwright.chromium.launch(
                    executable_path=shutil.which("chromium") or "/usr/bin/chromium",
                    args=[*ARGUMENTS, *more],
                    env={**os.environ, "XDG_DATA_HOME": str(home)},
                )
            )
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch: Any) -> Any:
    """Chromium."""
    return launch()
