"""Which rows an exhibit shows: a caption never speaks of other rows than it has."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from shangluo_data import DataError
from shangluo_data.exhibits import pick, rows_for, section_of

IDS = ["criminal_cases_change", "public_order_cases_change"]


@pytest.mark.usefixtures("own")
def test_rows_are_the_captions_in_its_order() -> None:
    _, rows = rows_for("cases")
    assert list(rows.index) == IDS


@pytest.mark.usefixtures("own")
def test_the_same_rows_may_be_given(figures: pd.DataFrame) -> None:
    caption, rows = rows_for("cases", figures.loc[IDS[::-1]])
    assert list(rows.index) == IDS[::-1]
    assert caption.title["en"] == "Criminal cases fell by 33%"


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (IDS[:1], "without public_order_cases_change"),
        ([*IDS, "event_sessions"], "with event_sessions"),
        ([IDS[0], "event_sessions"], "without public_order_cases_change and with event_sessions"),
        ([*IDS, IDS[0]], "with criminal_cases_change"),
    ],
)
def test_other_rows_under_a_caption_are_refused(
    figures: pd.DataFrame, ids: list[str], said: str
) -> None:
    with pytest.raises(DataError, match=said) as refused:
        rows_for("cases", figures.loc[ids])
    assert "title=" in str(refused.value)


@pytest.mark.usefixtures("own")
def test_changed_values_under_a_caption_are_refused(figures: pd.DataFrame) -> None:
    rows = figures.loc[IDS].assign(value=[-33.0, -20.0])
    with pytest.raises(DataError, match="with public_order_cases_change"):
        rows_for("cases", rows)


def test_a_title_of_ones_own_goes_with_any_rows(figures: pd.DataFrame) -> None:
    caption, rows = rows_for("mine", figures.loc[["event_sessions", "it_investment"]], "Mine")
    assert caption.title == {"zh": "Mine", "en": "Mine"}
    assert caption.ids == ("event_sessions", "it_investment")
    assert section_of(caption, [rows]) == "article"
    assert section_of(caption, [rows.iloc[:1]]) == "force"


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("per", [0, -1, float("nan"), float("inf")])
def test_a_step_that_is_none_is_refused(per: float) -> None:
    with pytest.raises(DataError, match="per="):
        rows_for("money", per=per)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("given", [3, ["event_sessions"], "series", "empty", "foreign"])
def test_rows_that_are_no_rows_are_refused_with_an_example(
    figures: pd.DataFrame, given: Any
) -> None:
    rows = (
        {
            "series": figures.loc["event_sessions"],
            "empty": figures.iloc[:0],
            "foreign": pd.DataFrame({"a": [1]}),
        }.get(given, given)
        if isinstance(given, str)
        else given
    )
    with pytest.raises(DataError, match=r"figures\.loc\[\['event_sessions'\]\]"):
        rows_for("cases", rows)


def test_an_id_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(DataError, match="Did you mean 'event_sessions'"):
        pick(["event_session"], "exhibit 'x'")


def test_figures_and_derived_values_are_picked_together() -> None:
    rows = pick(["criminal_cases_index", "criminal_cases_change"], "x")
    assert list(rows.index) == ["criminal_cases_index", "criminal_cases_change"]
    assert list(rows["value"]) == [67.0, -33.0]
