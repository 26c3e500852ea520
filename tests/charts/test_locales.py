"""A drawing is the same bytes whatever language the reader's system speaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Two real-axes charts, one of the sheet's own words, and the article.
CODE = """
import hashlib, locale
locale.setlocale(locale.LC_ALL, "")
from shangluo_data import charts
drawn = [charts.falls("cases"), charts.magnitudes("ten_counts"), charts.matrix("honours"),
         charts.glance("at_a_glance")]
for exhibit in drawn:
    for picture in exhibit.pictures.values():
        print(hashlib.sha256(picture.svg.encode()).hexdigest())
"""


def hashes(name: str, locales: Path) -> list[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environment |= {"LC_ALL": name, "LOCPATH": str(locales)}
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("name", ["zh_CN.UTF-8", "ja_JP.UTF-8"])
def test_a_drawing_is_the_same_in_every_locale(name: str, tmp_path: Path) -> None:
    """Made here, for text takes its language from a locale only where that locale exists."""
    source, _, charset = name.partition(".")
    make = ["localedef", "-i", source, "-f", charset, str(tmp_path / name)]
    try:
        subprocess.run(make, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"the locale {name} cannot be made here")
    assert hashes(name, tmp_path) == hashes("C", tmp_path)
