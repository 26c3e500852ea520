"""Captions: numbers filled in, and everything unsound refused in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shangluo_data import DataError
from shangluo_data.exhibits import caption_for
from shangluo_data.exhibits.captions import check_captions, findings_for

from .conftest import OWN

Write = Callable[[str], None]


def test_the_projects_own_captions_are_sound() -> None:
    check_captions()


@pytest.mark.usefixtures("own")
def test_numbers_are_filled_in_as_each_language_has_them() -> None:
    caption = caption_for("cases")
    assert caption.title == {"zh": "刑事案件下降33%", "en": "Criminal cases fell by 33%"}
    assert caption.ids == ("criminal_cases_change", "public_order_cases_change")


@pytest.mark.usefixtures("own")
def test_a_sentence_that_begins_with_a_number_begins_with_a_capital() -> None:
    (finding,) = findings_for("safety")
    assert finding["en"].startswith("More than 731,000 ")
    assert finding["en"].endswith("were paid. 731,000 of 62.")
    assert finding["zh"] == "走访73.1万余户，共62个数据。"


@pytest.mark.usefixtures("own")
def test_a_matrix_gives_its_ids() -> None:
    assert caption_for("honours").ids == ("second_class_collectives", "second_class_individuals")


@pytest.mark.usefixtures("own")
def test_the_small_file_is_sound() -> None:
    check_captions()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title_en = "Merit"', "", "Write exhibits.honours.title_en as well"),
        ('title_zh = "立功"\ntitle_en = "Merit"', "", "exhibits.honours: title_zh is missing"),
        ('subtitle_en = "In yuan"', "", "Write exhibits.money.subtitle_en as well"),
        ('title_en = "Merit"', 'titel_en = "Merit"', "exhibits.honours.titel_en"),
        (
            "criminal_cases_change = { zh",
            "event_sessions = { zh",
            "no id drawn here that has the label",
        ),
        ('{ zh = "刑事", en = "Criminal" }', '{ zh = "刑事" }', "one language is missing"),
        ('notes_zh = ["没有基期。"]', 'notes_zh = "没有基期。"', "cases.notes_zh"),
        ('"No base year is given."', "", "exhibits.cases.notes_en"),
        ('["No base year is given."]', '["No base year is given.", "One."]', "notes_zh.1 as well"),
        ("{criminal_cases_change}", "{criminal_cases_change!r}", "!r is not understood"),
        ("{criminal_cases_change}", "{criminal_cases_chang}", "is no figure"),
        ("{criminal_cases_change}", "{criminal_cases_change:.2f}", ":.2f is not understood"),
        ("{criminal_cases_change}", "{criminal_cases_change", "Mend the braces"),
        ("{criminal_cases_change}", "33%", "the number '33' is typed by hand"),
        ("{n_figures}", "62", "the number '62' is typed by hand"),
        ('"traffic_falls"', '"traffic_fall"', "no row of the register 'traffic_fall'"),
        ('["second_class", ', '["second_class", "", ', "has not 3 cells"),
        ("matrix = [[", "matrix = [3, [", "exhibits.honours.matrix.0"),
        ('notebook = "01_force"', 'notebook = "x"\nsection = "forse"', "no section 'forse'"),
        ('"public_order_cases_change"]', '"criminal_cases_change"]', "is named twice"),
        ("[findings.safety]\nzh", "[findings.safety]\nfr = []\nzh", "findings.safety.fr"),
        ('notebook = "01_force"', "", "notebook is missing"),
        (
            'en = ["{household_visits} were',
            'en = ["One.", "{household_visits} were',
            "zh.1 as well",
        ),
        ("[findings.safety]", "[finding.safety]", "finding.safety"),
        ('en = "Source: no. {series_number} in a series,"', "", "Write source.en as well"),
        ("[exhibits.main]", "[exhibits.main", "captions.toml"),
    ],
)
def test_an_unsound_file_is_refused_in_one_line(
    write_captions: Write, old: str, new: str, said: str
) -> None:
    assert old in OWN
    write_captions(OWN.replace(old, new, 1))
    with pytest.raises(DataError) as refused:
        check_captions()
    assert said in str(refused.value)
    assert "captions.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_years_and_names_of_the_article_may_be_written(write_captions: Write) -> None:
    said = "2021年起，110，第15段，0–100%，5年来"
    write_captions(OWN.replace("两项金额", said).replace("Two sums", "Since 2021, the 14th, ¶15"))
    check_captions()


def test_an_exhibit_without_a_caption_says_what_to_do() -> None:
    with pytest.raises(DataError, match=r"no 'trainin' .*Did you mean 'training'.*title="):
        caption_for("trainin")
