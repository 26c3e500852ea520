"""The exhibits as parsed HTML."""

from __future__ import annotations

from functools import cache

from bs4 import BeautifulSoup, Tag
from exhibit_set import exhibits

from shangluo_data.exhibits import Exhibit


@cache
def page(name: str) -> Tag:
    """Return an exhibit's figure as parsed HTML."""
    figures = BeautifulSoup(exhibits()[name].html(), "html.parser").find_all("figure")
    assert len(figures) == 1
    figure = figures[0]
    assert isinstance(figure, Tag)
    return figure


def texts(figure: Tag, selector: str) -> list[str]:
    return [element.get_text() for element in figure.select(selector)]


def shown(exhibit: Exhibit) -> list[str]:
    """Return the ids of the rows that an exhibit shows."""
    return [str(key) for frame in exhibit.frames for key in frame.index]
