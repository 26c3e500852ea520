"""Which rows an exhibit shows: the ids its caption speaks of, or one's own with a title."""

from collections.abc import Iterable, Sequence

import pandas as pd

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.captions import SOURCES, caption_for
from shangluo_data.exhibits.parts import Caption, both

Rows = pd.DataFrame | None
Title = str | tuple[str, str] | None
NUMBERS = ("figures", "derived")


def rows_for(
    name: str,
    rows: Rows = None,
    title: Title = None,
    *,
    of: Sequence[str] = NUMBERS,
    per: float = 1,
) -> tuple[Caption, pd.DataFrame]:
    """Return the caption of an exhibit and the rows that it is about.

    ``rows`` are rows of the register, by default those whose ids the caption names, in its order;
    other rows need a ``title``, one text or (Chinese, English). ``of`` says which tables the ids
    are drawn from, ``per`` how many units one step of an axis counts.

    Raises :class:`DataError` if there is no such caption, ``rows`` is no table of the register or
    other than the caption's ids and values, or ``per`` is not above zero.
    """
    where = f"exhibit {name!r}"
    if not 0 < per < float("inf"):
        raise DataError(where, f"per={per!r} is not above zero", "Give 1, or 10_000 for 万.")
    if rows is not None:
        _check_rows(where, rows, of)
    elif title is not None:
        raise DataError(where, "a title needs rows of its own", "Pass rows, or leave it out.")
    ids = () if title is not None else caption_for(name).ids
    return whole_or_own(name, rows, title, pick(ids, where, of=of))


def whole_or_own(
    name: str, rows: Rows, title: Title, everything: pd.DataFrame
) -> tuple[Caption, pd.DataFrame]:
    """Return a caption about everything, and all rows; or a title of one's own, and one's own."""
    shown = everything if rows is None else rows
    if title is not None:
        zh, en = (title, title) if isinstance(title, str) else title
        return Caption(both(zh, en), ids=tuple(map(str, shown.index))), shown
    if rows is not None:
        _check_same(f"exhibit {name!r}", rows, everything)
    return caption_for(name), shown


def pick(ids: Sequence[str], where: str, *, of: Sequence[str] = NUMBERS) -> pd.DataFrame:
    """Return the rows of the register with these ids, in this order; an unknown one is refused."""
    frames = [SOURCES[source]() for source in of]
    known = [str(key) for frame in frames for key in frame.index]
    for one in ids:
        if one not in known:
            raise DataError(where, f"there is no {one!r}", did_you_mean(one, known))
    parts = [frame.loc[[key for key in ids if key in frame.index]] for frame in frames]
    return pd.concat([part for part in parts if len(part)] or parts[:1]).loc[list(ids)]


def section_of(caption: Caption, frames: Iterable[pd.DataFrame]) -> str:
    """Return the caption's section, else the one of the rows, else ``article`` for the whole."""
    found = {str(s) for frame in frames if "section" in frame.columns for s in frame["section"]}
    return caption.section or (found.pop() if len(found) == 1 else "article")


def _check_rows(where: str, rows: object, of: Sequence[str]) -> None:
    """Refuse what is no table, or none of those that ids are drawn from."""
    what = ""
    if not isinstance(rows, pd.DataFrame):
        what = f"rows is a {type(rows).__name__}, not a table"
    elif rows.empty:
        what = "the table has no rows"
    elif not {"section", "term" if of == ("terms",) else "label_zh"} <= set(rows.columns):
        what = f"these are no rows of {' or '.join(of)}()"
    if what:
        example = str(SOURCES[of[0]]().index[0])
        raise DataError(where, what, f"Pick rows with two brackets: {of[0]}.loc[[{example!r}]].")


def _check_same(where: str, rows: pd.DataFrame, drawn: pd.DataFrame) -> None:
    """Refuse rows that the caption does not speak of: it would say something untrue of them."""
    missing = drawn.index[~drawn.index.isin(rows.index)]
    extra = rows.index[~rows.index.isin(drawn.index) | rows.index.duplicated()]
    if not len(missing) and not len(extra) and "value" in rows and "value" in drawn:
        extra = drawn.index[rows["value"].reindex(drawn.index) != drawn["value"]]
    said = [f"without {', '.join(map(str, missing))}"] if len(missing) else []
    said += [f"with {', '.join(map(str, extra))} besides or changed"] if len(extra) else []
    if said:
        what = f"the caption speaks of other rows: these come {' and '.join(said)}"
        raise DataError(where, what, "For a chart of your own, pass title='…'.")
