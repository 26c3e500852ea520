"""What every exhibit tells in words: its alt text, its hedges, what was computed."""

from __future__ import annotations

import base64
import re
import tomllib
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from exhibit_pages import page, shown, texts
from exhibit_set import CARDS, CHARTS, EXHIBITS, exhibits
from readings import AT_LEAST, DERIVED, FIGURES

import shangluo_data as sl
from shangluo_data import charts, tables
from shangluo_data.exhibits import caption_for
from shangluo_data.exhibits.wording import reads_en, reads_zh
from shangluo_data.register.curated import CURATED

every_exhibit = pytest.mark.parametrize("name", EXHIBITS)


@every_exhibit
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_alt_text_tells_all_that_is_shown(name: str, lang: str) -> None:
    exhibit = exhibits()[name]
    alt = exhibit.alt(lang)
    kinds = {"chart": ("图", "Chart"), "cards": ("数字卡", "Figures"), "table": ("表", "Table")}
    assert alt.startswith(kinds[exhibit.kind][lang == "en"])
    caption = caption_for(name)
    assert caption.title[lang].rstrip(".。") in alt
    if caption.notes[lang]:
        assert caption.notes[lang][0].rstrip(".。") in alt
    reads = reads_zh if lang == "zh" else reads_en
    for frame in exhibit.frames:
        for key, row in frame.iterrows():
            if "value" in row.index:
                said = row["numeral"] if name == "years" else reads(row)
                assert said in alt, key
                mark = ("（推算）", "(derived)")[lang == "en"]
                assert key not in DERIVED or f"{said}{' ' * (lang == 'en')}{mark}" in alt
    assert not re.search(r"\bnan\b|[{}<]", alt)


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_carries_the_alt_text(name: str) -> None:
    exhibit = exhibits()[name]
    (image,) = page(name).select("picture img")
    assert image["alt"] == f"{exhibit.alt('zh')} {exhibit.alt('en')}"
    assert image["data-alt-zh"] == exhibit.alt("zh")
    assert image["data-alt-en"] == exhibit.alt("en")
    assert repr(exhibit) == f"{exhibit.alt('zh')}\n{exhibit.alt('en')}"
    (narrow,) = page(name).select("picture source")
    assert narrow["media"] == "(max-width: 600px)"
    for element, attribute, size in ((image, "src", "wide"), (narrow, "srcset", "narrow")):
        head, _, data = str(element[attribute]).partition(",")
        assert head == "data:image/svg+xml;base64"
        root = ET.fromstring(base64.b64decode(data))
        picture = exhibit.pictures[size]
        assert [float(v) for v in root.attrib["viewBox"].split()[2:]] == [
            picture.width,
            picture.height,
        ]
        assert int(str(element["width"])) == picture.css_width
        assert int(str(element["height"])) == picture.css_height


@every_exhibit
def test_floors_show_their_hedge(name: str) -> None:
    exhibit = exhibits()[name]
    for key in AT_LEAST & set(shown(exhibit)):
        numeral = FIGURES[key][1]
        visible = BeautifulSoup(exhibit.html(), "html.parser")
        for closed in visible.select("details"):
            closed.decompose()
        words = [visible.get_text()]
        if exhibit.pictures:
            words = ["".join(t.text for t in p.texts) for p in exhibit.pictures.values()]
        assert all(numeral in text for text in words), key
        assert numeral in exhibit.alt("zh")
        assert "at least" in exhibit.alt("en")
        if name in CARDS:
            assert "at least" in words[0] and "至少" in words[0]


@every_exhibit
def test_what_was_computed_says_so(name: str) -> None:
    exhibit = exhibits()[name]
    if set(DERIVED) & set(shown(exhibit)):
        words = page(name).select_one("figcaption").get_text()  # type: ignore[union-attr]
        words += " ".join(texts(page(name), ".notes"))
        words += " ".join(t.text for p in exhibit.pictures.values() for t in p.texts)
        assert "推算" in words and "derived" in words


def test_captions_that_name_a_derived_value_say_so() -> None:
    captions = tomllib.loads((CURATED / "captions.toml").read_text(encoding="utf-8"))
    named = re.compile(r"\{(" + "|".join(DERIVED) + r")(:\w+)?\}")
    for lang, mark in (("zh", "推算"), ("en", "derived")):
        for name, entry in captions["exhibits"].items():
            whole = [entry[f"title_{lang}"], entry[f"subtitle_{lang}"]]
            assert not any(map(named.search, whole)) or mark in "".join(whole), name
            for note in entry.get(f"notes_{lang}", ()):
                assert not named.search(note) or mark in note, name
        for name, lines in captions["findings"].items():
            for line in lines[lang]:
                assert not named.search(line) or mark in line, name


def test_a_title_of_ones_own() -> None:
    rows = sl.figures().loc[["reception_halls", "reception_corners"]]
    chart = charts.squares("mine", rows, title=("我的图", "My own"))
    assert chart.alt("en") == (
        'Chart. My own. "Warm policing" reception halls: 26 halls; '
        '"Warm policing" reception corners: 80 corners.'
    )
    assert chart.alt("zh").startswith("图。我的图。“暖心警务会客厅”：26个；")
    assert chart.section == "services"
    assert charts.cards("mine", rows, title="Mine").caption.title == {"zh": "Mine", "en": "Mine"}
    assert len(tables.terms("mine", sl.terms("lead"), title="Mine").frames[0]) == len(
        sl.terms("lead")
    )
