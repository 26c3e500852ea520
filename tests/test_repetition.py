"""The article stands in seeds/ alone: no other file repeats its sentences or the names in it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from exhibit_set import ROOT, exhibits, html_outputs, notebooks

import shangluo_data as sl
from shangluo_data.article.restore import Traced, remove_pinyin
from shangluo_data.article.source import read_seed

LONGEST = 20
TEXT = {
    ".cff", ".cfg", ".css", ".csv", ".html", ".ipynb", ".j2", ".json", ".md", ".py", ".sh", ".toml",
    ".txt", ".typ", ".yaml", ".yml", "",
}  # fmt: skip
# Made on this machine, not part of the project.
PASSED_OVER = {"seeds", "report", "build", "dist", "node_modules", "__pycache__"}


def files() -> list[Path]:
    """Return the text files of the project, hidden folders and what it makes left out."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if not hidden and not PASSED_OVER & set(parts) and path.suffix in TEXT and path.is_file():
            found.append(path)
    return found


def written(path: Path) -> str:
    """Return a file's text; of a notebook what was written, not what it put out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return text


def han(text: str) -> str:
    """Return the Chinese characters of ``text`` and nothing between them."""
    return "".join(re.findall("[\u3400-\u9fff]", text))


def stretches(text: str, length: int) -> set[str]:
    characters = han(text)
    return {characters[i : i + length] for i in range(len(characters) - length + 1)}


@cache
def article() -> set[str]:
    """Return every stretch of the article that is too long to repeat, restored and as received."""
    received = remove_pinyin(Traced(read_seed(), tuple(range(len(read_seed()))))).text
    return {
        stretch
        for text in (*sl.article()["text"], *received.split("\n"))
        for stretch in stretches(text, LONGEST + 1)
    }


def names() -> list[str]:
    """Return the two people named in ¶20."""
    found = re.search("民警(..)在走访.*老人(..)行动", sl.article()["text"][20])
    assert found is not None
    return list(found.groups())


def test_the_files_are_found() -> None:
    found = {str(path.relative_to(ROOT)) for path in files()}
    assert {
        "README.md",
        "notebooks/00_overview.ipynb",
        "shangluo_data/curated/figures.csv",
        "shangluo_data/curated/captions.toml",
        "tests/test_repetition.py",
    } <= found
    assert len(found) > 80


def test_no_file_repeats_a_sentence() -> None:
    repeated = {
        str(path.relative_to(ROOT)): sorted(stretches(written(path), LONGEST + 1) & article())[:3]
        for path in files()
    }
    assert {path: found for path, found in repeated.items() if found} == {}


def test_a_repeated_sentence_would_be_found() -> None:
    sentence = sl.article()["text"][14][:40]
    assert stretches(f"x {sentence} y", LONGEST + 1) & article()


def test_no_file_names_the_people_of_the_home_visit() -> None:
    assert [len(name) for name in names()] == [2, 2]
    for path in files():
        assert not [name for name in names() if name in written(path)], path


def test_exhibits_do_not_name_them_even_in_quotations() -> None:
    for name, exhibit in exhibits().items():
        assert not [person for person in names() if person in exhibit.html()], name
    assert "××" in exhibits()["home_visit"].html()


@pytest.mark.parametrize("name", list(notebooks()))
def test_outputs_name_them_in_the_article_view_alone(name: str) -> None:
    for cell in notebooks()[name]["cells"]:
        if cell["cell_type"] == "code" and cell["id"] != "p20":
            assert not [person for person in names() if person in html_outputs(cell)], cell["id"]
