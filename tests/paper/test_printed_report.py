"""The PDFs of the project's own notebooks: complete, linked, laid out as a reader wants them."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
import typst
from helpers import printed as made

from shangluo_data import article
from shangluo_data.page import paper
from shangluo_data.page.nodes import classed, classes, words_of
from shangluo_data.page.tree import Page

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("[0-9][0-9]_*.ipynb"))
HAN = re.compile("[\u4e00-\u9fff]")
MOST_PAGES = 30


@cache
def pages(lang: str = "both") -> list[Page]:
    found = []
    for name in NAMES:
        nb = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
        about: Any = {"name": name, "lang": lang, "siblings": NAMES, "folder": FOLDER}
        found.append(Page(nb, **about))
    return found


@cache
def single(lang: str = "both") -> dict[str, bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {page.name: paper.pdf(page) for page in pages(lang)}


@cache
def whole(lang: str = "both") -> bytes:
    said: list[str] = []

    def compile(*args: Any, **options: Any) -> Any:
        data, found = typst.compile_with_warnings(*args, **options)
        said.extend(str(one) for one in found)
        return data

    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("error")
        patch.setattr(typst, "compile", compile)
        data = paper.bound(pages(lang), lang)  # type: ignore[arg-type]
    assert said == [], "the layout does not settle, or something is left out"
    return data


@cache
def body(data: bytes) -> str:
    """The words of all pages without white space and without what stands at head and foot."""
    return "".join(made.between(data))


def printed_part(page: Page) -> list[str]:
    """The texts of a page that print shows."""
    found = []
    for node in page.main.iter():
        if not isinstance(node.tag, str):
            continue
        above = [node, *node.iterancestors()]
        hidden = any(
            up.tag in ("nav", "details", "script", "style")
            or {"screen-only", "code"}.intersection(classes(up))
            for up in above
        )
        if not hidden and node.text:
            found.append(node.text)
        if node.tail and not any(
            up.tag in ("nav", "details") or {"screen-only", "code"}.intersection(classes(up))
            for up in above[1:]
        ):
            found.append(node.tail)
    return found


@pytest.mark.parametrize("at", range(len(NAMES)), ids=NAMES)
def test_every_word_of_the_page_is_in_the_text_layer(at: int) -> None:
    page, shown = pages()[at], body(single()[NAMES[at]])
    texts = printed_part(page)
    wanted = Counter(HAN.findall("".join(texts)))
    there = Counter(HAN.findall(shown))
    assert sum(wanted.values()) > 400
    assert {sign: n for sign, n in wanted.items() if there[sign] < n} == {}
    words = {part for text in texts for part in text.split()}
    assert sorted(word for word in words if not found_in(shown, made.bare(word))) == []


def found_in(shown: str, word: str) -> bool:
    """Tell whether a word is there, whole or over the end of a page."""
    cuts = range(1, len(word)) if len(word) > 8 else ()
    return word in shown or any(word[:at] in shown and word[at:] in shown for at in cuts)


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_the_bound_report_is_short_and_full(lang: str) -> None:
    file = made.reader(whole(lang))
    assert 20 <= len(file.pages) <= MOST_PAGES
    assert "pdfuaid:part>1<" in made.xmp(whole(lang))
    if lang != "both":
        return  # Charts are drawn for both languages here.
    # The cover, the contents and what stands before a page turned or ends the report apart.
    sizes = [page.mediabox.width for page in file.pages]
    lowest = made.heights(whole(lang))
    hollow = [
        at + 1
        for at, (low, height) in enumerate(lowest[:-1])
        if at > 1 and sizes[at] == sizes[at + 1] and low - 54 > (height - 116) * 0.25
    ]
    assert hollow == []


def test_the_cover_bears_the_title_and_the_article_at_a_glance() -> None:
    page = pages()[0]
    hero = [f for f in page.main.iter("figure") if f.get("id") == "at_a_glance"]
    cover = made.bare(made.reader(whole()).pages[0].extract_text())
    assert all(made.bare(words) in cover for words in page.titles.values())
    title = made.bare(words_of(classed(hero[0], "title")[0]))
    assert title in cover and body(whole()).count(title) == 1


def test_links_lead_to_what_they_name() -> None:
    names = {name: set(made.reader(data).named_destinations) for name, data in single().items()}
    exhibits = {f.get("id") for page in pages() for f in page.main.iter("figure")}
    count = 0
    for data in single().values():
        assert made.dangling(data) == []
        for address in made.addresses(data):
            file, _, place = address.partition("#")
            if file.endswith(".pdf"):
                count += 1
                if re.fullmatch(r"p\d+", place) or place in exhibits:
                    assert place in names[file.removesuffix(".pdf")], address
    assert count > 50
    assert {f"p{number}" for number in range(1, 26)} <= names[NAMES[-1]]
    assert made.dangling(whole()) == []
    assert [one for one in made.addresses(whole()) if ".pdf" in one or ".html" in one] == []


def test_the_articles_paragraphs_extract_exactly() -> None:
    shown = body(single("zh")[NAMES[-1]])
    texts = article()["text"]
    assert len(texts) == 25
    assert [number for number, words in texts.items() if made.bare(words) not in shown] == []


def test_the_outline_is_the_headings() -> None:
    for page in pages():
        found = made.outline(made.reader(single()[page.name]).outline)
        wanted = [words_of(h) for h in page.main.iter("h1", "h2", "h3")]
        assert [words for words in wanted if words not in found] == []
        titles = [
            " ".join(words_of(one) for one in classed(f, "title"))
            for f in page.main.iter("figure")
            if "exhibit" in classes(f)
        ]
        assert [words for words in titles if words not in found] == []


@pytest.mark.parametrize(("lang", "other"), [("zh", "[A-Za-z]{4}"), ("en", "[\u4e00-\u9fff]{4}")])
def test_an_edition_is_in_one_language(lang: str, other: str) -> None:
    file = made.reader(whole(lang))
    assert file.trailer["/Root"]["/Lang"].startswith(lang)
    heads = [
        *made.outline(file.outline),
        *(str(file.pages[at].extract_text().splitlines()[0]) for at in range(2)),
        str(file.metadata.title if file.metadata else ""),
    ]
    assert len(heads) > 30
    assert [words for words in heads if re.search(other, words)] == []


def test_pages_of_the_register_lie_across() -> None:
    file: pypdf.PdfReader = made.reader(whole())
    wide = [page for page in file.pages if page.mediabox.width > page.mediabox.height]
    assert 3 <= len(wide) <= 7
    assert "event_sessions" in made.bare(wide[0].extract_text())
