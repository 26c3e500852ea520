"""The PDFs of the project's own notebooks: complete, linked, tagged, in one language if asked."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
from bs4 import BeautifulSoup
from pypdf.generic import DecodedStreamObject, NameObject

from shangluo_data import article
from shangluo_data.export.editions import select, select_cells
from shangluo_data.export.pdf import ReportPDFExporter, combine

PATHS = sorted((Path(__file__).parent.parent / "notebooks").glob("[0-9][0-9]_*.ipynb"))
STEMS = [path.stem for path in PATHS]
HAN = re.compile("[\u4e00-\u9fff]")
HEAD, FOOT = 790, 45
DRAWN = re.compile(rb"(?:-?[\d.]+ ){2,6}(?:m|l|c|re|v|y)\b")
PAGES = {"00_overview": 14, "01_force": 18, "02_safety": 18, "03_services": 20, "04_method": 32}


@cache
def made(stem: str, lang: str = "both") -> bytes:
    path = next(path for path in PATHS if path.stem == stem)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return bytes(ReportPDFExporter(lang=lang).from_filename(str(path))[0])


@cache
def whole(lang: str = "both", count: int = len(PATHS)) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return combine(PATHS[:count], lang)


@cache
def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def bare(words: str) -> str:
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFC", words))


@cache
def pages(data: bytes) -> list[tuple[str, str, str]]:
    """The words of each page without white space: its header, its body, its footer."""
    found = []
    for page in reader(data).pages:
        # Lines and curves of the charts take pypdf most of its time and hold no words.
        stream = DecodedStreamObject()
        stream.set_data(DRAWN.sub(b"", page.get_contents().get_data()))
        page[NameObject("/Contents")] = stream
        parts: list[list[str]] = [[], [], []]

        def visit(
            words: str,
            cm: list[float],
            tm: list[float],
            font: Any,
            size: float,
            parts: list[list[str]] = parts,
        ) -> None:
            at = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            parts[0 if at >= HEAD else 1 if at > FOOT else 2].append(words)

        page.extract_text(visitor_text=visit)
        found.append(tuple(bare("".join(part)) for part in parts))
    return found


def text(data: bytes) -> str:
    """The words of all pages without white space, page headers and footers."""
    return "".join(body for _, body, _ in pages(data))


@cache
def shown(stem: str, lang: str = "both") -> BeautifulSoup:
    """What the notebook shows, as HTML; pictures and style sheets left out."""
    path = next(path for path in PATHS if path.stem == stem)
    notebook = nbformat.read(path, as_version=4)
    exporter = ReportPDFExporter(lang=lang)
    book, _ = exporter.prepare(notebook, {"metadata": {"name": stem, "path": str(path.parent)}})
    for hidden in book.soup.find_all(["style", "picture", "img"]):
        hidden.decompose()
    return book.soup


def outline(entries: list[Any]) -> list[str]:
    flat: list[str] = []
    for entry in entries:
        flat += outline(entry) if isinstance(entry, list) else [str(entry["/Title"])]
    return flat


def names(data: bytes) -> set[str]:
    return set(reader(data).named_destinations)


def links(data: bytes) -> list[Any]:
    notes = [note.get_object() for page in reader(data).pages for note in page.get("/Annots", [])]
    return [note for note in notes if note["/Subtype"] == "/Link"]


def addresses(data: bytes) -> list[str]:
    return [str(note["/A"]["/URI"]) for note in links(data) if "/A" in note]


def dangling(data: bytes) -> list[str]:
    """Targets inside the file that do not exist."""
    known = names(data)
    there = {page.indirect_reference.idnum for page in reader(data).pages}
    lost = []
    for note in links(data):
        target = note.get("/Dest", note.get("/A", {}).get("/D"))
        target = target.get_object() if target is not None else None
        if isinstance(target, pypdf.generic.ArrayObject):
            if next(iter(target)).idnum not in there:
                lost.append(str(target))
        elif target is not None and str(target) not in known:
            lost.append(str(target))
    return lost


@pytest.mark.parametrize("stem", STEMS)
def test_every_word_of_the_notebook_is_in_the_text_layer(stem: str) -> None:
    printed, soup = text(made(stem)), shown(stem)
    wanted = Counter(HAN.findall(soup.get_text()))
    there = Counter(HAN.findall(printed))
    assert sum(wanted.values()) > 2000
    assert {han: n for han, n in wanted.items() if there[han] < n} == {}
    titles = [title.get_text() for title in soup.select("figure.exhibit figcaption .title")]
    words = {part for string in soup.find_all(string=True) for part in string.split()}
    assert len(titles) >= 8
    assert [title for title in titles if bare(title) not in printed] == []
    assert sorted(word for word in words if bare(word) not in printed) == []


@pytest.mark.parametrize("stem", STEMS)
def test_the_file_is_tagged_and_of_a_sane_length(stem: str) -> None:
    file = reader(made(stem))
    root = file.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "zh-CN"
    assert "pdfuaid:part>1<" in xmp and "pdfaid:part>2<" in xmp and "conformance>A<" in xmp
    assert len(made(stem)) < 2_500_000
    assert 5 <= len(file.pages) <= PAGES[stem]
    filled = [len(body) for _, body, _ in pages(made(stem))]
    assert min(filled) > 150, f"nearly empty page: {filled}"


@pytest.mark.parametrize("stem", STEMS)
def test_the_outline_is_the_headings(stem: str) -> None:
    soup = shown(stem)
    wanted = [
        " ".join(" ".join(part.get_text().split()) for part in node.find_all(class_=["zh", "en"]))
        if node.name != "figcaption"
        else " ".join(part.get_text() for part in node.select(".title"))
        for node in soup.find_all(["h1", "h2", "h3", "figcaption"])
    ]
    found = outline(reader(made(stem)).outline)
    assert found[: len(wanted)] == wanted
    assert found[len(wanted) :] == ["附：数据与原文 Appendix: rows and exact words"]


def test_links_between_the_files_lead_to_what_they_name() -> None:
    count = 0
    for stem in STEMS:
        assert dangling(made(stem)) == []
        for address in addresses(made(stem)):
            file, _, fragment = address.partition("#")
            if not file.endswith(".pdf"):
                continue
            assert file.removesuffix(".pdf") in STEMS, address
            if fragment:
                count += 1
                assert fragment in names(made(file.removesuffix(".pdf"))), address
    assert count > 500
    method = names(made("04_method"))
    assert {f"p{number}" for number in range(1, 26)} <= method
    exhibits = {str(node["id"]) for stem in STEMS for node in shown(stem).select("figure.exhibit")}
    assert exhibits <= set().union(*(names(made(stem)) for stem in STEMS))


def test_a_cell_that_starts_with_a_heading_can_be_led_to_by_its_id() -> None:
    notebook = nbformat.read(PATHS[0], as_version=4)
    starts = [cell.id for cell in notebook.cells if cell.source.startswith("#")]
    assert len(starts) > 4 and set(starts) <= names(made(STEMS[0]))


def test_links_of_the_bound_report_stay_inside_it() -> None:
    data = whole()
    assert dangling(data) == []
    assert [address for address in addresses(data) if ".pdf" in address or "ipynb" in address] == []
    anchors = sum(len(shown(stem).find_all("a", href=True)) for stem in STEMS)
    assert len(links(data)) >= anchors > 800
    assert {"02_safety/cases", "04_method/p15"} <= names(data)


def test_the_articles_paragraphs_extract_exactly() -> None:
    printed = text(made("04_method"))
    paragraphs = article()["text"]
    assert len(paragraphs) == 25
    assert [number for number, words in paragraphs.items() if bare(words) not in printed] == []


def test_the_paragraphs_as_received_stand_in_the_appendix() -> None:
    printed = text(made("04_method"))
    received = [node.p.get_text() for node in shown("04_method").select("details.received")]
    appendix = printed.rindex("附：数据与原文")
    assert len(received) == 25
    assert [words[:20] for words in received if bare(words) not in printed[appendix:]] == []
    assert [words[:20] for words in received if bare(words) in printed[:appendix]] == []


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
@pytest.mark.parametrize("stem", ["00_overview", "04_method"])
def test_an_edition_holds_no_sentence_of_the_other_language(
    stem: str, lang: str, other: str
) -> None:
    printed, both = text(made(stem, lang)), text(made(stem))
    told = {
        bare(words)
        for part in shown(stem).find_all(class_=other)
        for words in part.stripped_strings
        if len(words) > (14 if other == "en" else 7)
    }
    kept = bare(shown(stem, lang).get_text(" "))
    quoted = {words for words in told if words in kept}
    assert len(told) > 60 and len(quoted) < 20
    assert [words for words in sorted(told - quoted) if words not in both] == []
    assert [words for words in sorted(told - quoted) if words in printed] == []
    heads = "".join(head for head, _, _ in pages(made(stem, lang)))
    assert heads and bool(HAN.search(heads)) == (lang == "zh")
    assert bool(re.search("[A-Za-z]{4}", heads)) == (lang == "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bound_edition_is_in_one_language(lang: str) -> None:
    file = reader(whole(lang, 2))
    cover, contents = (file.pages[at].extract_text() for at in (0, 1))
    title = str(file.metadata.title if file.metadata else "")
    assert file.trailer["/Root"]["/Lang"].startswith(lang)
    headings = [title, *contents.splitlines(), *cover.splitlines(), *outline(file.outline)]
    assert len(headings) > 40
    if lang == "zh":
        assert [words for words in headings if re.search("[A-Za-z]{4}", words)] == []
    else:
        assert [words for words in headings if HAN.search(re.sub("[余多]", "", words))] == []


def test_editions_are_chosen_by_tags_and_classes_alone() -> None:
    soup = BeautifulSoup(str(shown("02_safety")), "html.parser")
    select(soup, "en")
    assert soup.find(class_="zh") is None and soup.find(lang="zh-CN") is not None
    notebook = nbformat.read(PATHS[2], as_version=4)
    tags = [cell.metadata.get("tags", []) for cell in select_cells(notebook, "en").cells]
    assert ["en"] in tags and ["zh"] not in tags


def test_the_same_bytes_on_every_run() -> None:
    assert bytes(ReportPDFExporter().from_filename(str(PATHS[2]))[0]) == made(STEMS[2])
