"""How the figures are stated: plainly, per year, or as a floor."""

from __future__ import annotations

import pandas as pd

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import Cell, pair, table
from shangluo_data.exhibits.style import GREY, INK, SECTION, SIZE_AXIS, SIZE_ZH, WHITE
from shangluo_data.register.curated import code_rows, label


def tally(name: str, rows: pd.DataFrame, *, title: str | tuple[str, str] | None = None) -> Exhibit:
    """Return how figures are stated: a unit row per section, plain, per year, and at least.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        The figures to count.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    caption = own_caption(name, title)
    counts = []
    for section in dict.fromkeys(map(str, rows["section"])):
        own = rows[rows["section"] == section]
        hedged = int((own["qualifier"] == "at_least").sum())
        annual = int(((own["basis"] == "annual") & (own["qualifier"] != "at_least")).sum())
        counts.append((section, len(own) - hedged - annual, annual, hedged))

    def paint(canvas: Canvas) -> None:
        side, gap = (12.0, 3.4) if not canvas.narrow else (8.0, 2.0)
        step = side + gap
        left = 150.0 if not canvas.narrow else 0.0
        for section, as_stated, annual, hedged in counts:
            words = code_rows()["section"][section]
            colour = SECTION[section]
            used = canvas.label(0, canvas.y, words["label_zh"], words["label_en"], 140)
            top = canvas.y + (4 if not canvas.narrow else used + 4)
            total = as_stated + annual + hedged
            corners = [(left + i * step, top) for i in range(total)]
            canvas.squares(corners[: as_stated + annual], side, colour, hollow=False)
            canvas.squares(corners[as_stated + annual :], side, colour, hollow=True)
            for x, y in corners[as_stated : as_stated + annual]:
                canvas.rectangle(x + side * 0.3, y + side * 0.3, side * 0.4, side * 0.4, fill=WHITE)
            canvas.record(section, "squares", total, colour)
            canvas.record(section, "hollow", hedged, colour)
            canvas.text(
                left + total * step + 4,
                top + side / 2,
                str(total),
                size=SIZE_ZH,
                colour=INK,
                bold=True,
            )
            said = [f"{as_stated} 按原文 as stated"]
            said += [f"{annual} 每年 per year"] if annual else []
            said += [f"{hedged} 余/多 at least"] if hedged else []
            canvas.text(left, top + side + 10, "   ".join(said), size=SIZE_AXIS, colour=GREY)
            canvas.y = top + side + 30

    told = {
        "zh": "；".join(
            f"{label('section', s, 'zh')}{p + a + h}个，其中余或多{h}个、每年{a}个"
            for s, p, a, h in counts
        ),
        "en": "; ".join(
            f"{label('section', s, 'en')}: {p + a + h}, of them {h} at least and {a} per year"
            for s, p, a, h in counts
        ),
    }
    header = [Cell(pair("部分", "Section"))] + [
        Cell(pair(*words), number=True)
        for words in (("按原文", "As stated"), ("每年", "Per year"), ("余、多", "At least"))
    ]
    body = [
        [
            Cell(pair(label("section", section, "zh"), label("section", section, "en"))),
            *(Cell(str(count), number=True) for count in numbers),
        ]
        for section, *numbers in counts
    ]
    return Exhibit(
        name,
        "chart",
        section_of(caption, [rows]),
        caption,
        (),
        draw(paint),
        statement=told,
        covers=tuple(sorted(set(map(int, rows["paragraph"])))),
        backing=table(header, body, f"数据 rows: {name}"),
    )
