"""A notebook of somebody else in print: nothing lost, its code shown, nothing run."""

from __future__ import annotations

import warnings
from functools import cache

from helpers import others
from helpers import printed as made
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shangluo_data.page import paper
from shangluo_data.page.tree import Page


@cache
def printed() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", paper.ExportWarning)
        return paper.pdf(Page(others.foreign(), name="plain"))


def test_nothing_of_it_is_lost() -> None:
    shown = made.bare(made.text(printed()))
    expected = """Introtextbeforeanyheading|$x^2+\\alpha$|$$\\int_0^1f(t)\\,dt$$|price$5|alpha|22
        |nesteddeep|quotedwords|hiddenwords|opentask|Levelthreefirst|Latetitle|Deep|Köln|西安|20.25
        |col_0|col_29|358024.662|redtwospaces|awarningonstderr|ValueError:badvalue|\\frac{a}{b}
        |aftersvg|rawwords|https://example.org/frame|brokenone|remotepicture|filenotfound:gone"""
    wanted = [made.bare(words) for words in expected.split("|")]
    wanted += ["x" * 150, "https://example.org/" + "a/" * 60, "=" * 200]
    assert [words for words in wanted if words not in shown] == []
    assert "vargone" not in shown


def test_its_code_is_printed() -> None:
    shown = made.bare(made.text(printed()))
    assert "secretcode" in shown and "#notacomment" in shown


def test_its_pictures_have_alternatives() -> None:
    alts = [str(one["/Alt"]) for one in made.tagged(printed()) if one["/S"] == "/Figure"]
    assert len(alts) >= 3 and "attached" in alts and "" not in alts
    assert "pdfuaid" in made.xmp(printed())


def test_ten_megabytes_of_output_are_cut() -> None:
    output = new_output("stream", name="stdout", text="0123456789 line\n" * 650_000)
    cell = new_code_cell("print", outputs=[output])
    data = paper.pdf(Page(new_notebook(cells=[cell]), name="long"))
    assert len(made.reader(data).pages) < 12
    assert "more characters" in made.text(data)


def test_words_that_name_a_key_of_the_tree_are_words() -> None:
    """A heading may say “lang” or “to”: what is looked up in an element is not sought in text."""
    cell = new_markdown_cell("# The language, its level to target\n\nlang wide tall to href k t c")
    words = made.text(paper.pdf(Page(new_notebook(cells=[cell]), name="words")))
    assert "The language, its level to target" in " ".join(words.split())
    assert "lang wide tall to href k t c" in " ".join(words.split())
