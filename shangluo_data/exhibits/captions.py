"""Captions and findings: text in ``curated/captions.toml``, its numbers filled in by id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from shangluo_data.article.source import read_text
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.facts import SOURCES, fill
from shangluo_data.exhibits.parts import LANGS, Caption, Words, both
from shangluo_data.register import numerals
from shangluo_data.register.curated import code_list, home

FILE = "captions.toml"
# Where texts stand in the file: keys, and places in lists, joined by dots.
_PLACE = re.compile(
    r"""source\.LANG | findings\.\w+\.LANG\.\d+ | exhibits\.\w+\.(?:
      (?:title|subtitle)_LANG | notes_LANG\.\d+ | (?:labels|groups)\.\w+\.LANG
      | notebook | section | (?:ids|beside|derived|columns)\.\d+ | matrix\.\d+\.\d+
    )""".replace("LANG", "(?:zh|en)"),
    re.VERBOSE,
)
_AS_WRITTEN = ("labels", "groups", "section", "beside", "derived", "columns", "matrix")
_LANG = re.compile(r"(?<=[._])(?:zh|en)(?=$|\.\d+$)")
# Numbers that are no count of the article's: places in it, ordinals, a scale, an index base.
_FREE = re.compile(
    r"\{[^}]*\}|¶\d+|第\d+段|\d+(?:st|nd|rd|th)\b|各\d+个"
    r"|0[–-]100%|(?<![\d.])100(?![\d%])|100%(?=减| less)"
)


def read_captions() -> dict[str, Any]:
    """Return the caption file as nested tables; one missing, not UTF-8 or no TOML is refused."""
    return _parsed(read_text(home() / FILE))


@cache
def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(FILE, str(error), "Mend the file at that line.") from None


def _entry(kind: str, name: str) -> Mapping[str, Any]:
    table: dict[str, dict[str, Any]] = read_captions().get(kind, {})
    if name not in table:
        own = " To draw one of your own, pass title='…'." if kind == "exhibits" else ""
        remedy = did_you_mean(name, list(table)) + own
        raise DataError(FILE, f"there is no {name!r} under {kind}", remedy)
    return table[name]


def caption_for(name: str) -> Caption:
    """Return the caption of the exhibit called ``name``, its numbers filled in.

    Raises :class:`DataError` if there is none, or a text names what is no figure or count.
    """
    entry, where = _entry("exhibits", name), f"{FILE}, exhibits.{name}"
    title, subtitle = (
        fill(both(*(entry.get(f"{key}_{lang}", "") for lang in LANGS)), where)
        for key in ("title", "subtitle")
    )
    notes = zip(entry.get("notes_zh", ()), entry.get("notes_en", ()), strict=False)
    written = {key: entry[key] for key in _AS_WRITTEN if key in entry}
    filled = tuple(fill(both(*note), where) for note in notes)
    return Caption(title, subtitle, filled, ids=ids_of(entry), **written)


def ids_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids that an exhibit's entry speaks of, from its matrix where it lists none."""
    laid_out = [key for row in entry.get("matrix", ()) for key in row[1:] if key]
    return tuple(entry.get("ids", laid_out))


def findings_for(name: str) -> list[Words]:
    """Return the findings that open a notebook, one pair each, filled in."""
    entry, where = _entry("findings", name), f"{FILE}, findings.{name}"
    return [fill(both(*pair), where) for pair in zip(entry["zh"], entry["en"], strict=True)]


def source_words() -> Words:
    """Return the source line of every exhibit, before its paragraphs."""
    return fill(read_captions()["source"], f"{FILE}, source")


def check_captions() -> None:
    """Refuse captions in which anything is unknown, missing, in one language, or typed by hand.

    Raises :class:`DataError`, which names the text or exhibit, what is wrong, and what to do.
    """
    captions, others = read_captions(), numerals()
    named = set(others.loc[others["kind"] != "figure", "number"])
    texts, exhibits = dict(_leaves(captions)), captions.get("exhibits", {})
    for place, text in texts.items():
        if not _PLACE.fullmatch(place) or not isinstance(text, str):
            raise DataError(f"{FILE}, {place}", "no text is known there", "See its neighbours.")
    needed = [f"exhibits.{name}.{key}" for name in exhibits for key in ("notebook", "title_zh")]
    for place in ("source.zh", *needed):
        if place not in texts:
            raise DataError(FILE, f"{place} is missing", "Write it.")
    for place, text in texts.items():
        if lang := _LANG.search(place):
            where, twin = f"{FILE}, {place}", _LANG.sub("en" if lang[0] == "zh" else "zh", place)
            if twin not in texts or not text.strip():
                raise DataError(where, "one language is missing", f"Write {twin} as well.")
            fill({lang[0]: text}, where)
            # Years and names of the article may stand, what it measures may not.
            for number in re.findall(r"\d[\d,.]*", _FREE.sub("", text)):
                if number.rstrip(".,") not in named:
                    what = f"the number {number!r} is typed by hand in {text!r}"
                    raise DataError(where, what, "Fill it in by its id, in braces.")
    for name, entry in exhibits.items():
        _check_ids(entry, f"{FILE}, exhibits.{name}")


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what is no table and no list, or an empty one, with its place."""
    inside = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(inside, dict) or not inside:
        yield place, value
    else:
        for key, one in inside.items():
            yield from _leaves(one, f"{place}.{key}" if place else str(key))


def _check_ids(entry: Mapping[str, Any], where: str) -> None:
    """Refuse an exhibit that names what is not there, or the same thing twice."""
    drawn = [*ids_of(entry), *entry.get("beside", ()), *entry.get("derived", ())]
    if twice := [one for one in drawn if drawn.count(one) > 1]:
        raise DataError(where, f"{twice[0]!r} is named twice", "Name it once.")
    known = [str(key) for source in SOURCES.values() for key in source().index]
    for what, named, valid in (
        ("section", [entry["section"]] if "section" in entry else (), code_list("section")),
        ("row of the register", drawn, known),
        ("id drawn here that has the label", entry.get("labels", ()), drawn),
    ):
        for one in named:
            if one not in valid:
                raise DataError(where, f"there is no {what} {one!r}", did_you_mean(one, valid))
    width = len(entry.get("columns", ())) + 1
    if any(len(row) != width for row in entry.get("matrix", ())):
        raise DataError(where, f"a row of matrix has not {width} cells", "Group, then each column.")
