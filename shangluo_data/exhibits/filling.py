"""How the numbers of a text are filled in: by figure id, derived id or count."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import Any

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.facts import facts
from shangluo_data.exhibits.wording import digits, said_en, said_zh
from shangluo_data.register import derived, figures

_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)$")


class Filler(string.Formatter):
    """Fill ``{id}``, ``{id:bare}``, ``{id:digits}``, ``{fact}`` and ``{per}`` in one language."""

    def __init__(self, lang: str, where: str, per: str = "") -> None:
        self.lang, self.where = lang, where
        self.known: dict[str, Any] = {"per": per} if per else {}
        self.known |= facts()
        for frame in (figures(), derived()):
            self.known |= {str(key): row for key, row in frame.iterrows()}

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if field_name not in self.known:
            raise DataError(
                self.where,
                f"{{{field_name}}} is no figure, derived value or count",
                did_you_mean(field_name, list(self.known)),
            )
        return self.known[field_name], field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion:
            raise DataError(self.where, f"!{conversion} is not understood", "Leave it out.")
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | str):
            return f"{value:,}" if isinstance(value, int) else value
        if format_spec == "digits":
            return digits(value)
        if format_spec not in ("", "bare"):
            raise DataError(self.where, f"format {format_spec!r} is unknown", "Use bare or digits.")
        said = said_zh if self.lang == "zh" else said_en
        return said(value, unit=format_spec != "bare")

    def vformat(self, format_string: str, args: Any = (), kwargs: Any = None) -> str:
        """Fill the text in; a word that a number puts at the start of a sentence is capitalised."""
        try:
            parsed = list(self.parse(format_string))
        except ValueError as error:
            raise DataError(self.where, f"{format_string!r}: {error}", "Mend the braces.") from None
        done = ""
        for literal, name, spec, conversion in parsed:
            done += literal
            if name is not None:
                value = self.convert_field(self.get_field(name, (), {})[0], conversion)
                words = self.format_field(value, spec or "")
                starts = self.lang == "en" and _SENTENCE_START.search(done)
                done += words[:1].upper() + words[1:] if starts else words
        return done
