"""Both READMEs say the same, their examples run as printed, their links and pictures exist."""

from __future__ import annotations

import re

import pytest
from helpers.story import HAN, ROOT
from PIL import Image

TEXTS = {
    lang: (ROOT / name).read_text(encoding="utf-8")
    for lang, name in (("en", "README.md"), ("zh", "README.zh.md"))
}
both = pytest.mark.parametrize("lang", list(TEXTS))


def blocks(lang: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", TEXTS[lang], re.DOTALL)


def bare(code: str) -> list[str]:
    """Return code without its comments."""
    return [re.sub(r"\s*#.*", "", line) for line in code.splitlines()]


@both
def test_the_python_examples_run_as_printed(
    lang: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    names: dict[str, object] = {}
    first, second, _ = blocks(lang, "python")
    exec(first + second, names)
    with Image.open("satisfaction.png") as picture:
        assert picture.width > 1000
    figures = names["figures"]
    row = figures.loc["losses_made_good"]  # type: ignore[attr-defined]
    assert f"{row['numeral']}, {row['value']:.0f}, {row['qualifier']}" in first


def test_both_show_the_same_commands_and_code() -> None:
    for kind in ("console", "python", "r"):
        english = [bare(code) for code in blocks("en", kind)]
        chinese = [bare(code) for code in blocks("zh", kind)]
        same = [[line.replace('lang="zh"', 'lang="en"') for line in code] for code in chinese]
        assert same == english
    headings = [re.findall(r"^##", text, re.MULTILINE) for text in TEXTS.values()]
    assert len(headings[0]) == len(headings[1])
    rows = [re.findall(r"^\| `([^|]*)`", text, re.MULTILINE) for text in TEXTS.values()]
    assert [re.split("`[、,] ?`", row) for row in rows[0]] == [
        re.split("`[、,] ?`", row) for row in rows[1]
    ]


@both
def test_links_and_places_exist(lang: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXTS[lang]):
        assert target.startswith("https://") or (ROOT / target).is_file(), target
    for row in re.findall(r"^\| (`[^|]*) \|", TEXTS[lang], re.MULTILINE):
        for at, folder in enumerate(re.findall(r"`([^`]+)`", row)):
            assert (ROOT / folder).is_dir() or (ROOT / "shangluo_data" / folder).is_dir(), at


def test_they_link_to_each_other_and_each_is_in_its_language() -> None:
    assert "README.zh.md" in TEXTS["en"] and "README.md" in TEXTS["zh"]
    assert len(HAN.findall(TEXTS["zh"])) > 1_000
    prose = re.sub(r"```.*?```|`[^`]*`", "", TEXTS["en"], flags=re.DOTALL)
    assert len(HAN.findall(prose)) < 15


@both
def test_the_pictures_are_described_and_there(lang: str) -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\((docs/\w+\.png)\)", TEXTS[lang])
    assert {name for _, name in pictures} == {f"docs/{p.name}" for p in (ROOT / "docs").glob("*")}
    for alt, name in pictures:
        assert len(alt) > (30 if lang == "zh" else 80)
        with Image.open(ROOT / name) as picture:
            assert picture.width > 1000
