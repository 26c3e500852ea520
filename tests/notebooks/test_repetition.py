"""No sentence stands twice; the article stands in seeds/ alone, and so do the names in it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from helpers.story import NAMES, ROOT, cells, output, plain, written

import shangluo_data as sl
from shangluo_data.article.restore import Traced, remove_pinyin
from shangluo_data.article.source import read_seed

LONGEST = 20
TEXT = {
    ".cff", ".cfg", ".css", ".csv", ".html", ".ipynb", ".j2", ".json", ".md", ".py", ".sh", ".toml",
    ".txt", ".typ", ".yaml", ".yml", "",
}  # fmt: skip
MADE_HERE = {"seeds", "report", "build", "dist", "node_modules", "__pycache__"}


# Sentences of our own


def sentences(lang: str) -> dict[str, list[str]]:
    """Return each sentence of some length with the places where it stands."""
    found = defaultdict(list)
    for where, text in written(lang):
        if ".labels." in where:
            continue
        for part in re.split(r"[。；！？]|[.;!?](?:\s|$)", plain(text)):
            words = part.strip(" “”")
            if len(words) > (9 if lang == "zh" else 30):
                found[words].append(where)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_stands_twice(lang: str) -> None:
    headings = re.compile("stated")
    again = {words: places for words, places in sentences(lang).items() if len(places) > 1}
    assert {w: p for w, p in again.items() if not all(map(headings.search, p))} == {}


CAVEATS = re.compile(
    "未注明|未说明|未展开|没有说明|没有说清|没有写明|没有展开|没有界定|没有列出|两可"
    "|not said|does not say|not stated|not spelled out|does not define|is open|is left open"
)


def test_a_caveat_stands_once() -> None:
    places = [where for lang in ("zh", "en") for where, text in written(lang)
              for _ in CAVEATS.findall(text)]  # fmt: skip
    assert len(places) < 60
    assert max(places.count(where) for where in places) <= 2


# The article's words


def files() -> list[Path]:
    """Return the text files of the project, hidden folders and what it makes left out."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in (".ci", ".github") for part in parts)
        if not hidden and not MADE_HERE & set(parts[:1]) and path.suffix in TEXT and path.is_file():
            found.append(path)
    return [path for path in found if "__pycache__" not in path.parts]


def own_words(path: Path) -> str:
    """Return a file's text; of a notebook what was written, not what it put out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return text


def stretches(text: str, length: int) -> set[str]:
    characters = "".join(re.findall("[\u3400-\u9fff]", text))
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


def test_no_file_repeats_a_sentence_of_the_article() -> None:
    assert len(files()) > 80
    repeated = {
        str(path.relative_to(ROOT)): sorted(stretches(own_words(path), LONGEST + 1) & article())[:3]
        for path in files()
    }
    assert {path: found for path, found in repeated.items() if found} == {}


def test_a_repeated_sentence_would_be_found() -> None:
    assert stretches(f"x {sl.article()['text'][14][:40]} y", LONGEST + 1) & article()


def test_no_file_names_the_people_of_the_home_visit() -> None:
    assert [len(name) for name in names()] == [2, 2]
    for path in files():
        assert not [name for name in names() if name in own_words(path)], path


@pytest.mark.parametrize("name", NAMES)
def test_outputs_name_them_in_the_article_view_alone(name: str) -> None:
    for _, cell in cells("code", (name,)):
        if cell["id"] != "p20":
            text = json.dumps(cell["outputs"], ensure_ascii=False)
            assert not [person for person in names() if person in text], cell["id"]
            whole = output(name, cell["id"]).text_content()
            assert not [person for person in names() if person in whole], cell["id"]
