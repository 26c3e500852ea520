"""Pictures as files: saved with their captions, and made small without a visible change."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib as mpl
import pytest
import svg_reading
from exhibit_set import CHARTS, exhibits
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from shangluo_data import DataError
from shangluo_data.exhibits.picture import compact
from shangluo_data.exhibits.style import rc, use_fonts


def drawn() -> str:
    """Return a small figure as matplotlib writes it: text, squares, bars, dashes, dots."""
    use_fonts()
    with mpl.rc_context(rc()):
        figure = Figure(figsize=(3, 2), dpi=72)
        sheet = figure.add_axes((0, 0, 1, 1))
        sheet.set_axis_off()
        sheet.set(xlim=(0, 216), ylim=(144, 0))
        sheet.text(10.3, 20.7, "派出所 91个 “枫桥” Rg&%", fontsize=11.5, fontweight=700)
        sheet.text(10.3, 40.1, "police rooms, 1,234.5", fontsize=8.5)
        boxes = [
            Outline([(x, 60.25), (x + 9, 60.25), (x + 9, 69.25), (x, 69.25), (x, 60.25)])
            for x in (10.125, 21.5, 33.75)
        ]
        sheet.add_patch(PathPatch(Outline.make_compound_path(*boxes), facecolor="#0B7A6F"))
        sheet.add_patch(Rectangle((10, 80.5), 123.456, 17, facecolor="#1F4B99"))
        sheet.plot([5, 100.5, 200], [110, 120.75, 105.25], dashes=(4, 2.5))
        sheet.plot([50], [130], "o", markersize=9)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def glyphs(svg: str) -> dict[str, list[svg_reading.Points]]:
    """Return the outlines of the glyphs an SVG defines, in thousandths of an em or so."""
    found = {}
    for path in ET.fromstring(svg).iter(f"{svg_reading.SVG}path"):
        scaled = path.get("transform", "")
        if path.get("id") and scaled.startswith("scale("):
            scale = float(scaled.removeprefix("scale(").removesuffix(")"))
            found[path.attrib["id"]] = [
                [(x * scale, y * scale) for x, y in outline]
                for outline in svg_reading.outlines(path.get("d", ""))
            ]
    return found


def placed(svg: str) -> list[tuple[str, str]]:
    """Return which glyph stands where, in order, and how its text is moved and scaled."""
    root = ET.fromstring(svg)
    uses = root.iter(f"{svg_reading.SVG}use")
    return [
        (use.attrib[f"{svg_reading.XLINK}href"], use.get("transform", ""))
        for use in uses
        if "Noto" in use.attrib[f"{svg_reading.XLINK}href"]
    ]


def numbers(transform: str) -> list[float]:
    inside = transform.removeprefix("translate(").removesuffix(")")
    return [float(n) for n in inside.split()]


def assert_near(one: svg_reading.Points, other: svg_reading.Points, slack: float) -> None:
    assert len(one) == len(other)
    for (a, b), (c, d) in zip(one, other, strict=True):
        assert abs(a - c) <= slack and abs(b - d) <= slack, (one, other)


def closed(points: svg_reading.Points) -> svg_reading.Points:
    """Return an outline without a last point that repeats the first."""
    return points[:-1] if len(points) > 3 and points[0] == points[-1] else points


def test_compacting_moves_nothing() -> None:
    before, after = drawn(), compact(drawn())
    assert len(after) < 0.6 * len(before)
    shapes = list(zip(svg_reading.shapes(before), svg_reading.shapes(after), strict=True))
    assert len(shapes) == 5
    for one, other in shapes:
        assert one.style == other.style
        if len(closed(one.points)) == 4:
            # A square is rewritten as its corner and sides, from the same corner on.
            assert_near(closed(one.points), closed(other.points), 0.06)
        else:
            assert_near(one.points, other.points, 0.02)
    assert len(svg_reading.squares(after)) == 3


def test_compacting_keeps_every_glyph() -> None:
    before, after = drawn(), compact(drawn())
    one, other = glyphs(before), glyphs(after)
    assert list(one) == list(other)
    assert len(one) > 20
    for name, whole in one.items():
        assert len(whole) == len(other[name]), name
        for outline, coarse in zip(whole, other[name], strict=True):
            # A hundred units to the em here: a fifth of one is not seen.
            assert_near(outline, coarse, 0.2)
    texts = list(zip(placed(before), placed(after), strict=True))
    assert len(texts) > 30
    for (glyph, where), (same, there) in texts:
        assert glyph == same
        assert numbers(where or "translate(0 0)") == pytest.approx(
            numbers(there or "translate(0 0)"), abs=0.05
        )


@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_is_small_clean_xml(name: str) -> None:
    for picture in exhibits()[name].pictures.values():
        root = ET.fromstring(picture.svg)
        assert root.tag == f"{svg_reading.SVG}svg"
        assert len(picture.svg) < 200_000
        assert root.find(f".//{svg_reading.SVG}metadata") is None
        assert root.find(f".//{svg_reading.SVG}text") is None
        defined = {e.attrib["id"] for e in root.iter() if "id" in e.attrib}
        used = {
            e.attrib[f"{svg_reading.XLINK}href"][1:] for e in root.iter(f"{svg_reading.SVG}use")
        }
        assert used <= defined


def test_an_exhibit_is_saved_as_png_and_svg(tmp_path: Path) -> None:
    exhibit = exhibits()["fengqiao"]
    png = exhibit.save(tmp_path / "fengqiao.png")
    data = png.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width > 1000
    assert height > 200
    svg = exhibit.save(tmp_path / "fengqiao.SVG", lang="zh")
    root = ET.fromstring(svg.read_text(encoding="utf-8"))
    title = root.find(f"{svg_reading.SVG}title")
    assert title is not None
    assert title.text == "“枫桥式公安派出所”：全国1个、全省1个、市级19个"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fengqiao.SVG", "fengqiao.png"]


def test_saving_says_what_it_cannot_do(tmp_path: Path) -> None:
    exhibit = exhibits()["fengqiao"]
    with pytest.raises(DataError, match=r"cannot write 'a\.jpg'\. End it in \.png or \.svg"):
        exhibit.save(tmp_path / "a.jpg")
    with pytest.raises(DataError, match=r"no language 'fr'\. Give zh, en or both"):
        exhibit.save(tmp_path / "a.png", lang="fr")
    assert list(tmp_path.iterdir()) == []
