"""The restored article: each step of the restoration, and the way back to the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from shangluo_data import DataError, article, claims, figures, numerals, terms
from shangluo_data.article import Paragraph, paragraphs, sections, without_names
from shangluo_data.article.restore import (
    PINYIN,
    Traced,
    remove_pinyin,
    repair_damage,
    restore,
    to_simplified,
)
from shangluo_data.article.source import particulars, read_seed, seed_path
from shangluo_data.article.text import Section

# As in ¶23 of the file received, and as it must have read.
DAMAGED, REPAIRED = "”??萍假x能", "”。科技賦能"
SHA256 = "7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf"


def traced(text: str) -> Traced:
    """Return ``text`` as if it were a whole file."""
    return Traced(text, tuple(range(len(text))))


def test_seed_is_the_file_received() -> None:
    data = seed_path().read_bytes()
    assert len(data) == 11_945
    assert hashlib.sha256(data).hexdigest() == SHA256
    assert len(data.decode()) == 5_512


def test_427_pinyin_notes_go_and_nothing_else() -> None:
    seed = read_seed()
    # Found without the project's pattern: parentheses whose letters are all Latin once unmarked.
    notes = [
        words
        for words in re.findall(r"\(([^)]*)\)", seed)
        if re.fullmatch("[a-zɡ]+", "".join(c for c in decomposed(words) if c.isalpha()))
    ]
    assert len(notes) == 427
    assert len(PINYIN.findall(seed)) == 427
    without = remove_pinyin(traced(seed))
    assert len(without.text) == len(seed) - sum(len(note) + 2 for note in notes)
    assert not re.search("[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{2,}", without.text)
    assert re.findall(r"\([^)]*\)", without.text) == ["(站)"]


def decomposed(text: str) -> str:
    """Return ``text`` without tone marks."""
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("kept", ["(站)", "(APP)", "(U19)", "(110)", "()", "(Bào)", "(bào 1)"])
def test_other_parentheses_stay(kept: str) -> None:
    assert remove_pinyin(traced(f"警{kept}务")).text == f"警{kept}务"


def test_removing_a_note_keeps_the_offsets_of_the_rest() -> None:
    result = remove_pinyin(traced("報(bào)記者"))
    assert (result.text, result.offsets) == ("報記者", (0, 6, 7))


def test_gbk_bytes_prove_the_damaged_spot() -> None:
    lost = "。科技賦能".encode("gbk")
    assert lost.hex(" ", 2) == "a1a3 bfc6 bcbc d978 c4dc"
    # One byte gone: a ? in its place, and the rest read in pairs from the wrong side.
    survived = lost[1:]
    assert survived == bytes.fromhex("a3bfc6bcbcd978c4dc")
    assert survived.decode("gbk") == "？萍假x能"
    assert "”?" + survived.decode("gbk").replace("？", "?") == DAMAGED
    assert read_seed().split("\n")[22].count(DAMAGED) == 1
    (spot,) = particulars().damage
    assert (spot.paragraph, spot.received, spot.restored) == (23, DAMAGED, REPAIRED)


@pytest.mark.parametrize("character", ["赋", "富", "付", "負", "附"])
def test_only_the_traditional_character_yields_the_x(character: str) -> None:
    assert "賦".encode("gbk")[1:] == b"x"
    assert b"x" not in character.encode("gbk")


def test_the_damage_is_repaired_and_each_character_points_into_it() -> None:
    result = repair_damage(traced(f"前{DAMAGED}後"))
    assert result.text == f"前{REPAIRED}後" == "前”。科技賦能後"
    assert result.offsets == (0, 1, 2, 3, 4, 5, 7, 8)
    at = read_seed().index(DAMAGED)
    whole = restore(read_seed())
    start = whole.text.index("。科技赋能改革")
    assert [whole.offsets[start + i] - at for i in range(5)] == [1, 2, 3, 4, 6]


@pytest.mark.parametrize("text", ["”。科技賦能", DAMAGED * 2, ""])
def test_a_file_without_the_one_damage_is_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"¶23.*times, not once"):
        repair_damage(traced(text))


def test_opencc_makes_it_simplified_one_for_one() -> None:
    result = to_simplified(Traced("機關、隊伍、執法", (4, 5, 6, 9, 10, 11, 20, 21)))
    assert result.text == "机关、队伍、执法"
    assert result.offsets == (4, 5, 6, 9, 10, 11, 20, 21)


def test_the_variant_opencc_leaves_is_unified() -> None:
    assert OpenCC("t2s").convert("陜西") == "陜西"
    assert to_simplified(traced("陜西")).text == "陕西"
    text = "".join(p.text for p in paragraphs())
    assert "陜" not in text
    assert text.count("陕") == 1
    assert "陕西公安" in paragraphs()[23].text


def test_what_is_left_as_received() -> None:
    text = article()["text"]
    assert "执著" in text[4]
    assert "警务室(站)" in text[17]
    assert "》形成" in text[25]
    whole = "".join(text)
    received = remove_pinyin(traced(read_seed())).text
    assert {mark: whole.count(mark) for mark in ",;()"} == {",": 145, ";": 4, "(": 1, ")": 1}
    assert all(whole.count(mark) == received.count(mark) for mark in ",;()")


def test_every_character_maps_back() -> None:
    seed = read_seed()
    whole = restore(seed)
    assert whole.text == "\n".join(article()["text"])
    assert list(whole.offsets) == sorted(set(whole.offsets))
    damage = seed.index(DAMAGED)
    mended = range(damage, damage + len(DAMAGED))
    for character, offset in zip(whole.text, whole.offsets, strict=True):
        if offset not in mended:
            received = to_simplified(traced(seed[offset])).text
            # 著 and 乾 and the like depend on their neighbours: OpenCC reads phrases.
            assert received == character or seed[offset] in "著乾", (offset, character)


@pytest.mark.parametrize("table", [figures, numerals, terms, claims])
def test_spans_in_the_file_restore_to_the_words(table: object) -> None:
    seed = read_seed()
    whole = restore(seed)
    rows = table()  # type: ignore[operator]
    for _, row in rows.iterrows():
        words = row[next(c for c in ("numeral", "number", "term", "words") if c in row.index)]
        inside = range(row["source_start"], row["source_end"])
        pairs = zip(whole.text, whole.offsets, strict=True)
        assert "".join(c for c, offset in pairs if offset in inside) == words
        number = 1 + seed.count("\n", 0, row["source_start"])
        assert number == row["paragraph"]
        assert article()["text"][number][row["start"] : row["end"]] == words


def test_article_is_25_paragraphs_in_four_sections() -> None:
    frame = article()
    assert list(frame.index) == list(range(1, 26))
    assert frame.index.name == "paragraph"
    about = ["section", "kind", "label_en", "label_zh", "gist_en"]
    assert list(frame.columns) == [*about, "text", "source_text"]
    assert not (frame[about] == "").any(axis=None)
    assert sections() == get_args(Section) == ("lead", "force", "safety", "services")
    assert list(frame["section"].cat.categories) == ["lead", "force", "safety", "services"]
    assert frame["section"].cat.ordered
    assert frame["section"].value_counts(sort=False).to_dict() == {
        "lead": 5,
        "force": 7,
        "safety": 6,
        "services": 7,
    }
    assert list(frame.groupby("section", observed=True).head(1).index) == [1, 6, 13, 19]
    assert frame.index[frame["kind"] == "heading"].tolist() == [6, 13, 19]
    assert frame["kind"][1] == "series"
    assert frame["kind"][2] == "byline"
    assert (frame["kind"] == "body").sum() == 20
    assert frame["text"][1] == "——商洛市“十四五”成就主题报道之二十九"
    received = "\n".join(frame["source_text"])
    assert received == read_seed() and hashlib.sha256(received.encode()).hexdigest() == SHA256
    assert SHA256 in (article.__doc__ or "")


def test_a_changed_copy_does_not_leak() -> None:
    changed = article()
    changed.loc[1, "text"] = "changed"
    assert article()["text"][1].startswith("——")


def test_sentences_partition_each_paragraph() -> None:
    for paragraph in paragraphs():
        spans = paragraph.sentences()
        assert spans[0][0] == 0
        assert spans[-1][1] == len(paragraph.text)
        assert all(a[1] == b[0] for a, b in pairwise(spans))
        ends = re.findall("[。！？…]+”?", paragraph.text)
        assert len(spans) - len(ends) in (0, 1)
    assert [len(p.sentences()) for p in paragraphs()[6:9]] == [2, 3, 1]
    assert paragraphs()[14].place(0, 1)["quote"].endswith("大幅下降。")


def test_finding_words_never_cuts_an_arabic_number() -> None:
    text = paragraphs()[7]
    assert "11" in text.text
    assert [text.text[a:b] for a, b in text.find("9个")] == []
    assert [text.text[a:b] for a, b in text.find("49个")] == ["49个"]
    assert len(text.find("一等功")) == 1
    spans = paragraphs()[4].find("获评首批…示范城市”")
    assert [paragraphs()[4].text[a : a + 4] for a, _ in spans] == ["获评首批"]
    assert paragraphs()[4].find("获评首批…不在这里") == []


def test_words_found_twice_are_both_found() -> None:
    own = Paragraph("甲办3件,乙办13件,丙办3件。", (), "", 1, "lead", "body", "", "", "")
    assert own.find("3件") == [(2, 4), (13, 15)]


def test_private_persons_are_crossed_out_and_nothing_else() -> None:
    changed = {
        p.number: (p.text, without_names(p)) for p in paragraphs() if without_names(p) != p.text
    }
    assert list(changed) == [20]
    before, after = changed[20]
    assert len(before) == len(after) and after.count("×") == 4
    assert re.findall("(.{3})××(.{2})", after) == [("室民警", "在走"), ("居老人", "行动")]
    assert re.sub("[^×]", "", after) == "××××" and "×" not in before


@given(st.lists(st.sampled_from(["執", "著", "關", "(zhàn)", "(站)", "(bào)", "x", "。", "\n"])))
def test_whatever_is_removed_the_rest_keeps_its_place(pieces: list[str]) -> None:
    source = "".join(pieces)
    result = remove_pinyin(traced(source))
    assert result.text == "".join(p for p in pieces if p not in ("(zhàn)", "(bào)"))
    assert "".join(source[offset] for offset in result.offsets) == result.text
    simplified = to_simplified(result)
    assert simplified.offsets == result.offsets and len(simplified.text) == len(result.text)
    for start in range(len(result.text)):
        a, b = simplified.offsets[start], simplified.offsets[-1]
        assert remove_pinyin(traced(source[a : b + 1])).text == result.text[start:]
