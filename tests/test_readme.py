"""The README's example runs as printed, and its pictures are those of today's exhibits."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from shangluo_data.export.pictures import exhibits_in, render

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^\]]+)\]\(docs/(\w+)\.png\)", README)


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = re.search(r"```python\n(import shangluo_data as sl\n.*?)```", README, re.DOTALL)
    assert example is not None
    names: dict[str, object] = {}
    exec(example.group(1), names)
    with Image.open(tmp_path / "money.png") as picture:
        assert picture.width > 1000
    figures = names["figures"]
    assert figures.loc["losses_recovered", "value"] == 57_000_000  # type: ignore[attr-defined]


def test_three_pictures_are_shown_and_described() -> None:
    assert len(PICTURES) == 3
    assert all(len(alt) > 80 for alt, _ in PICTURES)


@pytest.mark.parametrize("name", [name for _, name in PICTURES])
def test_a_picture_is_the_exhibit_of_today(name: str) -> None:
    html = next(
        html
        for notebook in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for exhibit, html in exhibits_in(notebook)
        if exhibit == name
    )
    today = Image.open(io.BytesIO(render(html, "png"))).convert("RGB")
    kept = Image.open(io.BytesIO((ROOT / "docs" / f"{name}.png").read_bytes())).convert("RGB")
    assert kept.size == today.size, "make notebooks writes docs/ anew"
    difference = max(ImageStat.Stat(ImageChops.difference(kept, today)).mean)
    assert difference < 0.05, "make notebooks writes docs/ anew"
