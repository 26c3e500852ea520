"""The bundled fonts hold every character that the project can show."""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from helpers import make_fonts as build

import shangluo_data

FONTS = Path(shangluo_data.__file__).parent / "fonts"
SEED = FONTS.parent.parent / "seeds" / "000_3e8b16021292b7b7.txt"

weights = pytest.mark.parametrize("weight", ["Regular", "Bold"])


@cache
def font(weight: str) -> TTFont:
    return TTFont(FONTS / f"NotoSansSC-{weight}.ttf")


def missing(weight: str, text: str) -> str:
    """Return the characters of a text that the font has no glyph for."""
    cmap = font(weight).getBestCmap()
    return "".join(sorted({c for c in text if c != "\n" and ord(c) not in cmap}))


@weights
def test_the_article_as_received_is_covered(weight: str) -> None:
    assert missing(weight, SEED.read_text(encoding="utf-8")) == ""


@weights
def test_the_article_as_restored_is_covered(weight: str) -> None:
    article = shangluo_data.article()
    assert missing(weight, "".join(article["text"])) == ""
    assert missing(weight, "".join(article["source_text"])) == ""


@weights
def test_gb2312_is_covered(weight: str) -> None:
    hanzi = build.gb2312_hanzi()
    assert len(hanzi) == 6763
    assert (hanzi[0], hanzi[3754], hanzi[-1]) == ("啊", "座", "齄")
    assert missing(weight, hanzi) == ""


@weights
def test_latin_pinyin_and_symbols_are_covered(weight: str) -> None:
    text = "".join(map(chr, range(0x20, 0x7F))) + "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
    assert missing(weight, text) == ""
    assert missing(weight, "“”‘’、。《》…—·¶§≥≤−–×÷≈±→←↑↓●○■□▲△▶▷✓①%‰") == ""


@weights
def test_curated_and_written_texts_are_covered(weight: str) -> None:
    files = [
        path
        for pattern in (
            "shangluo_data/curated/*.csv",
            "shangluo_data/curated/*.toml",
            "notebooks/*.ipynb",
        )
        for path in FONTS.parent.parent.glob(pattern)
    ]
    assert files
    for path in files:
        assert missing(weight, path.read_text(encoding="utf-8")) == "", path.name


@weights
def test_the_name_table_names_family_and_weight(weight: str) -> None:
    names = font(weight)["name"]
    assert names.getDebugName(1) == "Noto Sans SC"
    assert names.getDebugName(2) == weight
    assert font(weight)["OS/2"].usWeightClass == {"Regular": 400, "Bold": 700}[weight]


@weights
def test_proportional_features_are_kept_and_hinting_is_not(weight: str) -> None:
    tables = font(weight)
    features = {
        record.FeatureTag
        for name in ("GSUB", "GPOS")
        for record in tables[name].table.FeatureList.FeatureRecord
    }
    assert {"pwid", "palt"} <= features
    assert not {"fpgm", "prep", "cvt "} & set(tables.keys())


def test_a_subset_is_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    source = FONTS / "NotoSansSC-Bold.ttf"
    sha256 = build.hashlib.sha256(source.read_bytes()).hexdigest()
    for name in ("a.ttf", "b.ttf"):
        build.build(source, tmp_path / name, sha256)
    made = (tmp_path / "a.ttf").read_bytes()
    assert len(made) > 2_000_000 and made == (tmp_path / "b.ttf").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.ttf", "b.ttf"]


def test_another_version_of_the_source_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "NotoSansSC_400Regular.ttf"
    source.write_bytes(b"another")
    with pytest.raises(SystemExit, match="is it another version"):
        build.build(source, tmp_path / "a.ttf", "0" * 64)


def test_the_licence_lies_beside_the_fonts() -> None:
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert re.search(r"Copyright 2014-2021 Adobe .* with Reserved Font Name 'Source'", text)
