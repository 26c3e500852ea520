"""Captions and findings: text in ``curated/captions.toml``, its numbers filled in by id."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from shangluo_data.article import article
from shangluo_data.article.restore import PINYIN
from shangluo_data.article.source import read_text
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.parts import LANGS, Caption, Words, both
from shangluo_data.exhibits.wording import digits, said_en, said_zh
from shangluo_data.register import claims, derived, figures, numerals, terms
from shangluo_data.register.curated import CHECKABLE, code_list, home, per_home
from shangluo_data.register.reading import read_number

FILE = "captions.toml"
SOURCES = {"figures": figures, "derived": derived, "terms": terms, "claims": claims}
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
_SLOT = re.compile(r"(^|[.!?]\s+)?(?:\{([^{}:!]*)([^{}]*)\}|([{}]))")


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
    """Return an exhibit's caption, numbers filled in; DataError if it or one of them is unknown."""
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


@per_home
def facts() -> dict[str, Any]:
    """Return what a text may name: counts and the article's head lines, and rows of values."""
    stated, numbers, text, said = figures(), numerals(), article(), claims()
    measured = (numbers["kind"] == "figure").sum()
    arabic = numbers["number"].str[0].str.isdecimal().sum()
    series, byline = text["text"].iloc[:2]
    ordinal = re.search(r"之([一二三四五六七八九十百]+)$", series)
    counts = {f"n_{name}": len(rows()) for name, rows in SOURCES.items()} | {
        "n_pinyin": sum(len(PINYIN.findall(line)) for line in text["source_text"]),
        "n_numbers": len(numbers),
        "n_arabic": arabic,
        "n_chinese": len(numbers) - arabic,
        "n_figure_numbers": measured,
        "n_others": len(numbers) - measured,
        "n_more_than": (stated["qualifier"] == "more_than").sum(),
        "n_no_period": (stated["period_basis"] == "none").sum(),
        "n_checkable": said["kind"].isin(CHECKABLE).sum(),
        "series_number": int(read_number(ordinal[1])) if ordinal else 0,
    }
    found: dict[str, Any] = {key: f"{count:,}" for key, count in counts.items()}
    found |= {"series": series.lstrip("—"), "byline": byline.replace(" ", "")}
    return found | {str(key): row for of in (stated, derived()) for key, row in of.iterrows()}


def fill(words: Words, where: str) -> Words:
    """Fill in ``{count}``, ``{id}``, ``{id:bare}`` (without unit) and ``{id:digits}``."""
    return {k: _SLOT.sub(partial(_said, lang=k, where=where), text) for k, text in words.items()}


def _said(slot: re.Match[str], lang: str, where: str) -> str:
    """Return what fills a slot, with a capital at the start of an English sentence."""
    (start, name, form, brace), known = slot.groups(), facts()
    if brace:
        raise DataError(where, f"{brace} stands alone", "Mend the braces.")
    if name not in known:
        what = f"{{{name}}} is no figure, derived value or count"
        raise DataError(where, what, did_you_mean(name, list(known)))
    if form not in ("", ":bare", ":digits"):
        raise DataError(where, f"{form} is not understood", "Use :bare, :digits or neither.")
    if not isinstance(words := known[name], str):
        said = said_zh if lang == "zh" else said_en
        words = digits(words) if form == ":digits" else said(words, unit=not form)
    if lang == "en" and start is not None:
        words = words[:1].upper() + words[1:]
    return f"{start or ''}{words}"


def check_captions() -> None:
    """Raise DataError if in a caption anything is unknown, missing, in one language, or typed."""
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
