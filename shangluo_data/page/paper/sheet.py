"""A page's tree as data for Typst: words, elements, pictures as files. No layout stands here.

Everything a reader sees goes to Typst as JSON strings, so no text can be taken for markup.
"""

import base64
import re
from collections import defaultdict
from collections.abc import Container, Mapping
from copy import deepcopy
from itertools import product
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from lxml.html import HtmlElement

from shangluo_data.page.nodes import HEADINGS, classed, classes, words_of

Data = dict[str, Any]

BOXES = {"div", "main", "article", "body", "header", "footer", "picture", "center", "address"}
BLOCKS = BOXES | {"section", "p", "pair", "ul", "ol", "li", "dl", "dt", "dd", "pre", "h", "hr"}
BLOCKS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption"}
BLOCKS |= {"blockquote", "details", "summary"}
DEEPEST = 24  # Typst calls no rule within rules much deeper
HAN = "\u2e80-\u9fff\uff00-\uffef"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s*\n\s*(?=[{HAN}])")
BLANK = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\u2028\u2029]+")
UNPRINTABLE = re.compile("[\x7f-\x9f\ufeff]")
LONG = re.compile(rf"[^\s{HAN}]{{12}}(?=[^\s{HAN}]{{19}})")
PLACE = re.compile(r"(?:([^/?#:]*)\.html)?(?:#(.*))?")


class Sheet:
    """Pages as trees of dictionaries, their pictures by file name, their links resolved.

    ``roots`` gives the tree of each page by the name of its notebook, in the order of printing.
    ``evidence`` prints the rows and words behind exhibits and the text as received, ``code`` names
    the pages whose code is printed.
    """

    def __init__(
        self, roots: Mapping[str, HtmlElement], evidence: bool = False, code: Container[str] = ()
    ) -> None:
        self.pictures: dict[bytes, list[Data]] = defaultdict(list)
        self.roots = {name: _printed(root, evidence, name in code) for name, root in roots.items()}
        self._ids: dict[str, Data] = {}
        backwards = reversed(self.roots.items())
        self._owners = {unquote(i): name for name, root in backwards for i in root.xpath("//@id")}
        self._links: list[tuple[Data, str, str]] = []
        self._level = 0
        self.pages = []
        for name, root in self.roots.items():
            self._page = name
            self.pages.append(self._element(root, 0))
        for link, page, address in self._links:
            link |= self._target(page, address)

    def _element(self, node: HtmlElement, depth: int) -> list[Any]:
        tag = str(node.tag)
        made: Data = {"t": tag, "c": classes(node), "k": []}
        asked = ("start", "style", "colspan", "rowspan")
        made |= {key: node.get(key) for key in asked if node.get(key)}
        if re.match(r"[A-Za-z]{2}\b", node.get("lang") or ""):
            made["lang"] = node.get("lang")
        if node.get("id"):
            made["id"] = self._key(self._page, unquote(node.get("id")))
            self._ids[made["id"]] = made
        if tag in HEADINGS:
            made |= {"t": "h", "level": (level := int(tag[1]))}
            self._level = level
        elif _is_titled(node):
            made["level"] = min(self._level + 1, 6)
        elif tag == "a":
            self._links.append((made, self._page, node.get("href") or ""))
        if tag == "img":
            self._picture(made, node)
        elif tag == "pre" or depth > DEEPEST:
            words = UNPRINTABLE.sub("", node.text_content()).replace("\r", "").expandtabs(4)
            made["k"] = [LONG.sub(lambda long: long[0] + "\u200b", words).strip("\n")]
            made["c"] += ["code"] * ("highlight" in classes(node.getparent()))
        else:
            made["k"] = self._kids(node, depth)
        if tag == "table":
            _lay(made)
        return self._spliced(made)

    def _kids(self, node: HtmlElement, depth: int) -> list[Any]:
        kids: list[Any] = [_words(node.text)]
        for child in node:
            kids += [*self._element(child, depth + 1), _words(child.tail)]
        kids = [kid for kid in kids if kid]
        full = [kid for kid in kids if kid != " "]
        pair = node.tag == "li" and list(map(_half, full)) == ["zh", "en"]
        if not pair and not any(_tag(kid) in BLOCKS for kid in full):
            return kids
        made: list[Any] = []
        for kid in full:
            before: Any = made[-1] if made and node.tag not in ("td", "th") else None
            if _half(before) == "zh" and _half(kid) == "en" and (pair or _tag(kid) in BLOCKS):
                shared = [name for name in before["c"] if name in kid["c"]]
                made[-1] = {"t": "pair", "c": shared, "k": [before, kid]}
            else:
                made.append(kid)
        return made

    def _spliced(self, made: Data) -> list[Any]:
        """Return a box's blocks in its place, so that what follows what can be seen."""
        kids, tag = made["k"], made["t"]
        full = tag == "picture" or all(_tag(kid) in BLOCKS for kid in kids)
        if tag not in BOXES or _half(made) or not full:
            return [made]
        if "id" in made and kids:
            kids[0].setdefault("id", made["id"])
            self._ids[made["id"]] = kids[0]
        return kids

    def _picture(self, made: Data, node: HtmlElement) -> None:
        head, _, body = (node.get("src") or "").partition(",")
        try:
            data = base64.b64decode(body) if "base64" in head else unquote_to_bytes(body)
        except ValueError:
            data = b""
        made["alt"] = _words(node.get("alt")).strip() or "—"
        if wide := re.fullmatch(r"(\d+)(px)?", node.get("width") or ""):
            made["w"] = int(wide[1]) * 0.75
        shown = self.pictures[data]
        shown.append(made)
        made["src"] = shown[0].get("src", str(len(self.pictures)))

    def _key(self, page: str, anchor: str) -> str:
        """Return an anchor's name: its own, as in a PDF of one page, if no page before has it."""
        return anchor if self._owners.get(anchor, page) == page else f"{page}/{anchor}"

    def _target(self, page: str, address: str) -> Data:
        """Where a link leads: a place in the document, or an address."""
        place = PLACE.fullmatch(address)
        if not place or not address:
            return {"href": address} if re.match(r"(https?|mailto|ftp|tel):", address) else {}
        beside, anchor = place.groups()
        if beside is not None and (page := unquote(beside)) not in self.roots:
            return {"href": f"{beside}.pdf" + (f"#{anchor}" if anchor else "")}
        made = self._ids.get(self._key(page, unquote(anchor or "main")), {})
        made["target"] = True
        return {"to": made["id"]} if "id" in made else {}

    def where(self, sign: str) -> str:
        """Return where a character stands: page, cell and the words around it."""
        for name, root in self.roots.items():
            for at, cell in enumerate(classed(root, "cell") or [root], 1):
                before, found, after = words_of(cell).partition(sign)
                if found:
                    return f"{name}, cell {at}, in “{before[-20:]}{sign}{after[:20]}”"
        return "in a picture or the title"


def _printed(root: HtmlElement, evidence: bool, code: bool) -> HtmlElement:
    """A copy of a tree without what is not for print."""
    root = deepcopy(root)
    for node in list(root.iterdescendants("*")):
        names = set(classes(node))
        unseen = node.tag in ("nav", "source") or "screen-only" in names
        unseen |= not evidence and node.tag == "details" and bool({"evidence", "received"} & names)
        if unseen or (not code and "code" in names and "cell" in classes(node.getparent())):
            node.drop_tree()
    return root


def _is_titled(node: HtmlElement) -> bool:
    """Tell whether it is an exhibit with a title, or a paragraph of the article with a number."""
    if "exhibit" in classes(node):
        return any(classed(part, "title") for part in node.iterchildren("figcaption"))
    return "para" in classes(node) and bool(node.xpath("parent::section") and classed(node, "pno"))


def _words(text: str | None) -> str:
    words = BLANK.sub(" ", BETWEEN_HAN.sub("", UNPRINTABLE.sub("", text or "")))
    return LONG.sub(lambda long: long[0] + "\u200b", words)


def _tag(kid: Any) -> str:
    return kid["t"] if isinstance(kid, dict) else ""


def _half(kid: Any) -> str:
    """The language of one half of a pair."""
    names = kid["c"] if isinstance(kid, dict) else ()
    return next((lang for lang in ("zh", "en") if lang in names), "")


def _lay(table: Data) -> None:
    """Give a table its cells in their places, spans counted in."""
    parts = [kid for kid in table["k"] if _tag(kid) in ("thead", "tbody", "tfoot")]
    rows = [row["k"] for part in parts for row in part["k"] if _tag(row) == "tr"]
    heads = sum(len(part["k"]) for part in parts if part["t"] == "thead")
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            said = (cell.get(key, "") for key in ("colspan", "rowspan"))
            wide, tall = (int(n) if re.fullmatch("[1-9][0-9]{0,2}", n) else 1 for n in said)
            wide = next((n for n in range(1, wide) if (x + n, y) in taken), wide)
            tall = min(tall, (heads if y < heads else len(rows)) - y)
            taken.update(product(range(x, x + wide), range(y, y + tall)))
            halved = sum(_half(kid) != "" or _tag(kid) in ("p", "code") for kid in cell["k"]) > 1
            cell |= {"x": x, "y": y, "wide": wide, "tall": tall, "halved": halved}
            x += wide
    table["cells"] = [cell for row in rows for cell in row]
    table |= {"heads": heads, "count": max((x + 1 for x, _ in taken), default=0)}
    table["k"] = [kid for kid in table["k"] if _tag(kid) == "caption"]
