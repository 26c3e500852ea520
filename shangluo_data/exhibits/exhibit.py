"""The exhibit: a chart, cards or a table with its caption, source line and evidence."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pandas as pd

from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import LANGS, Caption, caption_for
from shangluo_data.exhibits.evidence import evidence, paragraphs_of, rows_of, source_lines
from shangluo_data.exhibits.markup import EN, ZH, pair
from shangluo_data.exhibits.picture import Picture
from shangluo_data.exhibits.style import NOTEBOOK_CSS
from shangluo_data.exhibits.wording import DERIVED, is_derived, reads_en, reads_zh
from shangluo_data.register.curated import label

TYPE = {
    "chart": {"zh": "图", "en": "Chart"},
    "cards": {"zh": "数字卡", "en": "Figures"},
    "table": {"zh": "表", "en": "Table"},
}


@dataclass(frozen=True)
class Exhibit:
    """One exhibit on the page.

    Attributes
    ----------
    name
        Id of the exhibit, which is also its anchor on the page.
    kind
        ``chart``, ``cards`` or ``table``.
    section
        Section id; it gives the tag and the colour.
    caption
        What is said about it.
    frames
        The rows it shows: figures, derived values, terms or claims.
    pictures
        Of a chart: the picture ``wide`` and ``narrow``.
    body
        Of cards and tables: their HTML.
    statement
        By language: what the marks say where the rows alone do not tell it, for the alt text.
    covers
        Paragraphs it draws on as a whole, for the source line, without presenting their figures.
    backing
        HTML for the disclosure where the rows are not rows of the register.
    """

    name: str
    kind: str
    section: str
    caption: Caption
    frames: tuple[pd.DataFrame, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    body: str = ""
    statement: Mapping[str, str] = field(default_factory=dict)
    covers: tuple[int, ...] = ()
    backing: str = ""

    def alt(self, lang: str) -> str:
        """Return the text alternative in ``zh`` or ``en``: type, title, values, caveat."""
        reads = reads_zh if lang == "zh" else reads_en
        values = []
        for _, row in rows_of(self.frames):
            if "value" in row.index:
                mark = f" ({DERIVED[lang]})" if is_derived(row) else ""
                values.append(f"{row[f'label_{lang}']}: {reads(row)}{mark}")
        told = self.statement.get(lang) or "; ".join(values)
        caveat = next(iter(self.caption.notes[lang]), "")
        parts = [TYPE[self.kind][lang], self.caption.title[lang], told, caveat]
        if lang == "zh":
            told = told.replace(": ", "：").replace("; ", "；").replace(" (推算)", "（推算）")
            return "。".join(p.rstrip("。") for p in (*parts[:2], told, caveat) if p) + "。"
        return ". ".join(p.rstrip(".") for p in parts if p) + "."

    def __repr__(self) -> str:
        return f"{self.alt('zh')}\n{self.alt('en')}"

    def _repr_html_(self) -> str:
        return f'<style class="shangluo-style">{NOTEBOOK_CSS}</style>{self.html()}'

    def html(self) -> str:
        """Return the exhibit as an HTML ``<figure>``, the same on every call."""
        numbers = sorted({*paragraphs_of(self.frames), *self.covers})
        body = self._picture() if self.pictures else self.body
        return (
            f'<figure class="exhibit {self.kind} {self.section}" id="{self.name}"'
            f' data-jupyter-id="{self.name}"{self._data()}>'
            f"<figcaption>{self._tag()}{self._heading()}</figcaption>"
            f"{body}{self._notes()}{source_lines(numbers)}"
            f"{evidence(self.frames, self.name, self.backing)}</figure>"
        )

    def save(self, path: str | os.PathLike[str], lang: str = "both") -> Path:
        """Write the exhibit with its title, notes and source as a picture.

        Parameters
        ----------
        path
            File to write; its ending, ``.png`` or ``.svg``, says what.
        lang
            ``zh``, ``en`` or ``both``.

        Raises
        ------
        DataError
            If the ending or the language is another one.
        """
        target = Path(path)
        kind = target.suffix.removeprefix(".").lower()
        if kind not in ("png", "svg"):
            raise DataError("save()", f"cannot write {target.name!r}", "End it in .png or .svg.")
        if lang not in ("both", *LANGS):
            raise DataError("save()", f"there is no language {lang!r}", "Give zh, en or both.")
        beside = target.with_name(f".{target.name}.part")
        beside.write_bytes(_renderer()(self.html(), kind, lang))
        os.replace(beside, target)
        return target

    def _tag(self) -> str:
        words = [label("section", self.section, lang) for lang in LANGS]
        return f'<p class="tag">{pair(*words)}</p>'

    def _heading(self) -> str:
        caption = self.caption
        return "".join(
            f'<p class="{part} {lang}" lang="{code}">{escape(text[lang], quote=False)}</p>'
            for part, text in (("title", caption.title), ("subtitle", caption.subtitle))
            for lang, code in (("zh", ZH), ("en", EN))
            if text[lang]
        )

    def _notes(self) -> str:
        lists = []
        for lang, code in (("zh", ZH), ("en", EN)):
            items = "".join(f"<li>{escape(n, quote=False)}</li>" for n in self.caption.notes[lang])
            if items:
                lists.append(f'<ul class="notes {lang}" lang="{code}">{items}</ul>')
        return "".join(lists)

    def _picture(self) -> str:
        wide, narrow = self.pictures["wide"], self.pictures["narrow"]
        alt = {lang: escape(self.alt(lang)) for lang in LANGS}
        return (
            f'<picture class="plot"><source media="(max-width: 600px)" srcset="{_uri(narrow)}"'
            f' width="{narrow.css_width}" height="{narrow.css_height}">'
            f'<img alt="{alt["zh"]} {alt["en"]}"'
            f' data-alt-zh="{alt["zh"]}" data-alt-en="{alt["en"]}"'
            f' src="{_uri(wide)}" width="{wide.css_width}" height="{wide.css_height}"></picture>'
        )

    def _data(self) -> str:
        """Return what the exhibit shows as data attributes, for counting coverage."""
        shown: dict[str, list[str]] = {}
        for frame in self.frames:
            shown.setdefault(frame_kind(frame), []).extend(map(str, frame.index))
        shown["paragraphs"] = list(map(str, paragraphs_of(self.frames)))
        return "".join(
            f' data-{kind}="{" ".join(dict.fromkeys(ids))}"' for kind, ids in shown.items() if ids
        )


def _renderer() -> Callable[[str, str, str], bytes]:
    """Return what makes pictures: export offers it as an entry point, exhibits know no export."""
    (offered,) = entry_points(group="shangluo_data.pictures")
    render: Callable[[str, str, str], bytes] = offered.load()
    return render


def frame_kind(frame: pd.DataFrame) -> str:
    """Return which table of the register a frame's rows come from."""
    for column, kind in (
        ("numeral", "figures"),
        ("formula", "derived"),
        ("term", "terms"),
        ("missing_en", "claims"),
        ("statement", "checks"),
        ("source_text", "paragraphs"),
    ):
        if column in frame.columns:
            return kind
    return "rows"


def own_caption(name: str, title: str | tuple[str, str] | None) -> Caption:
    """Return the caption called ``name``, or one made of a title given on the spot."""
    if title is None:
        return caption_for(name)
    chinese, english = (title, title) if isinstance(title, str) else title
    return Caption({"zh": chinese, "en": english})


def section_of(caption: Caption, frames: Sequence[pd.DataFrame]) -> str:
    """Return the one section of the rows, or ``method`` where they span several."""
    if caption.section:
        return caption.section
    sections: set[Any] = set()
    for frame in frames:
        if "section" in frame.columns:
            sections.update(frame["section"])
    return str(sections.pop()) if len(sections) == 1 else "method"


def _uri(picture: Picture) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(picture.svg.encode()).decode()
