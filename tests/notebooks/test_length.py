"""A page owes its reader what is worth seeing, once: budgets of exhibits and of words."""

from __future__ import annotations

import re

import pytest
from helpers.story import HAN, NAMES, cells, drawn, output, plain, source, written

# What is read on a page: prose and outputs, without what is closed until it is opened.
BUDGET = {
    "00_overview": (1_900, 900),
    "01_force": (1_600, 1_100),
    "02_safety": (1_900, 1_300),
    "03_services": (1_750, 1_200),
}


def words(name: str) -> tuple[int, int]:
    """Return the Chinese characters and the English words that a page shows."""
    parts = [plain(source(cell)) for _, cell in cells("markdown", (name,))]
    for _, cell in cells("code", (name,)):
        page = output(name, cell["id"])
        for closed in page.findall(".//details"):
            closed.drop_tree()
        parts.append(page.text_content())
    text = " ".join(parts)
    return len(HAN.findall(text)), len(re.findall(r"[A-Za-z][A-Za-z’'-]*", text))


def test_about_twenty_five_exhibits() -> None:
    assert 25 <= len([e for e, (name, _) in drawn().items() if name != NAMES[4]]) + 7 <= 33


@pytest.mark.parametrize("name", list(BUDGET))
def test_a_page_stays_within_its_length(name: str) -> None:
    chinese, english = words(name)
    assert (chinese <= BUDGET[name][0], english <= BUDGET[name][1]) == (True, True), (
        chinese,
        english,
    )


@pytest.mark.parametrize(("lang", "most"), [("zh", 5_000), ("en", 3_000)])
def test_the_hand_written_text_stays_within_its_length(lang: str, most: int) -> None:
    text = " ".join(plain(text) for _, text in written(lang))
    count = len(HAN.findall(text)) if lang == "zh" else len(text.split())
    assert count <= most, count


def test_a_title_fits_two_lines_and_a_sentence_can_be_read_aloud() -> None:
    for where, text in written("zh"):
        longest = max((len(s) for s in re.split("[。；]", plain(text))), default=0)
        assert longest <= (40 if ".title" in where else 110), (where, longest)
    for where, text in written("en"):
        longest = max((len(s.split()) for s in re.split(r"[.;]\s", plain(text))), default=0)
        assert longest <= (22 if ".title" in where else 55), (where, longest)
