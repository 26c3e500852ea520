"""What the pieces of the Typst source share while they are written: links, files, white space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote as percent
from urllib.parse import unquote, urlsplit

from bs4 import Tag
from bs4.element import PageElement

from .typst_text import IS_HAN, block, breakable, collapse, language, quote

PAGE, SLIDE = 482.0, 576.0
SECTIONS = ("lead", "force", "safety", "services", "method")
CELL = re.compile("^(?:cell-id|heading)=")
SCHEMES = ("http", "https", "mailto", "ftp", "tel")


@dataclass
class Writer:
    """The state of one document being written.

    ``edition`` is both, zh or en; ``stem`` names the notebook at hand; ``stems`` are the notebooks
    bound into one PDF (empty for a PDF of one); ``files`` holds the pictures, by the names that the
    source uses; ``placed`` the labels written so far; ``appendix`` the entries held for the end,
    ``received`` the paragraphs as they were received; ``hold`` is false if there is no appendix;
    ``measure`` is the width of the text in points; ``taken`` are the ids of the elements of the
    notebook at hand.
    """

    edition: str = "both"
    stem: str = ""
    stems: frozenset[str] = frozenset()
    language: str = "zh"
    files: dict[str, bytes] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    appendix: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    measure: float = PAGE
    taken: frozenset[str] = frozenset()
    hold: bool = True
    appendix_level: int = 3
    level: int = 0
    section: str = "lead"
    math_noted: bool = False
    opening: bool = False
    _space: bool = False
    _last: str = ""

    # -- white space --------------------------------------------------------------------------

    @contextmanager
    def fresh_line(self) -> Iterator[None]:
        """Write a run of text that starts and ends without white space."""
        before, self._space, self._last = (self._space, self._last), False, ""
        yield
        self._space, self._last = before

    def line_break(self) -> str:
        """Return a line break; white space around it is dropped."""
        self._space, self._last = False, ""
        return "linebreak()"

    def pending(self) -> str:
        """Return the white space held back so far, so that it falls outside what comes next."""
        if self._space and self._last:
            self._space = False
            return '" "'
        return ""

    def touch(self) -> str:
        """Return the white space held back, and count what comes next as something seen."""
        held = self.pending()
        self._space, self._last = False, "x"
        return held

    def text(self, raw: str) -> str:
        """Return ``raw`` as Typst strings, white space collapsed across neighbouring elements."""
        shown = collapse(raw)
        body = shown.strip(" ")
        if shown.startswith(" ") and self._last:
            newline = "\n" in raw[: len(raw) - len(raw.lstrip())]
            if not (newline and IS_HAN.match(self._last) and IS_HAN.match(body[:1] or " ")):
                self._space = True
        if not body:
            return ""
        lead = " " if self._space and self._last else ""
        self._space, self._last = shown.endswith(" "), body[-1]
        return quote(lead + breakable(body))

    # -- labels and links -----------------------------------------------------------------------

    def label(self, identifier: object) -> str:
        """Return the label for an HTML ``id`` of the notebook at hand, or an empty string."""
        name = str(identifier or "").strip()
        if not name:
            return ""
        return f"{self.stem}/{name}" if self.stems else name

    def place(self, identifier: object) -> str:
        """Return an anchor for an HTML ``id``, once; an empty string if there is none to place."""
        label = self.label(identifier)
        if not label or label in self.placed:
            return ""
        self.placed.add(label)
        return f"anchor({quote(label)})"

    def claim(self, identifier: object) -> str:
        """Return the label for a heading as a Typst string, or ``none`` if it is taken."""
        label = self.label(identifier)
        if not label or label in self.placed:
            return "none"
        self.placed.add(label)
        return quote(label)

    def link(self, href: str, body: str) -> str:
        """Return ``body`` as a link to ``href``, or ``body`` alone where no reader could follow."""
        href = re.sub(r"[\x00-\x20]+", "", href)
        try:
            parts = urlsplit(href)
        except ValueError:
            return body
        if parts.scheme:
            return f"link({quote(href)}, {body})" if parts.scheme.lower() in SCHEMES else body
        if parts.netloc:
            return f"link({quote('https:' + href)}, {body})"
        fragment = CELL.sub("", unquote(parts.fragment))
        if not parts.path:
            return f"goto({quote(self.label(fragment))}, {body})" if fragment else body
        path = unquote(parts.path)
        if path.endswith(".ipynb"):
            stem = path[: -len(".ipynb")].rsplit("/", 1)[-1]
            if stem in self.stems:
                target = f"{stem}/{fragment}" if fragment else stem
                return f"goto({quote(target)}, {body})"
            path = path[: -len(".ipynb")] + ".pdf"
        tail = f"#{percent(fragment)}" if fragment else ""
        return f"link({quote(percent(path, safe='/:') + tail)}, {body})"

    # -- languages and sections --------------------------------------------------------------------

    def lang_of(self, node: PageElement, text: str) -> str:
        """Return the language of a block: the one marked on it or around it, else as it looks."""
        tag = node if isinstance(node, Tag) else node.parent
        while tag is not None:
            marked = tag.get("lang")
            if marked:
                return "zh" if str(marked).lower().startswith("zh") else "en"
            tag = tag.parent
        return language(text) or self.language

    def section_of(self, node: Tag) -> str:
        """Return the section named by the class of ``node`` or of an element around it."""
        tag: Tag | None = node
        while tag is not None:
            for name in SECTIONS:
                if name in tag.get_attribute_list("class"):
                    return name
            tag = tag.parent
        return self.section

    def nested_level(self) -> int:
        """Return the heading level for something inside the present section."""
        return min(self.level + 1, 6)


def wrap(function: str, pieces: list[str]) -> str:
    """Return a call of a Typst function on the joined ``pieces``; nothing for no pieces."""
    inner = [piece for piece in pieces if piece]
    return f"{function}({block(inner)})" if inner else ""
