"""Tables in a notebook: compact to look at, ids completed, and still plain tables."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pandas as pd
import pytest
from lxml import html

import shangluo_data as sl
from shangluo_data.article.frame import Frame, offer_ids
from shangluo_data.article.text import Section


def head(frame: pd.DataFrame) -> list[str]:
    """Return the column heads that a notebook shows."""
    shown = frame._repr_html_()  # type: ignore[operator]
    return [th.text or "" for th in html.fromstring(shown).findall(".//thead/tr[1]/th")][1:]


def test_figures_show_label_number_unit_period_and_paragraph() -> None:
    columns = ["label_zh", "label_en", "numeral", "value", "unit_zh", "unit", "period", "section"]
    assert head(sl.figures()) == [*columns, "¶"]
    shown = html.fromstring(sl.figures("safety")._repr_html_() or "")
    cells = [[td.text for td in tr.findall("td")] for tr in shown.findall(".//tbody/tr")]
    assert cells[7][2:6] == ["1981.9万余元", "19,819,000", "元", "yuan"]
    assert cells[0][2:5] == ["33%", "-33", "%"]
    assert "source_start, source_end" in shown.text_content()


def test_the_other_wide_tables_are_compact_too() -> None:
    assert head(sl.numerals()) == ["number", "phrase", "kind", "section", "¶"]
    assert head(sl.terms())[:2] == ["term", "gloss_en"]
    assert head(sl.claims())[:2] == ["label_zh", "label_en"] and "quote" not in head(sl.claims())
    assert head(sl.derived())[:4] == ["label_zh", "label_en", "value", "unit_zh"]


def test_what_is_picked_is_shown() -> None:
    picked = sl.figures()[["quote", "value"]]
    assert head(picked) == ["quote", "value"]
    assert head(pd.DataFrame(sl.figures())) == list(sl.figures().columns)
    assert head(sl.codes("unit")) == list(sl.codes().columns)


def test_tables_stay_of_their_kind_and_are_plain_besides() -> None:
    figures = sl.figures()
    assert isinstance(figures.loc[["event_sessions"]], Frame)
    assert isinstance(figures.sort_values("value").head(3), Frame)
    assert figures.groupby("section")["value"].count().sum() == 62
    texts = sl.article()[["text"]]
    assert len(figures.merge(texts, left_on="paragraph", right_index=True)) == 62


def test_loaders_say_what_they_take() -> None:
    for load in (sl.figures, sl.numerals, sl.terms, sl.claims, sl.derived):
        (section,) = inspect.signature(load).parameters.values()
        assert (section.name, section.default) == ("section", None)
        assert section.annotation == Section | None
        assert load.__doc__ and load.__doc__.startswith("Return ")
    assert not inspect.signature(sl.checks).parameters


@pytest.fixture
def complete() -> Iterator[object]:
    """Return what IPython offers after a line of code."""
    shells = pytest.importorskip("IPython.core.interactiveshell")
    completer = pytest.importorskip("IPython.core.completer")
    shell = shells.InteractiveShell.instance()
    shell.user_ns.update(sl=sl, figures=sl.figures(), other=pd.DataFrame({"a": [1]}, ["incident"]))
    shell.Completer.custom_matchers.clear()
    offer_ids()

    def after(line: str) -> list[str]:
        with completer.provisionalcompleter():
            return [c.text for c in shell.Completer.completions(line, len(line))]

    yield after
    shells.InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    "line",
    [
        'figures.loc["incid',
        'figures.loc[["incid',
        "figures.loc[['fitness_tests', 'incid",
        'sl.charts.bars("own", figures.loc[["incid',
        'sl.figures().loc[["incid',
        'sl.figures("force").loc["incid',
    ],
)
def test_ids_are_completed(complete: object, line: str) -> None:
    assert complete(line) == ["incident_drills"]  # type: ignore[operator]


def test_all_ids_are_offered_and_only_of_our_tables(complete: object) -> None:
    assert complete('figures.loc[["') == sorted(sl.figures().index)  # type: ignore[operator]
    assert complete('sl.terms().loc[["dual') == ["dual_track"]  # type: ignore[operator]
    assert "incident_drills" not in complete('other.loc[["incid')  # type: ignore[operator]
    for line in ('figures["incid', 'sl.account().loc["incid', 'sl.curated.loc["incid'):
        assert "incident_drills" not in complete(line)  # type: ignore[operator]
