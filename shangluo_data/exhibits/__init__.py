"""What an exhibit is: its caption, its rows, what it shows, and how it shows itself."""

from shangluo_data.exhibits.captions import caption_for
from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.parts import Caption, Card, Cell, Column, Table, Words, both
from shangluo_data.exhibits.rows import own_caption, pick, rows_for, section_of
from shangluo_data.exhibits.style import use_style

__all__ = [
    "Caption",
    "Card",
    "Cell",
    "Column",
    "Exhibit",
    "Table",
    "Words",
    "both",
    "caption_for",
    "own_caption",
    "pick",
    "rows_for",
    "section_of",
    "use_style",
]
