"""``save``: one exhibit as a picture, or one clear line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

import shangluo_data as sl
from shangluo_data import DataError


def test_a_picture_has_the_ending_and_edition_that_was_asked(tmp_path: Path) -> None:
    chart = sl.charts.slopes("satisfaction")
    path = sl.save(chart, tmp_path / "a.png")
    assert Image.open(io.BytesIO(path.read_bytes())).width > 1000
    english, chinese = (
        sl.save(chart, str(tmp_path / f"{lang}.svg"), lang).read_text(encoding="utf-8")
        for lang in ("en", "zh")
    )
    assert english.startswith("<svg") and chinese.startswith("<svg") and english != chinese
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.png", "en.svg", "zh.svg"]


def test_what_cannot_be_saved_is_refused(tmp_path: Path) -> None:
    chart = sl.charts.slopes("satisfaction")
    with pytest.raises(DataError, match="cannot be drawn in edition .both"):
        sl.save(sl.figures(), tmp_path / "a.png")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="'de'"):
        sl.save(chart, tmp_path / "a.png", "de")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="gif"):
        sl.save(chart, tmp_path / "a.gif")
    with pytest.raises(OSError, match="No such file or directory"):
        sl.save(chart, tmp_path / "missing" / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_without_what_reports_need_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = sl.charts.slopes("satisfaction")
    for name in [name for name in sys.modules if name.startswith("shangluo_data.page")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml.html", None)
    with pytest.raises(DataError, match=r"lxml.html is missing.*pip install 'shangluo-data"):
        sl.save(chart, tmp_path / "a.png")
