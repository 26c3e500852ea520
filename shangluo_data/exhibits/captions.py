"""Captions and findings: text in ``curated/captions.toml``, its numbers filled in by id."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from shangluo_data.article.source import read_text
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.facts import SOURCES, fill
from shangluo_data.exhibits.parts import LANGS, Caption, Words, both
from shangluo_data.register import numerals
from shangluo_data.register.curated import code_list, home, per_home

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


@per_home
def read_captions() -> dict[str, Any]:
    """Return the caption file as nested tables; one missing, not UTF-8 or no TOML is refused."""
    try:
        return tomllib.loads(read_text(home() / FILE))
    except tomllib.TOMLDecodeError as error:
        raise DataError(FILE, str(error), "Mend the file at that line.") from None


def _entry(kind: str, name: str) -> tuple[dict[str, Any], str]:
    table = read_captions().get(kind, {})
    if name not in table:
        own = " To draw one of your own, pass title='…'." if kind == "exhibits" else ""
        raise DataError(FILE, f"no {name!r} under {kind}", did_you_mean(name, list(table)) + own)
    return table[name], f"{FILE}, {kind}.{name}"


def caption_for(name: str) -> Caption:
    """Return the caption of the exhibit called ``name``, its numbers filled in.

    Raises :class:`DataError` if there is none, or a text names what is no figure or count.
    """
    entry, where = _entry("exhibits", name)
    heads = [[entry.get(f"{key}_{lang}", "") for key in ("title", "subtitle")] for lang in LANGS]
    texts = [head + entry.get(f"notes_{lang}", []) for head, lang in zip(heads, LANGS, strict=True)]
    title, subtitle, *notes = (fill(both(*pair), where) for pair in zip(*texts, strict=False))
    written = {key: entry[key] for key in _AS_WRITTEN if key in entry}
    return Caption(title, subtitle, notes, ids=ids_of(entry), **written)


def ids_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids that an exhibit's entry speaks of, from its matrix where it lists none."""
    laid_out = [key for row in entry.get("matrix", ()) for key in row[1:] if key]
    return tuple(entry.get("ids", laid_out))


def findings_for(name: str) -> list[Words]:
    """Return the findings that open a notebook, one pair each, filled in."""
    entry, where = _entry("findings", name)
    return [fill(both(*pair), where) for pair in zip(entry["zh"], entry["en"], strict=True)]


def source_words() -> Words:
    """Return the source line of every exhibit, before its paragraphs."""
    return fill(read_captions().get("source", both()), f"{FILE}, source")


def check_captions() -> None:
    """Refuse captions in which anything is unknown, missing, in one language, or typed by hand.

    Raises :class:`DataError`, which names the text or exhibit, what is wrong, and what to do.
    """
    for place, what, remedy in _faults(read_captions()):
        raise DataError(f"{FILE}, {place}", what, remedy)


def _faults(captions: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the place of what is wrong, what it is, and what to do about it."""
    texts, others = dict(_leaves(captions)), numerals()
    for place in ("source.zh", *texts):
        if not isinstance(texts.get(place), str) or not _PLACE.fullmatch(place):
            what = "nothing of the kind belongs there" if place in texts else "it is missing"
            yield place, what, "See its neighbours."
    named = set(others.loc[others["kind"] != "figure", "number"])
    for place, text in texts.items():
        if lang := _LANG.search(place):
            twin = _LANG.sub("en" if lang[0] == "zh" else "zh", place)
            if twin not in texts or not text.strip():
                yield place, "one language is missing", f"Write {twin} as well."
            fill({lang[0]: text}, f"{FILE}, {place}")
            # Years and names of the article may stand, what it measures may not.
            for number in re.findall(r"\d[\d,.]*", _FREE.sub("", text)):
                if number.rstrip(".,") not in named:
                    what = f"the number {number!r} is typed by hand in {text!r}"
                    yield place, what, "Fill it in by its id, in braces."
    known = [str(key) for source in SOURCES.values() for key in source().index]
    for name, entry in captions.get("exhibits", {}).items():
        place, width = f"exhibits.{name}", len(entry.get("columns", ())) + 1
        drawn = [*ids_of(entry), *entry.get("beside", ()), *entry.get("derived", ())]
        for key in sorted({"notebook", "title_zh"} - entry.keys()):
            yield place, f"{key} is missing", "Write it."
        if any(len(row) != width for row in entry.get("matrix", ())):
            yield place, f"a row of matrix has not {width} cells", "Group, then each column."
        for key in drawn:
            if drawn.count(key) > 1:
                yield place, f"{key!r} is named twice", "Name it once."
        for what, keys, valid in (
            ("section", [entry.get("section", "article")], code_list("section")),
            ("row of the register", drawn, known),
            ("id drawn here that has the label", entry.get("labels", ()), drawn),
        ):
            for key in keys:
                if key not in valid:
                    yield place, f"there is no {what} {key!r}", did_you_mean(key, valid)


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what is no table and no list, or an empty one, with its place."""
    inside = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(inside, dict) or not inside:
        yield place[1:], value
    else:
        for key, one in inside.items():
            yield from _leaves(one, f"{place}.{key}")
