"""Captions and findings: text in ``curated/captions.toml``, its numbers filled in by figure id."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.facts import facts
from shangluo_data.exhibits.wording import digits, reads_en, reads_zh
from shangluo_data.register import derived, figures
from shangluo_data.register.curated import CURATED

LANGS = ("zh", "en")


@dataclass(frozen=True)
class Caption:
    """What is said about an exhibit, in both languages.

    Attributes
    ----------
    title, subtitle
        By language (``zh``, ``en``): the finding; measure, unit and period.
    notes
        By language: zero or more notes.
    labels, groups
        Short names used in this exhibit for its rows (by figure id) and for groups of rows.
    section
        Section id, for the tag and the colour; blank to take it from the rows.
    """

    title: Mapping[str, str]
    subtitle: Mapping[str, str] = field(default_factory=lambda: {"zh": "", "en": ""})
    notes: Mapping[str, Sequence[str]] = field(default_factory=lambda: {"zh": (), "en": ()})
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    section: str = ""


class _Filler(string.Formatter):
    """Fill ``{figure_id}``, ``{derived_id}`` and ``{fact}`` in the given language.

    ``{id}`` reads as the article prints it in Chinese and with its hedge and unit in English;
    ``{id:bare}`` leaves the unit away, ``{id:digits}`` is the number alone.
    """

    def __init__(self, lang: str, where: str) -> None:
        self.lang = lang
        self.where = where

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        name = str(key)
        for frame in (_figures(), _derived()):
            if name in frame.index:
                return frame.loc[name]
        counted = facts()
        if name in counted:
            return counted[name]
        known = [*_figures().index, *_derived().index, *counted]
        raise DataError(
            self.where,
            f"{{{name}}} is no figure, derived value or count",
            did_you_mean(name, known),
        )

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | str):
            return f"{value:,}" if isinstance(value, int) else value
        if format_spec == "digits":
            return digits(value)
        if format_spec not in ("", "bare"):
            raise DataError(self.where, f"format {format_spec!r} is unknown", "Use bare or digits.")
        reads = reads_zh if self.lang == "zh" else reads_en
        return reads(value, unit=format_spec != "bare")


@cache
def _figures() -> Any:
    return figures()


@cache
def _derived() -> Any:
    return derived()


def fill(template: str, lang: str, where: str) -> str:
    """Return ``template`` with its numbers filled in from the register, as ``lang`` reads them.

    Raises
    ------
    DataError
        If it names something that is no figure, derived value or count.
    """
    return _Filler(lang, where).vformat(template, (), {})


@cache
def read_captions(path: Path = CURATED / "captions.toml") -> dict[str, Any]:
    """Return the caption file as nested tables."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(path.name, str(error), "Mend the file at that line.") from None


def caption_for(name: str) -> Caption:
    """Return the caption of the exhibit called ``name``, its numbers filled in.

    Raises
    ------
    DataError
        If there is no caption of that name, or a language is missing.
    """
    table = read_captions()["exhibits"]
    if name not in table:
        raise DataError(
            "captions.toml",
            f"there is no exhibit {name!r}",
            did_you_mean(name, list(table)) + " To try out a chart of your own, pass title=….",
        )
    entry = table[name]
    where = f"captions.toml, exhibit {name!r}"

    def both(key: str) -> dict[str, str]:
        return {lang: fill(entry.get(f"{key}_{lang}", ""), lang, where) for lang in LANGS}

    title = both("title")
    if not all(title.values()):
        raise DataError(where, "a title is missing", "Give title_zh and title_en.")
    notes = {
        lang: tuple(fill(note, lang, where) for note in entry.get(f"notes_{lang}", ()))
        for lang in LANGS
    }
    if len(notes["zh"]) != len(notes["en"]):
        raise DataError(where, "notes_zh and notes_en differ in number", "Write them in pairs.")
    return Caption(
        title,
        both("subtitle"),
        notes,
        entry.get("labels", {}),
        entry.get("groups", {}),
        entry.get("section", ""),
    )


def findings_for(name: str) -> dict[str, list[str]]:
    """Return the findings of a notebook (``overview``, ``force`` …) by language, filled in.

    Raises
    ------
    DataError
        If there are none of that name.
    """
    table = read_captions()["findings"]
    if name not in table:
        raise DataError(
            "captions.toml", f"there are no findings {name!r}", did_you_mean(name, list(table))
        )
    where = f"captions.toml, findings {name!r}"
    return {lang: [fill(line, lang, where) for line in table[name][lang]] for lang in LANGS}
