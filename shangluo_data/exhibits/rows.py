"""Which rows an exhibit shows: the ids its caption speaks of, or one's own with a title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.captions import caption_for
from shangluo_data.exhibits.facts import SOURCES
from shangluo_data.exhibits.parts import LANGS, Caption, Words, both
from shangluo_data.exhibits.wording import ATTRIBUTE, is_derived, reads_en, reads_zh, unit_words

Title = str | tuple[str, str] | None
NUMBERS = ("figures", "derived")


def rows_for(
    name: str,
    rows: pd.DataFrame | None = None,
    title: Title = None,
    *,
    of: Sequence[str] = NUMBERS,
    per: float = 1,
) -> tuple[Caption, pd.DataFrame]:
    """Return the caption of an exhibit and the rows that it is about.

    ``rows`` are rows of the register, by default those whose ids the caption names, in its order;
    other rows need a ``title``, one text or (Chinese, English). ``of`` says which tables the ids
    are drawn from, ``per`` how many units one step of the axis counts (``{per}`` in the caption).

    Raises :class:`DataError` if there is no such caption, ``rows`` is no table of the register or
    other than the caption's ids and values, or ``per`` is not above zero.
    """
    where = f"exhibit {name!r}"
    if not 0 < per < float("inf"):
        raise DataError(where, f"per={per!r} is not above zero", "Give 1, or 10_000 for 万.")
    if rows is not None:
        _check_rows(where, rows, of)
    if title is not None:
        if rows is None:
            raise DataError(where, "a title needs rows of its own", "Pass rows, or leave it out.")
        return own_caption(title, rows), rows
    ids = caption_for(name, both("?", "?")).ids
    drawn = pick(ids, where, of=of)
    if rows is not None:
        _check_same(where, rows, drawn)
        drawn = rows
    numeric = len(drawn) and "unit" in drawn.columns
    return caption_for(name, unit_words(drawn.iloc[0], per) if numeric else both("", "")), drawn


def whole_or_own(
    name: str, rows: pd.DataFrame | None, title: Title, everything: pd.DataFrame
) -> tuple[Caption, pd.DataFrame]:
    """Return a caption about everything, and all rows; or a title of one's own, and one's own."""
    if title is not None:
        rows = everything if rows is None else rows
        return own_caption(title, rows), rows
    if rows is not None:
        _check_same(f"exhibit {name!r}", rows, everything)
    return caption_for(name), everything if rows is None else rows


def pick(ids: Iterable[str], where: str, *, of: Sequence[str] = NUMBERS) -> pd.DataFrame:
    """Return the rows of the register with these ids, in this order; an unknown one is refused."""
    listed = list(ids)
    frames = [SOURCES[source]() for source in of]
    known = [str(key) for frame in frames for key in frame.index]
    for one in listed:
        if one not in known:
            raise DataError(where, f"there is no {one!r}", did_you_mean(one, known))
    parts = [frame.loc[[i for i in listed if i in frame.index]] for frame in frames]
    found = [part for part in parts if len(part)] or parts[:1]
    return found[0] if len(found) == 1 else pd.concat(found).loc[listed]


def own_caption(title: str | tuple[str, str], rows: pd.DataFrame) -> Caption:
    """Return a caption made of a title given on the spot."""
    zh, en = (title, title) if isinstance(title, str) else title
    return Caption(both(zh, en), ids=tuple(map(str, rows.index)))


def section_of(caption: Caption, frames: Iterable[pd.DataFrame]) -> str:
    """Return the caption's section, else the one of the rows, else ``article`` for the whole."""
    if caption.section:
        return caption.section
    found = {str(s) for frame in frames if "section" in frame.columns for s in frame["section"]}
    return found.pop() if len(found) == 1 else "article"


def tell(groups: Iterable[tuple[Words | None, pd.DataFrame]], caption: Caption) -> Words:
    """Return what rows say, for an alt text: labels and values, each group under its heading."""
    told: dict[str, list[str]] = {lang: [] for lang in LANGS}
    marks = {"zh": (reads_zh, "：", "；"), "en": (reads_en, ": ", "; ")}
    for heading, rows in groups:
        for lang, (reads, colon, stop) in marks.items():
            said = (
                caption.label(str(key), row)[lang]
                + colon
                + reads(row)
                + (ATTRIBUTE[lang] if is_derived(row) else "")
                for key, row in rows.iterrows()
            )
            told[lang].append((heading[lang] + colon if heading else "") + stop.join(said))
    return {lang: stop.join(told[lang]) for lang, (_, _, stop) in marks.items()}


def one_of(where: str, what: str, given: object, valid: Sequence[str]) -> None:
    """Refuse a word that is not among ``valid``, naming the nearest."""
    if given not in valid:
        raise DataError(
            where, f"{what}={given!r} is unknown", did_you_mean(str(given), list(valid))
        )


def _check_rows(where: str, rows: object, of: Sequence[str]) -> None:
    example = str(SOURCES[of[0]]().index[0])
    remedy = f"Pick rows with two brackets: {of[0]}.loc[[{example!r}]]."
    if not isinstance(rows, pd.DataFrame):
        raise DataError(where, f"rows is a {type(rows).__name__}, not a table", remedy)
    if not len(rows):
        raise DataError(where, "the table has no rows", remedy)
    if not {"section", "label_zh" if of[0] != "terms" else "term"} <= set(rows.columns):
        raise DataError(where, f"these are no rows of {' or '.join(of)}()", remedy)


def _check_same(where: str, rows: pd.DataFrame, drawn: pd.DataFrame) -> None:
    """Refuse rows that the caption does not speak of: it would say something untrue of them."""
    given, wanted = list(map(str, rows.index)), list(map(str, drawn.index))
    missing = [i for i in wanted if i not in given]
    extra = [i for i in dict.fromkeys(given) if i not in wanted or given.count(i) > 1]
    if not missing and not extra and "value" in rows and "value" in drawn:
        changed = rows["value"].reindex(drawn.index) != drawn["value"]
        extra = list(map(str, drawn.index[changed]))
    if missing or extra:
        said = [f"without {', '.join(missing)}"] if missing else []
        said += [f"with {', '.join(extra)} besides or changed"] if extra else []
        raise DataError(
            where,
            f"the caption speaks of other rows: these come {' and '.join(said)}",
            "For a chart of your own, pass title='…'.",
        )
