"""The grammar of charts: a mark, the exhibit's name, and its rows.

>>> from shangluo_data import charts, figures
>>> charts.squares("network", figures().loc[["standard_stations"]], layout="blocks")  # doctest: +SKIP
"""

from shangluo_data.charts.bars import bars, index_bars
from shangluo_data.charts.cards import cards
from shangluo_data.charts.dots import dots
from shangluo_data.charts.overview import tally, text_map, timeline
from shangluo_data.charts.slopes import slopes
from shangluo_data.charts.squares import squares

__all__ = [
    "bars",
    "cards",
    "dots",
    "index_bars",
    "slopes",
    "squares",
    "tally",
    "text_map",
    "timeline",
]
