"""The PDF of a notebook: complete, readable by machines, the same on every run."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from functools import cache
from pathlib import Path

import nbformat
import pypdf
import pytest
import sample_notebooks as sample
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from shangluo_data.export import pictures
from shangluo_data.export.pdf import ReportPDFExporter, combine
from shangluo_data.export.typst_compile import ExportWarning

OURS = (sample.chart(), sample.cards(), sample.table(), sample.article())


def made(notebook: NotebookNode, name: str = "02_safety", **traits: object) -> bytes:
    exporter = ReportPDFExporter(**traits)
    data, resources = exporter.from_notebook_node(notebook, {"metadata": {"name": name}})
    assert resources["output_extension"] == ".pdf" and not resources["outputs"]
    return data


@cache
def ours(lang: str = "both") -> bytes:
    return made(sample.ours(*OURS), lang=lang)


@cache
def foreign(code: bool = False) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExportWarning)
        return made(sample.foreign(), "plain", include_code=code)


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text(data: bytes) -> str:
    pages = "\n".join(page.extract_text() for page in reader(data).pages)
    return unicodedata.normalize("NFC", pages).replace("\u200b", "")


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def tree(data: bytes) -> list[pypdf.generic.DictionaryObject]:
    """Every structure element of the file."""
    found, stack = [], [reader(data).trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            stack += list(node)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                stack.append(node["/K"])
    return found


def titles(outline: list[object]) -> list[str]:
    flat: list[str] = []
    for entry in outline:
        flat += titles(entry) if isinstance(entry, list) else [str(entry["/Title"])]  # type: ignore[index]
    return flat


def test_every_visible_word_is_in_the_text_layer() -> None:
    book, _ = ReportPDFExporter().prepare(sample.ours(*OURS), {"metadata": {"name": "x"}})
    for hidden in book.soup.find_all(["style", "source"]):
        hidden.decompose()
    words = {word for part in book.soup.find_all(string=True) for word in part.split()}
    shown = bare(text(ours()))
    assert len(words) > 100
    assert [word for word in sorted(words) if bare(word) not in shown] == []


def test_every_han_character_extracts_as_often_as_it_is_shown() -> None:
    han = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 4000))
    from fontTools.ttLib import TTFont

    from shangluo_data.export.typst_compile import FONTS

    known = TTFont(FONTS / "NotoSansSC-Regular.ttf").getBestCmap()
    words = "".join(character for character in han if ord(character) in known)
    assert len(words) > 1000
    shown = bare(text(made(new_notebook(cells=[new_markdown_cell(f"# 字\n\n{words}")]))))
    assert words in shown


def test_the_file_says_what_it_is() -> None:
    file = reader(ours())
    assert file.metadata is not None
    assert file.metadata.title == "治安 Safety" and file.metadata.author == "A. Author"
    assert "商洛" in str(file.metadata.get("/Keywords"))
    root = file.trailer["/Root"]
    assert root["/Lang"].startswith("zh") and root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<", xmp)
    assert re.search(r"pdfaid:part>2<", xmp) and re.search(r"pdfaid:conformance>A<", xmp)
    assert reader(ours("en")).trailer["/Root"]["/Lang"].startswith("en")


def test_all_fonts_are_embedded_and_bundled() -> None:
    names = set()
    for page in reader(ours()).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), descriptor
            names.add(str(inner["/BaseFont"]).split("+")[-1])
    assert {name.split("-")[0] for name in names} <= {"NotoSansSC", "DejaVuSansMono"}


def test_tags_outline_alt_text_and_page_numbers() -> None:
    elements = tree(ours())
    kinds = [str(element["/S"]) for element in elements]
    for kind in ("/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link"):
        assert kind in kinds, kind
    alts = [str(element["/Alt"]) for element in elements if element["/S"] == "/Figure"]
    assert "指数条。 Index bars." in alts
    outline = titles(reader(ours()).outline)
    assert outline[:3] == [
        "治安 Safety",
        "多少？ How many?",
        "图题：刑事案件降得更多 Chart title: recorded criminal cases fell further",
    ]
    pages = reader(ours()).pages
    for at, page in enumerate(pages, 1):
        assert f"{at} / {len(pages)}" in page.extract_text()


def test_a_long_table_repeats_its_header_and_an_exhibit_stays_whole() -> None:
    pages = [page.extract_text() for page in reader(ours()).pages]
    assert sum("Remark" in page and "English remark" in page for page in pages) >= 2
    with_title = [page for page in pages if "recorded criminal cases fell" in page]
    assert any("The dashed line is no path." in page for page in with_title)


def test_links_lead_inside_and_outside() -> None:
    file = reader(ours())
    names = set(file.named_destinations)
    assert {"cases", "nine", "programmes", "p15"} <= names
    annotations = [note.get_object() for page in file.pages for note in page.get("/Annots", [])]
    outside = {
        str(note["/A"]["/URI"]) for note in annotations if "/A" in note and "/URI" in note["/A"]
    }
    assert {"04_method.pdf#p15", "00_overview.pdf", "02_safety.pdf#cases"} <= outside
    assert (
        sum("/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo" for note in annotations) > 4
    )


def test_the_same_bytes_on_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    notebook = sample.ours(*OURS)
    first = made(notebook)
    monkeypatch.setenv("TZ", "America/Lima")
    assert made(notebook) == first


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_an_edition_holds_no_sentence_of_the_other_language(lang: str, other: str) -> None:
    from bs4 import BeautifulSoup

    sides = [BeautifulSoup(html, "html.parser") for html in OURS]
    told = {
        words
        for soup in sides
        for part in soup.find_all(class_=other)
        for words in part.stripped_strings
    }
    shown, whole = bare(text(ours(lang))), bare(text(ours()))
    long = [bare(words) for words in told if len(words) > 6]
    assert len(long) > 40 and [words for words in long if words not in whole] == []
    assert [words for words in long if words in shown] == []
    assert ("This page" in text(ours(lang))) is (lang == "en")
    assert ("本页讲样本" in shown) is (lang == "zh")
    assert "73.1万余" in shown and "引文样本" in shown


def test_hostile_content_stays_text() -> None:
    plain = new_output("stream", name="stdout", text=sample.HOSTILE)
    html = new_output(
        "display_data",
        data={
            "text/html": "<p>"
            + sample.HOSTILE.replace("<", "&lt;").replace("/* c */", "/* c */")
            + '</p><b id="x&quot;);panic(">end</b>'
        },
    )
    notebook = new_notebook(cells=[new_code_cell("x", outputs=[plain, html])])
    shown = bare(text(made(notebook, '#panic("name") $x$')))
    assert shown.count(bare(sample.HOSTILE)) == 2
    assert 'panic("name")$x$' in shown


def test_a_notebook_of_somebody_else_loses_nothing() -> None:
    shown = bare(text(foreign()))
    expected = [
        "Introtextbeforeanyheading",
        "$x^2+\\alpha$",
        "$$\\int_0^1f(t)\\,dt$$",
        "price$5",
        "alpha",
        "22",
        "nesteddeep",
        "quotedwords",
        "hiddenwords",
        "x" * 150,
        "https://example.org/" + "a/" * 60,
        "opentask",
        "Levelthreefirst",
        "Latetitle",
        "Deep",
        "Köln",
        "西安",
        "20.25",
        "col_0",
        "col_29",
        "358024.662",
        "redtwospaces",
        "=" * 200,
        "awarningonstderr",
        "ValueError:badvalue",
        "\\frac{a}{b}",
        "aftersvg",
        "rawwords",
        "https://example.org/frame",
        "application/javascript",
        "brokenone",
        "[remotepicture]https://example.org/nowhere.png",
        "[gone]attachment:gone.png",
        "Mathematicsisprintedasits",
    ]
    assert [words for words in expected if words not in shown] == []
    assert "vargone" not in shown and "secretcode" not in shown
    assert "secretcode" in bare(text(foreign(code=True)))
    assert "#notacomment" in shown
    alts = [str(element["/Alt"]) for element in tree(foreign()) if element["/S"] == "/Figure"]
    assert "<Figure size 640x480>" in alts and "attached" in alts


def test_an_unreadable_picture_is_named_and_its_words_are_printed() -> None:
    cell = new_code_cell(
        "x",
        outputs=[
            new_output(
                "display_data",
                data={
                    "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'><rect",
                    "text/plain": "the words",
                },
            )
        ],
    )
    with pytest.warns(ExportWarning, match="a picture cannot be read.*the words"):
        data = made(new_notebook(cells=[cell]))
    assert "[the words]" in text(data)
    assert "pdfuaid" in reader(data).trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def test_a_character_without_a_glyph_is_named_with_its_cell() -> None:
    notebook = new_notebook(
        cells=[new_markdown_cell("# 题"), new_markdown_cell("see \U0001f680 fly")]
    )
    with pytest.warns(ExportWarning, match=r"trip: no font has .*U\+1F680.*in cell 1;"):
        data = made(notebook, "trip")
    assert "fly" in text(data)
    assert b"pdfuaid" not in reader(data).trailer["/Root"]["/Metadata"].get_object().get_data()


def test_settings_for_other_html_exporters_do_not_reach_the_pdf() -> None:
    config = Config({"HTMLExporter": {"template_name": "lab", "exclude_input": True}})
    data, _ = ReportPDFExporter(config=config).from_notebook_node(sample.ours())
    assert data.startswith(b"%PDF")


def test_the_notebook_given_is_left_as_it_was() -> None:
    notebook = sample.ours(*OURS)
    before = nbformat.writes(notebook)
    made(notebook, lang="en")
    assert nbformat.writes(notebook) == before


def test_all_notebooks_bound_have_a_cover_contents_and_links_inside(tmp_path: Path) -> None:
    books = {
        "00_overview": sample.ours(sample.cards(), title=("概览", "Overview")),
        "02_safety": sample.ours(sample.chart()),
        "04_method": sample.ours(sample.article(), title=("方法", "Method")),
    }
    for name, book in books.items():
        nbformat.write(book, tmp_path / f"{name}.ipynb")
    data = combine(sorted(tmp_path.glob("*.ipynb")))
    pages = [page.extract_text() for page in reader(data).pages]
    assert "一篇报道中的数字" in bare(pages[0]) and "Contents" in pages[1]
    assert all(words in pages[1] for words in ("概览", "Safety", "Method"))
    assert set(titles(reader(data).outline)) >= {"概览 Overview", "治安 Safety", "方法 Method"}
    notes = [note.get_object() for page in reader(data).pages for note in page.get("/Annots", [])]
    assert not [note for note in notes if "/A" in note and ".pdf" in str(note["/A"].get("/URI"))]
    assert {"02_safety/cases", "04_method/p15"} <= set(reader(data).named_destinations)
    assert data == combine(sorted(tmp_path.glob("*.ipynb")))
    with pytest.raises(ValueError, match="no notebook given"):
        combine([])


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_a_picture_of_an_exhibit_is_drawn_with_its_title(lang: str) -> None:
    from PIL import Image

    drawn = Image.open(io.BytesIO(pictures.render(sample.chart(), "png", lang)))
    assert drawn.width == 1664 and len(drawn.convert("RGB").getcolors(1 << 24)) > 20
    title = drawn.crop((0, 60, drawn.width, 260)).convert("L")
    assert title.getextrema()[0] < 60, "no ink where the title stands"
    markup = pictures.render(sample.chart(), "svg", lang).decode()
    name = re.search(r"<title>(.*?)</title>", markup)
    assert name is not None
    assert ("图题" in name[1], "Chart title" in name[1]) == (lang != "en", lang != "zh")


def test_a_picture_needs_a_known_format_and_a_figure() -> None:
    with pytest.raises(ValueError, match="use png or svg"):
        pictures.render(sample.chart(), "gif")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="holds no <figure>"):
        pictures.render("<p>words</p>")
