"""Another article than the one the package comes with, from a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shangluo_data as sl
from shangluo_data.article import paragraphs, sections, use, without_names
from shangluo_data.article.source import home

SECOND = Path(__file__).resolve().parents[1] / "second_article"


def test_its_text_is_restored_and_its_person_left_out() -> None:
    with use(SECOND) as folder:
        assert home() == folder == SECOND
        assert sections() == ("news", "stalls")
        assert list(sl.article()["section"]) == ["news", "news", "stalls"]
        assert sl.article()["text"][3] == "镇上新设摊位45个,其中30个卖水果、15个卖花。"
        assert "守夜人××说" in without_names(paragraphs()[1])


def test_its_register_is_read_and_accounted_for() -> None:
    with use(SECOND):
        register = sl.figures()
        assert register["value"].to_dict() == {
            "markets": 12,
            "visitors": 34_000,
            "stalls": 45,
            "fruit_stalls": 30,
            "flower_stalls": 15,
        }
        visitors = register.loc["visitors"]
        assert (visitors["numeral"], visitors["qualifier"]) == ("3.4万余人次", "more_than")

        assert list(sl.figures("stalls").index) == ["stalls", "fruit_stalls", "flower_stalls"]  # type: ignore[arg-type]
        seed = (SECOND / "market.txt").read_text(encoding="utf-8")
        for _, row in register.iterrows():
            assert seed[row["source_start"] : row["source_end"]][:2] == row["numeral"][:2]
        made = sl.derived().loc["visitors_per_market"]
        assert (round(made["value"], 2), made["qualifier"]) == (2833.33, "more_than")
        account = sl.account()
        assert account.ok and (account.numbers, account.figures, account.checks) == (
            *(6, 5),
            {"stalls_add_up": True},
        )
        assert list(sl.headroom().index) == ["visitors"]
        assert sl.terms()["term"].tolist() == ["青石集"] and len(sl.claims()) == 1
    assert len(sl.figures()) == 62 and sections()[0] == "lead"


def test_what_is_changed_on_disk_is_read_anew(tmp_path: Path) -> None:
    """Nothing that was read before is kept, be the file as long as it was."""
    folder = shutil.copytree(SECOND, tmp_path / "second")
    with use(folder):
        assert sl.figures().loc["stalls", "label_en"] == "New stalls"
        before = repr(sl.charts.cards("main"))
        for name, old, new in (
            ("figures.csv", "New stalls", "Old stalls"),
            ("derived.csv", "visitors / markets", "visitors /  stalls"),
            ("captions.toml", "{visitors} came", "{visitors} went"),
        ):
            path = folder / name
            text = path.read_text(encoding="utf-8")
            assert old in text and len(old) == len(new), name
            path.write_text(text.replace(old, new), encoding="utf-8")
        assert sl.figures().loc["stalls", "label_en"] == "Old stalls"
        assert round(sl.derived().loc["visitors_per_market", "value"], 2) == 755.56
        assert repr(sl.charts.cards("main")) == before.replace(" came.", " went.") != before


def test_the_environment_names_it_too() -> None:
    code = "import shangluo_data as sl; print(len(sl.figures()), sl.limits().index[0])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            "SHANGLUO_CURATED": str(SECOND),
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["5", "one_source"]


def test_it_has_exhibits_a_page_and_a_pdf() -> None:
    """The same code draws, lays out and prints it: nothing of the first article is in the way."""
    import io

    import pypdf
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from shangluo_data.exhibits.captions import check_captions
    from shangluo_data.page.paper import pdf
    from shangluo_data.page.screen import render
    from shangluo_data.page.tree import Page

    with use(SECOND):
        check_captions()
        exhibits = (
            sl.charts.bars("stalls"),
            sl.charts.cards("main"),
            sl.tables.register("all", title={"zh": "全部数据", "en": "All figures"}),
            sl.views.paragraph(2),
        )
        cells = [
            new_code_cell(outputs=[new_output("display_data", {"text/html": e._repr_html_()})])
            for e in exhibits
        ]
        page = Page(new_notebook(cells=cells), name="market")
        html, printed = render(page), pypdf.PdfReader(io.BytesIO(pdf(page)))
    text = "".join(sheet.extract_text() for sheet in printed.pages)
    for words in ("45个新设摊位", "More than 34,000", "青石镇的一篇消息", "34,000", "比往年热闹"):
        assert words in html and words in text, words
    for other in ("商洛", "Shangluo’s", "南玺", "Nan Xi"):
        assert other not in text, other
