"""Captions and findings: text in ``curated/captions.toml``, its numbers filled in by id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.facts import SOURCES
from shangluo_data.exhibits.filling import Filler
from shangluo_data.exhibits.parts import LANGS, Caption, Words, both
from shangluo_data.register import numerals
from shangluo_data.register.curated import code_list, home

FILE = "captions.toml"
_OWN = "To draw one of your own, pass title='…'."
# Numbers that are no count of the article's: places in it, ordinals, a scale, an index base.
_FREE = re.compile(
    r"\{[^}]*\}|¶\d+|第\d+段|\d+(?:st|nd|rd|th)\b|0[–-]100%|(?<![\d.])100(?![\d%])|100%(?=减| less)"
)
_DIGITS = re.compile(r"\d[\d,.]*")


def folder() -> Path:
    """Return where the caption file lies."""
    return home()


def read_captions() -> dict[str, Any]:
    """Return the caption file as nested tables; one missing, not UTF-8 or no TOML is refused."""
    return read_file(folder() / FILE)


@cache
def read_file(path: Path) -> dict[str, Any]:
    """Return a caption file as nested tables, read once."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError(FILE, f"not found in {path.parent}", "Install the package again.") from None
    except UnicodeDecodeError as error:
        raise DataError(
            FILE, f"not UTF-8: byte {error.start} cannot be decoded", "Save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(FILE, str(error), "Mend the file at that line.") from None


def entry_of(kind: str, name: str) -> tuple[Mapping[str, Any], str]:
    """Return a caption's (``exhibits``) or findings' entry as written, and where it stands."""
    table = read_captions().get(kind, {})
    if name not in table:
        remedy = did_you_mean(name, list(table)) + (f" {_OWN}" if kind == "exhibits" else "")
        raise DataError(FILE, f"there is no {name!r} under {kind}", remedy)
    return table[name], f"{FILE}, {kind}.{name}"


def caption_for(name: str, per: Words | None = None) -> Caption:
    """Return the caption of the exhibit called ``name``, its numbers and ``{per}`` filled in.

    Raises :class:`DataError` if there is none, or a text names what is no figure or count.
    """
    entry, where = entry_of("exhibits", name)
    fillers = {lang: Filler(lang, where, (per or {}).get(lang, "")) for lang in LANGS}

    def filled(zh: str, en: str) -> Words:
        return both(fillers["zh"].vformat(zh), fillers["en"].vformat(en))

    return Caption(
        title=filled(entry.get("title_zh", ""), entry.get("title_en", "")),
        subtitle=filled(entry.get("subtitle_zh", ""), entry.get("subtitle_en", "")),
        notes=tuple(map(filled, entry.get("notes_zh", ()), entry.get("notes_en", ()))),
        labels=entry.get("labels", {}),
        groups=entry.get("groups", {}),
        section=entry.get("section", ""),
        ids=ids_of(entry),
        **{key: tuple(entry.get(key, ())) for key in ("beside", "derived", "columns")},
        matrix=tuple(tuple(row) for row in entry.get("matrix", ())),
        notebook=entry.get("notebook", ""),
    )


def ids_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids that an exhibit's entry speaks of, from its matrix where it lists none."""
    laid_out = [key for row in entry.get("matrix", ()) for key in row[1:] if key]
    return tuple(entry.get("ids", laid_out))


def findings_for(name: str) -> list[Words]:
    """Return the findings that open a notebook, one pair each, filled in."""
    entry, where = entry_of("findings", name)
    fillers = {lang: Filler(lang, where) for lang in LANGS}
    return [
        {lang: fillers[lang].vformat(said) for lang, said in zip(LANGS, pair, strict=True)}
        for pair in zip(entry["zh"], entry["en"], strict=True)
    ]


def source_words() -> Words:
    """Return the source line of every exhibit, before its paragraphs."""
    entry = read_captions().get("source", {})
    return {lang: Filler(lang, f"{FILE}, source").vformat(entry.get(lang, "")) for lang in LANGS}


def check_captions() -> None:
    """Refuse captions in which anything is unknown, missing, in one language, or typed by hand.

    Raises :class:`DataError`, which names the exhibit or findings, what is wrong, and what to do.
    """
    captions = read_captions()
    _known(FILE, captions, ("source", "exhibits", "findings"))
    source = captions.get("source", {})
    unsound = sorted(source) != ["en", "zh"] or not all(map(_text, source.values()))
    _refuse(f"{FILE}, source", unsound, "the source line is not in zh and en", "Give both.")
    source_words()
    for kind in ("exhibits", "findings"):
        entries = captions.get(kind, {})
        _known(f"{FILE}, {kind}", entries, entries)
        for name, entry in entries.items():
            where = f"{FILE}, {kind}.{name}"
            _known(where, entry, LANGS if kind == "findings" else _KEYS)
            for key, value in entry.items():
                _refuse(where, not _KEYS[key](value), f"{key} is not written as it should be")
            if kind == "findings":
                _refuse(where, len(entry) != 2, "one language is missing", "Give zh and en.")
                _in_pairs(where, entry, *LANGS)
                findings_for(name)
            else:
                _check_exhibit(name, entry, where)
            for text in _texts(entry):
                _no_number(where, text)


def _check_exhibit(name: str, entry: Mapping[str, Any], where: str) -> None:
    for key in ("title", "subtitle"):
        halves = [bool(entry.get(f"{key}_{lang}", "").strip()) for lang in LANGS]
        missing = any(halves) != all(halves) or (key == "title" and not all(halves))
        _refuse(where, missing, f"{key} is missing in one language", f"Give {key}_zh and {key}_en.")
    _in_pairs(where, entry, "notes_zh", "notes_en")
    section, sections = entry.get("section", ""), code_list("section")
    unknown = section not in ("", *sections)
    _refuse(where, unknown, f"there is no section {section!r}", did_you_mean(section, sections))
    _refuse(where, not entry.get("notebook"), "notebook is missing", "Say which one holds it.")
    width = len(entry.get("columns", ())) + 1
    ragged = any(len(row) != width for row in entry.get("matrix", ()))
    _refuse(where, ragged, f"a row of matrix has not {width} cells", "Group, then each column.")
    drawn = [*ids_of(entry), *entry.get("beside", ()), *entry.get("derived", ())]
    known = [str(key) for source in SOURCES.values() for key in source().index]
    for one in drawn:
        missing = one not in known
        _refuse(where, missing, f"there is no {one!r} in the register", did_you_mean(one, known))
        _refuse(where, drawn.count(one) > 1, f"{one!r} is named twice", "Name it once.")
    for key in entry.get("labels", ()):
        _refuse(where, key not in drawn, f"a label for {key!r}, which is not drawn", "Remove it.")
    caption_for(name, both("单位", "units"))


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _list(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _layout(value: object) -> bool:
    rows = value if isinstance(value, list) else [0]
    return all(isinstance(row, list) and all(isinstance(i, str) for i in row) for row in rows)


def _words(value: object) -> bool:
    pairs = value.values() if isinstance(value, dict) else [0]
    return all(
        isinstance(pair, dict) and sorted(pair) == ["en", "zh"] and all(map(_text, pair.values()))
        for pair in pairs
    )


_KEYS: Mapping[str, Callable[[object], bool]] = (
    dict.fromkeys(("notebook", "section"), _text)
    | dict.fromkeys(("title_zh", "title_en", "subtitle_zh", "subtitle_en"), _text)
    | dict.fromkeys(("ids", "beside", "derived", "columns", "notes_zh", "notes_en", *LANGS), _list)
    | {"matrix": _layout, "labels": _words, "groups": _words}
)


def _texts(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entry.items():
        if key in ("labels", "groups"):
            yield from (text for words in value.values() for text in words.values())
        elif key.endswith(LANGS):
            yield from [value] if isinstance(value, str) else value


def _refuse(where: str, bad: bool, what: str, remedy: str = "See its neighbours there.") -> None:
    if bad:
        raise DataError(where, what, remedy)


def _known(where: str, entry: Any, keys: Iterable[str]) -> None:
    _refuse(where, not isinstance(entry, dict), "this is no table", "Write keys and values.")
    for key in entry:
        _refuse(where, key not in keys, f"{key!r} is unknown", did_you_mean(key, list(keys)))


def _in_pairs(where: str, entry: Mapping[str, Any], zh: str, en: str) -> None:
    unlike = len(entry.get(zh, ())) != len(entry.get(en, ()))
    _refuse(where, unlike, f"{zh} and {en} differ in length", "Write them in pairs.")


def _no_number(where: str, text: str) -> None:
    """Refuse a number typed by hand: years and names of the article stay, measured ones do not."""
    others = numerals()
    named = set(others.loc[others["kind"] != "figure", "number"])
    for number in _DIGITS.findall(_FREE.sub("", text)):
        typed = number.rstrip(".,") not in named and f"各{number}个" not in text
        what = f"the number {number!r} is typed by hand in {text!r}"
        _refuse(where, typed, what, "Fill it in by its id, in braces.")
