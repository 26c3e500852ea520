"""A small caption file of the tests' own, and the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest

import shangluo_data as sl
from shangluo_data.article.source import CURATED

OWN = """
[source]
zh = "来源：{series}（{byline}）"
en = "Source: no. {series_number} in a series,"

[exhibits.cases]
notebook = "02_safety"
ids = ["criminal_cases_change", "public_order_cases_change"]
derived = ["criminal_cases_index"]
title_zh = "刑事案件下降{criminal_cases_change}"
title_en = "Criminal cases fell by {criminal_cases_change}"
notes_zh = ["没有基期。"]
notes_en = ["No base year is given."]
[exhibits.cases.labels]
criminal_cases_change = { zh = "刑事", en = "Criminal" }
public_order_cases_change = { zh = "治安", en = "Public order" }

[exhibits.money]
notebook = "02_safety"
ids = ["wages_recovered", "losses_made_good"]
title_zh = "两项金额"
title_en = "Two sums of money"
subtitle_zh = "单位：元"
subtitle_en = "In yuan"

[exhibits.main]
notebook = "00_overview"
ids = ["criminal_cases_change", "event_sessions"]
title_zh = "主要数据"
title_en = "Main figures"

[exhibits.honours]
notebook = "01_force"
columns = ["collectives", "individuals"]
matrix = [["second_class", "second_class_collectives", "second_class_individuals"]]
title_zh = "立功"
title_en = "Merit"
[exhibits.honours.groups]
second_class = { zh = "二等功", en = "Second class" }

[exhibits.claims]
notebook = "02_safety"
ids = ["traffic_falls"]
title_zh = "表述"
title_en = "Claims"

[findings.safety]
zh = ["走访{household_visits}，共{n_figures}个数据。"]
en = ["{household_visits} were paid. {household_visits:digits} of {n_figures}."]
"""


@pytest.fixture
def write_captions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what puts a caption file of the test's own in the place of the project's."""

    def write(text: str) -> None:
        copytree(CURATED, tmp_path, dirs_exist_ok=True)
        (tmp_path / "captions.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("SHANGLUO_CURATED", str(tmp_path))

    return write


@pytest.fixture
def own(write_captions: Callable[[str], None]) -> None:
    """Put the small caption file in the place of the project's."""
    write_captions(OWN)


@pytest.fixture
def figures() -> pd.DataFrame:
    return sl.figures()
