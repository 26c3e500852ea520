"""The article and the findings as a reader sees them in a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import findings_for
from shangluo_data.exhibits.markup import EN, ZH, exhibit_link, pair
from shangluo_data.exhibits.placement import placement
from shangluo_data.exhibits.style import NOTEBOOK_CSS
from shangluo_data.register import figures

__all__ = ["View", "findings", "paragraph", "placement"]


@dataclass(frozen=True)
class View:
    """A piece of text for the page: ``content`` as HTML, ``plain`` as plain text."""

    content: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return f'<style class="shangluo-style">{NOTEBOOK_CSS}</style>{self.content}'


def findings(name: str) -> View:
    """Return the findings that open a notebook, in both languages, built from the register.

    Parameters
    ----------
    name
        ``overview``, ``force``, ``safety``, ``services`` or ``method``.

    Raises
    ------
    DataError
        If there are none of that name.

    Source: ``curated/captions.toml``, its numbers filled in by figure id.
    """
    said = findings_for(name)
    lists = [
        f'<ul class="{lang}" lang="{code}">'
        + "".join(f"<li>{escape(line, quote=False)}</li>" for line in said[lang])
        + "</ul>"
        for lang, code in (("zh", ZH), ("en", EN))
    ]
    return View(
        f'<section class="findings">{"".join(lists)}</section>',
        "\n".join(f"- {line}" for lang in ("zh", "en") for line in said[lang]),
    )


def paragraph(number: int, folder: str | os.PathLike[str] = ".") -> View:
    """Return a paragraph of the article, its figures marked and linked to where they are shown.

    Parameters
    ----------
    number
        1 to 25.
    folder
        Where the executed notebooks lie; by default the working directory.

    Raises
    ------
    DataError
        If there is no such paragraph, or no executed notebook in ``folder``.

    Source: the article in ``seeds/``; the links are read from the notebooks' outputs.
    """
    text = paragraphs()
    if not 1 <= number <= len(text):
        raise DataError(
            "paragraph()",
            f"there is no paragraph {number}",
            f"Give a number from 1 to {len(text)}.",
        )
    here = text[number - 1]
    placed = placement(folder)
    shown = placed[placed["what"] == "figures"]
    return View(
        f'<section class="article"><p id="p{number}" data-jupyter-id="p{number}" '
        f'class="para {here.kind} {here.section}" lang="{ZH}">'
        f'<a class="pno" href="#p{number}">¶{number}</a> {_marked(number, shown)}</p>'
        f"{_seen(number, placed)}"
        f'<details class="received"><summary>{pair("来稿原样", "As received")}</summary>'
        f'<p lang="zh-Hant">{escape(here.source_text, quote=False)}</p></details></section>',
        f"¶{number} {here.text}",
    )


def _marked(number: int, shown: pd.DataFrame) -> str:
    text = paragraphs()[number - 1].text
    own = figures()
    own = own[own["paragraph"] == number]
    spans: dict[tuple[int, int], list[str]] = {}
    for key, start, end in own[["start", "end"]].itertuples(name=None):
        spans.setdefault((start, end), []).append(str(key))
    first = shown.drop_duplicates("id").set_index("id")[["notebook", "exhibit"]].astype(str)
    parts = []
    at = 0
    for (start, end), keys in sorted(spans.items()):
        words = escape(text[start:end], quote=False)
        linked = _link(first, keys[0], words)
        anchors = "".join(f'<span id="f-{key}"></span>' for key in keys[1:])
        parts.append(escape(text[at:start], quote=False))
        parts.append(f'<mark id="f-{keys[0]}">{anchors}{linked}</mark>')
        at = end
    return "".join(parts) + escape(text[at:], quote=False)


def _link(first: pd.DataFrame, key: str, words: str) -> str:
    if key not in first.index:
        return words
    return exhibit_link(first["notebook"][key], first["exhibit"][key], words)


def _seen(number: int, placed: pd.DataFrame) -> str:
    here = placed[(placed["what"] == "paragraphs") & (placed["id"] == str(number))]
    here = here.drop_duplicates(["notebook", "exhibit"])
    if not len(here):
        return ""
    columns = (map(str, here[name]) for name in ("notebook", "exhibit", "title_zh", "title_en"))
    rows = list(zip(*columns, strict=True))
    chinese = "；".join(exhibit_link(nb, name, zh) for nb, name, zh, _ in rows)
    english = "; ".join(exhibit_link(nb, name, en) for nb, name, _, en in rows)
    return (
        f'<p class="seen zh" lang="{ZH}">见于：{chinese}</p>'
        f'<p class="seen en" lang="{EN}">Shown in: {english}</p>'
    )
