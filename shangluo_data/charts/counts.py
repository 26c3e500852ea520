"""What the register counts: figures and claims by paragraph, figures by period."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from shangluo_data.article import article
from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.charts.grid import Cell, Row, grid
from shangluo_data.charts.rows import check
from shangluo_data.exhibits import Caption, Exhibit, Words, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION
from shangluo_data.register import claims, figures


def counted_and_said(name: str) -> Exhibit:
    """Return a row per paragraph of the body: its figures to the left, its claims to the right.

    Raises DataError if there is no caption of that name.

    Source: ``figures()`` and ``claims()``.
    """
    text = article()
    body = text[text["kind"] == "body"]
    stated, said = figures()["paragraph"].value_counts(), claims()["paragraph"].value_counts()
    counts = {n: (int(stated.get(n, 0)), int(said.get(n, 0))) for n in body.index}

    def cells(n: Hashable, section: str) -> list[Cell]:
        kinds = zip(("figures", "claims"), counts[n], (0.0, 1.0), strict=True)
        return [
            Cell(f"p{n}", count, str(count), SECTION[section] if count else AXIS, line, kind)
            for kind, count, line in kinds
        ]

    def paint(canvas: Canvas) -> None:
        totals = [sum(column) for column in zip(*counts.values(), strict=True)]
        heads = [
            (both(f"{totals[0]} 数据", f"{totals[0]} figures"), INK),
            (both(f"{totals[1]} 未附数字的表述", f"{totals[1]} claims without a figure"), INK),
        ]
        rows, section = list[Row](), ""
        for n, row in body.iterrows():
            if row["section"] != section:
                section = row["section"]
                rows.append((section_words(section), SECTION[section], ()))
            words = both(f"¶{n} {row['label_zh']}", row["label_en"])
            rows.append((words, INK, cells(n, row["section"])))
        grid(canvas, heads, rows, high=1, label=165, space=2)

    told = both(
        "；".join(f"第{n}段{a}个数据、{b}处表述" for n, (a, b) in counts.items()),
        "; ".join(f"¶{n}: {_of(a, 'figure')}, {_of(b, 'claim')}" for n, (a, b) in counts.items()),
    )
    return _whole(name, caption_for(name), paint, told)


def periods(name: str) -> Exhibit:
    """Return every figure as a square: a row for each period, a column for each section.

    The caption's ``groups`` name the periods in order (``none`` where there is none).

    Raises DataError if there is no caption of that name, or it lacks the name of a period.

    Source: ``figures()``, column ``period``.
    """
    caption, stated = caption_for(name), figures()
    period = stated["period"].astype(str).replace("", "none")
    unnamed = sorted(set(period) - set(caption.groups))
    what = f"its caption has no name for the period {unnamed[0]!r}" if unnamed else ""
    check(name, not unnamed, what, "Add it to the caption's groups in captions.toml.")
    sections = [s for s in SECTION if s in set(stated["section"])]
    counts = stated.groupby([period, "section"]).size()
    totals = {key: int((period == key).sum()) for key in caption.groups if key in set(period)}

    def cell(key: str, section: str) -> Cell:
        n = int(counts.get((key, section), 0))
        return Cell(f"{key}_{section}", n, str(n), SECTION[section] if n else AXIS)

    def paint(canvas: Canvas) -> None:
        heads = [*((section_words(s), SECTION[s]) for s in sections), (both("合计", "Total"), INK)]
        rows = [
            (caption.groups[k], INK, [*(cell(k, s) for s in sections), Cell(k, 0, str(n), INK)])
            for k, n in totals.items()
        ]
        grid(canvas, heads, rows, high=4, label=112)

    told = both(
        "；".join(f"{caption.groups[key]['zh']}：{n}" for key, n in totals.items()),
        "; ".join(f"{caption.groups[key]['en']}: {n}" for key, n in totals.items()),
    )
    return _whole(name, caption, paint, told)


def _whole(name: str, caption: Caption, paint: Callable[[Canvas], None], told: Words) -> Exhibit:
    """Return an exhibit about the whole article, which shows no row of the register by itself."""
    section, covers = caption.section or "article", tuple(map(int, article().index))
    return Exhibit(name, "chart", section, caption, (), draw(paint), (), None, told, covers)


def _of(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'s' * (count != 1)}"
