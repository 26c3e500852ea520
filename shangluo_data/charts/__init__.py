"""The grammar of charts: a mark, the exhibit's name, and its rows.

>>> from shangluo_data import charts, figures
>>> charts.squares("network", figures().loc[["standard_stations"]])  # doctest: +SKIP
"""

from shangluo_data.charts.bars import bars, index_bars
from shangluo_data.charts.cards import cards
from shangluo_data.charts.dots import dots
from shangluo_data.charts.slopes import slopes
from shangluo_data.charts.squares import squares
from shangluo_data.charts.tally import tally
from shangluo_data.charts.text_map import text_map
from shangluo_data.charts.timeline import timeline

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
