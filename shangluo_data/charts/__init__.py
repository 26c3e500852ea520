"""The charts: each takes the name of an exhibit, and its rows from the exhibit's caption.

``bars``, ``magnitudes`` and ``cards`` also draw rows of one's own, under a ``title`` of one's own.
"""

from shangluo_data.charts.cards import cards
from shangluo_data.charts.glance import glance
from shangluo_data.charts.grid import counted_and_said, matrix, periods
from shangluo_data.charts.scales import bars, falls, magnitudes, slopes
from shangluo_data.charts.squares import squares, waffle

__all__ = ["bars", "cards", "counted_and_said", "falls", "glance", "magnitudes", "matrix"]
__all__ += ["periods", "slopes", "squares", "waffle"]
