"""Tables as a reader wants them: compact in a cell, and their ids completed."""

from __future__ import annotations

import re
import sys
from typing import Any

import pandas as pd

# What a table shows of itself, where it has them: words first, the place last.
_SHOWN = (
    *("label_zh", "label_en", "term", "gloss_en", "number", "numeral", "value", "unit_zh", "unit"),
    *("phrase", "category", "kind", "period", "statement", "holds", "section", "paragraph"),
)
_LOADERS = ("figures", "terms", "claims", "derived", "checks", "headroom", "limits")
_TYPED = re.compile(r"(\w+)(?:\([^()]*\))?\.loc\[\[?[^\]]*?[\"']([^\"']*)$")


class Frame(pd.DataFrame):
    """A :class:`pandas.DataFrame` that a notebook shows without its notes, quotations and spans.

    One of few columns is shown as it is, and so is ``pd.DataFrame(frame)``.
    """

    @property
    def _constructor(self) -> type[Frame]:
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


def _complete_ids(context: Any) -> dict[str, Any]:
    """Offer the ids of a table after ``table.loc["`` or ``table.loc[["``, which IPython cannot."""
    from IPython.core.completer import SimpleCompletion

    if not (found := _TYPED.search(context.text_until_cursor)):
        return {"completions": []}
    name, typed = found.groups()
    table = sys.modules["IPython"].get_ipython().user_ns.get(name)
    if not isinstance(table, Frame):  # sl.figures().loc
        register = sys.modules.get("shangluo_data.register")
        table = getattr(register, name)() if register and name in _LOADERS else Frame()
    keys = [key for key in map(str, table.index) if key.startswith(typed)]
    completions = [SimpleCompletion(text=key, type="id") for key in keys]
    return {"completions": completions, "matched_fragment": typed, "suppress": bool(keys)}


def offer_ids() -> None:
    """Let the IPython that runs, if one does, complete the ids of tables."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        from IPython.core.completer import context_matcher

        shell.Completer.custom_matchers.append(context_matcher()(_complete_ids))


offer_ids()
