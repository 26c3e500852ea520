"""A chart is the same bytes whatever language the reader's system speaks."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest

CODE = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from shangluo_data import charts
html = charts.falls("cases").html() + charts.waffle("stations_by_model").html()
print(hashlib.sha256(html.encode()).hexdigest())
"""


@cache
def drawn(name: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**environment, "LC_ALL": name, "LANGUAGE": name},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", ["zh_CN.UTF-8", "ja_JP.UTF-8", "zh_TW.UTF-8", "POSIX"])
def test_a_chart_is_drawn_alike_in_every_locale(name: str) -> None:
    assert drawn(name) == drawn("C.UTF-8")
