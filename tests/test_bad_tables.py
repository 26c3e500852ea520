"""Bad rows in the other curated tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from messages import said
from spoiling import append, change

from shangluo_data import DataError
from shangluo_data.register.claims import read_claims
from shangluo_data.register.curated import CURATED
from shangluo_data.register.derived import read_checks, read_derived
from shangluo_data.register.numerals import read_numerals
from shangluo_data.register.terms import read_terms


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    """Return a copy of the curated tables to spoil."""
    return Path(shutil.copytree(CURATED, tmp_path / "curated"))


def test_a_number_unaccounted_for(curated: Path) -> None:
    lines = (curated / "numerals.csv").read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("25,四大类")]
    (curated / "numerals.csv").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_numerals(curated)
    said(
        error,
        "¶25: the number '四'",
        "办案效果四大类",
        "is in no row",
        "numerals.csv with its kind",
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("8,137场次,,name,Twice,两次", ("'137'", "event_sessions", "numerals.csv, line")),
        ("25,四大,,name,Twice,两次", ("'四'", "numerals.csv, line 52", "numerals.csv, line 54")),
    ],
)
def test_a_number_counted_twice(curated: Path, line: str, named: tuple[str, ...]) -> None:
    append(curated, "numerals", line)
    with pytest.raises(DataError) as error:
        read_numerals(curated)
    said(error, "counted more than once", *named, "Keep the one row")


@pytest.mark.parametrize(
    ("read", "name", "key", "cells", "parts"),
    [
        (read_numerals, "numerals", "之二十九", {"kind": "ordinals"}, ("Did you mean 'ordinal'?",)),
        (read_numerals, "numerals", "之二十九", {"words": "之三十"}, ("not in ¶1",)),
        (read_terms, "terms", "dual_track", {"words": "单轨制"}, ("'单轨制' are not in ¶12",)),
        (read_terms, "terms", "dual_track", {"category": "mechansm"}, ("'mechanism'?",)),
        (read_terms, "terms", "reform_award", {"level": "province"}, ("'provincial'?",)),
        (read_claims, "claims", "traffic_falls", {"words": "大幅上升"}, ("not in ¶15",)),
        (read_claims, "claims", "traffic_falls", {"kind": "trends"}, ("'trend'?",)),
        (
            read_derived,
            "derived",
            "satisfaction_gain",
            {"formula": "satisfaction_2024 - satisfaction_2020"},
            ("'satisfaction_2020', which is no figure", "Did you mean 'satisfaction_2024'?"),
        ),
        (
            read_derived,
            "derived",
            "wages_per_worker",
            {"formula": "wage_workers / wages_recovered"},
            ("divides by a “more than” figure",),
        ),
        (
            read_derived,
            "derived",
            "wages_per_worker",
            {"formula": "losses_made_good - wages_recovered"},
            ("takes away or divides by a “more than” figure",),
        ),
        (read_derived, "derived", "fengqiao_titles", {"formula": "1 +"}, ("'1 +' is no formula",)),
        (read_derived, "derived", "fengqiao_titles", {"unit": "title"}, ("'titles'?",)),
        (read_derived, "derived", "fengqiao_titles", {"section": "safe"}, ("'safety'?",)),
        (
            read_checks,
            "checks",
            "stations_add_up",
            {"statement": "model_one_office == 8 and stations == 91"},
            ("names 'stations', which is no figure",),
        ),
    ],
)
def test_a_row_that_does_not_agree(
    curated: Path,
    read: Callable[[Path], object],
    name: str,
    key: str,
    cells: dict[str, str],
    parts: tuple[str, ...],
) -> None:
    change(curated, name, key, **cells)
    with pytest.raises(DataError) as error:
        read(curated)
    said(error, f"{name}.csv, line ", *parts)
