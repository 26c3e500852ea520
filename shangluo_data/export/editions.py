"""Editions: the Chinese, the English or the bilingual reading of one executed notebook.

What belongs to one language only is marked in the notebook itself: cells by the tag ``zh`` or
``en``, parts of HTML by a class of the same name. An edition is made by leaving the other language
out; nothing is run again and nothing is rewritten. Quotations and the article's own terms carry
``lang="zh-CN"`` without the class, so they stay in every edition.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from bs4 import Tag
from bs4.element import NavigableString
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Enum

Lang = Literal["both", "zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
OTHER = {"zh": "en", "en": "zh"}
HOLLOW = ("p", "li", "ul", "ol", "summary", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")


def check_lang(lang: str) -> Lang:
    """Return ``lang`` if it names an edition.

    Raises
    ------
    ValueError
        If it is none of ``both``, ``zh`` and ``en``.
    """
    for known in LANGS:
        if lang == known:
            return known
    raise ValueError(f"unknown language {lang!r}: use one of {', '.join(LANGS)}")


def select(soup: Tag, lang: str) -> None:
    """Leave in ``soup`` only what belongs to the edition ``lang``, changing it in place.

    Elements with the class of the other language go, and with them whatever they alone filled;
    the two-language ``alt`` of a picture becomes the one of ``data-alt-zh`` or ``data-alt-en``.
    ``both`` changes nothing.

    Raises
    ------
    ValueError
        If ``lang`` is none of ``both``, ``zh`` and ``en``.
    """
    if check_lang(lang) == "both":
        return
    for element in soup.find_all(class_=OTHER[lang]):
        if not element.decomposed:
            _remove(element, soup)
    for image in soup.find_all("img", attrs={f"data-alt-{lang}": True}):
        image["alt"] = image[f"data-alt-{lang}"]


def _remove(element: Tag, root: Tag) -> None:
    gap = next(
        (
            sibling
            for sibling in (element.previous_sibling, element.next_sibling)
            if isinstance(sibling, NavigableString) and not sibling.strip()
        ),
        None,
    )
    if gap is not None:
        gap.extract()
    parent = element.parent
    element.decompose()
    if (
        parent is not None
        and parent is not root
        and parent.name in HOLLOW
        and not parent.get_text(strip=True)
        and parent.find(["img", "svg", "input"]) is None
    ):
        _remove(parent, root)


def select_cells(notebook: NotebookNode, lang: str) -> NotebookNode:
    """Return ``notebook`` without the cells that are tagged with the other language only.

    The notebook given is not changed; cells that stay are the same objects.

    Raises
    ------
    ValueError
        If ``lang`` is none of ``both``, ``zh`` and ``en``.
    """
    if check_lang(lang) == "both":
        return notebook
    chosen = NotebookNode(notebook)
    chosen["cells"] = [cell for cell in notebook.cells if _belongs(cell, lang)]
    return chosen


def _belongs(cell: NotebookNode, lang: str) -> bool:
    tags = cell.get("metadata", {}).get("tags", [])
    return OTHER[lang] not in tags or lang in tags


class EditionPreprocessor(Preprocessor):
    """nbconvert preprocessor that keeps the cells of one edition (see :func:`select_cells`)."""

    lang = Enum(LANGS, default_value="both", help="Edition: both, zh or en.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook without the other language's cells, and ``resources`` as given."""
        return select_cells(nb, self.lang), resources
