"""What `import shangluo_data as sl` offers: to completion, to a type checker, and how fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import shangluo_data as sl

PUBLIC = {
    "Caption", "DataError", "Exhibit", "account", "article", "charts", "checks", "claims", "codes",
    "derived", "figures", "headroom", "limits", "numerals", "save", "tables", "terms", "use_style",
    "views",
}  # fmt: skip


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_completion_offers_the_public_names_and_nothing_else() -> None:
    assert set(dir(sl)) == PUBLIC | {"__version__"}
    assert set(sl.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(sl, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'figure'"):
        sl.figure  # type: ignore[attr-defined]  # noqa: B018


def test_the_article_is_a_function_whatever_was_imported_first() -> None:
    for first in ("article", "article.text", "register", "charts"):
        said = python(
            f"import shangluo_data.{first}, shangluo_data as sl; print(len(sl.article()))"
        )
        assert said == "25"


def test_pandas_and_matplotlib_load_when_they_are_used() -> None:
    heavy = "sorted({'pandas', 'matplotlib', 'nbconvert', 'typst'} & set(sys.modules))"
    assert python(f"import sys, shangluo_data; print({heavy})") == "[]"
    assert python(f"import sys, shangluo_data.cli; print({heavy})") == "[]"
    used = python(f"import sys, shangluo_data as sl; sl.figures(); print({heavy})")
    assert used == "['pandas']"


GOOD = """\
import shangluo_data as sl
from shangluo_data import charts

frame = sl.figures("safety")
chart: sl.Exhibit = charts.slopes("satisfaction")
sl.save(chart, "a.png", lang="zh")
frame.query("value > 1")["label_en"]
"""
BAD = {
    'sl.figures("safty")': "arg-type",
    'sl.terms("safty")': "arg-type",
    'sl.save(charts.slopes("satisfaction"), "a.png", lang="de")': "arg-type",
    "sl.figure()": "attr-defined",
}


def checked(code: str, folder: Path) -> str:
    pytest.importorskip("mypy")
    path = folder / "snippet.py"
    path.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary",
         f"--cache-dir={folder.parent / 'cache'}", str(path)],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def test_a_type_checker_knows_what_is_offered_and_finds_misspelt_names(tmp_path: Path) -> None:
    told = checked(GOOD, tmp_path)
    assert told == ""
    lines = ["import shangluo_data as sl", "from shangluo_data import charts", *BAD]
    told = checked("\n".join(lines) + "\n", tmp_path)
    for at, (line, kind) in enumerate(BAD.items(), 3):
        assert any(f":{at}: error" in t and f"[{kind}]" in t for t in told.splitlines()), line
