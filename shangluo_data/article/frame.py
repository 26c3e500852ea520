"""Tables as a reader wants them: compact in a cell, and their ids completed."""

import re
import sys
from importlib import import_module
from typing import Any

import pandas as pd

# What a table shows of itself, where it has them: words first, the place last.
_SHOWN = (
    *("label_zh", "label_en", "term", "gloss_en", "number", "numeral", "value", "unit_zh", "unit"),
    *("phrase", "category", "kind", "period", "statement", "holds", "section", "paragraph"),
)
_LOADERS = ("figures", "terms", "claims", "derived", "checks", "headroom", "limits")
_TYPED = re.compile(r"(\w+)(\([^()]*\))?\.loc\[\[?[^\]]*?[\"']([^\"']*)$")


class Frame(pd.DataFrame):
    """A :class:`pandas.DataFrame` that a notebook shows without its notes, quotations and spans.

    One of few columns is shown as it is, and so is ``pd.DataFrame(frame)``.
    """

    @property
    def _constructor(self) -> type["Frame"]:
        return Frame

    def _repr_html_(self) -> str | None:
        shown = [column for column in _SHOWN if column in self.columns]
        if len(self.columns) <= 9 or not shown or self.columns.nlevels > 1:
            return pd.DataFrame(self)._repr_html_()  # type: ignore[operator, no-any-return]
        compact = pd.DataFrame(self[shown])
        if "value" in shown:
            compact["value"] = [f"{value:,.10g}" for value in compact["value"]]
        html = compact.rename(columns={"paragraph": "¶"})._repr_html_()  # type: ignore[operator]
        return f"{html}<p>{len(self)} × {len(self.columns)}: {', '.join(self.columns)}</p>"


def offer_ids() -> None:
    """Let the IPython that runs, if one does, offer a table's ids after ``.loc["``, ``.loc[["``."""
    if not (shell := getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()):
        return
    from IPython.core.completer import SimpleCompletion, context_matcher

    def ids(context: Any) -> dict[str, Any]:
        found = _TYPED.search(context.text_until_cursor)
        name, called, typed = found.groups() if found else ("", "", "")
        table = shell.user_ns.get(name)
        if called and name in _LOADERS:  # sl.figures().loc
            table = getattr(import_module("shangluo_data.register"), name)()
        offered = map(str, table.index) if isinstance(table, Frame) else ()
        keys = [SimpleCompletion(text=key, type="id") for key in offered if key.startswith(typed)]
        return {"completions": keys, "matched_fragment": typed, "suppress": bool(keys)}

    shell.Completer.custom_matchers.append(context_matcher()(ids))


offer_ids()
