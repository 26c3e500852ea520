"""A page's tree as data for Typst: words, elements, pictures as files. No layout stands here.

Everything a reader sees goes to Typst as JSON strings, so no text can be taken for markup.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Container, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from lxml.html import HtmlElement

from shangluo_data.page.nodes import classed, classes, words_of

Data = dict[str, Any]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNSEEN = _words("script style head template nav colgroup col title link meta")
CONTAINERS = _words("div section main article body header footer picture source center form")
BLOCKS = CONTAINERS | _words(
    "p ul ol li dl dt dd table caption thead tbody tfoot tr pre figure figcaption blockquote "
    "details summary h h1 h2 h3 h4 h5 h6 hr address"
)
# White space between the parts of these is none of the text.
PARTS = _words("table thead tbody tfoot tr ul ol dl figure picture details")
# What else stands inside these is put into a part of its own, or print would not find it.
HOLDS = {tag: _words("tr") for tag in ("thead", "tbody", "tfoot")} | {
    "table": _words("tr thead tbody tfoot caption"),
    "ul": _words("li"),
    "ol": _words("li"),
    "tr": _words("td th"),
}
HOLDING = BLOCKS - {"p"} | {"td", "th"}
KEPT = ("lang", "start", "style", "colspan", "rowspan")
DEEPEST = 24
LONGEST = 60_000  # characters of one output; what is beyond is left out, and said so
SIGNATURES = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
HAN = "\u2e80-\u9fff\uff00-\uffef"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s*\n\s*(?=[{HAN}])")
BLANK = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
LONG = re.compile(rf"[^\s{HAN}]{{31,}}")
FILE = re.compile(r"([^/?#:]+)\.(?:ipynb|html|pdf)(?:#(?:cell-id=)?(.*))?")
LONG_LINE = re.compile(r"([^\n]{104})(?=[^\n])")


class Sheet:
    """Pages as one tree of dictionaries, their pictures by file name, their links resolved.

    ``roots`` gives the tree of each page by the name of its notebook, in the order of printing.
    ``evidence`` prints the rows and words behind exhibits and the text as received, ``code`` names
    the pages whose code is printed, and ``links=False`` makes links plain text.
    """

    def __init__(
        self,
        roots: Mapping[str, HtmlElement],
        *,
        evidence: bool = False,
        code: Container[str] = (),
        links: bool = True,
    ) -> None:
        self.files: dict[str, bytes] = {}
        self.alts: dict[str, str] = {}
        self.roots = roots
        self._evidence = evidence
        self._names: dict[bytes, str] = {}
        self._ids: dict[str, Data] = {}
        self._links: list[tuple[Data, str, str]] = []
        self.pages = []
        for name, root in roots.items():
            self._page, self._level = name, 0
            self._with_code = name in code
            self.pages.append({"t": "div", "c": [], "k": self._element(root, 0, False)})
        for made, page, address in self._links if links else ():
            self._resolve(made, page, address)

    def _kids(self, node: HtmlElement, depth: int, table: bool) -> list[Any]:
        made: list[Any] = []
        self._say(made, node.text, node)
        for child in node:
            if isinstance(child.tag, str):
                made += self._element(child, depth + 1, table)
            self._say(made, child.tail, node)
        if any(type(kid) is dict and kid["t"] in BLOCKS for kid in made):
            made = [kid for kid in made if kid != " "]
        allowed = HOLDS.get(node.tag, ())
        for at, kid in enumerate(made) if allowed else ():
            if type(kid) is str or kid["t"] not in allowed:
                for tag in ("li",) if "li" in allowed else ("td", "tr")[: 1 + ("tr" in allowed)]:
                    kid = {"t": tag, "c": [], "k": [kid]}
                made[at] = kid
        return made

    def _say(self, made: list[Any], text: str | None, node: HtmlElement) -> None:
        """Add words; a space at either end stands apart, to vanish at the ends of a paragraph."""
        if not text:
            return
        words = BLANK.sub(" ", BETWEEN_HAN.sub("", UNPRINTABLE.sub("", text)))
        words = LONG.sub(lambda long: re.sub(r"(.{12})(?=.)", "\\1\u200b", long[0]), words)
        bare = words.strip(" ")
        if bare:
            made += [" "] * words.startswith(" ") + [bare] + [" "] * words.endswith(" ")
        elif words and node.tag not in PARTS:
            made.append(" ")

    def _element(self, node: HtmlElement, depth: int, table: bool) -> list[Any]:
        tag, names = node.tag.lower(), classes(node)
        if tag in UNSEEN or node.get("hidden") is not None or self._leaves_out(node, names):
            return []
        made: Data = {"t": tag, "c": names, "k": []}
        made |= {key: value for key in KEPT if (value := node.get(key))}
        if not re.match(r"[A-Za-z]{2}\b", made.get("lang", "")):
            made.pop("lang", None)
        key = self._key(self._page, unquote(node.get("id") or ""))
        if node.get("id") and key not in self._ids:
            self._ids[key] = made
            made["id"] = key
        if tag == "img":
            return [made | self._picture(node)]
        if tag == "pre":
            return self._output(node, made)
        if tag == "a" and node.get("href"):
            self._links.append((made, self._page, node.get("href")))
        if depth > DEEPEST:
            self._say(made["k"], " ".join(node.itertext()), node)
            return [made | {"t": "p"}]
        if re.fullmatch("h[1-6]", tag):
            made["t"] = "b" if table else "h"
            if not table and node.text_content().strip():
                self._level = made["level"] = min(int(tag[1]), self._level + 1)
        elif "exhibit" in names or "para" in names:
            made["level"] = min(self._level + 1, 6)
        made["k"] = self._kids(node, depth, table or tag == "table")
        within = any(type(kid) is dict and kid["t"] in BLOCKS for kid in made["k"])
        # A block inside a line would not be printed.
        if (made["t"] == "h" and "level" not in made) or (within and tag not in HOLDING):
            made["t"] = "div"
        return self._unwrapped(made) if tag in CONTAINERS else [made]

    def _leaves_out(self, node: HtmlElement, names: list[str]) -> bool:
        if node.tag == "details" and {"evidence", "received"}.intersection(names):
            return not self._evidence
        above = node.getparent()
        code = "code" in names and above is not None and "cell" in classes(above)
        return "screen-only" in names or (code and not self._with_code)

    def _unwrapped(self, made: Data) -> list[Any]:
        """Return a container's blocks in its place, so that what follows what can be seen."""
        kids = made["k"]
        if made["t"] in ("picture", "source"):
            return kids
        plain = not {"zh", "en", "math"}.intersection(made["c"])
        if not plain or not all(type(kid) is dict and kid["t"] in BLOCKS for kid in kids):
            return [made]
        if "id" in made and kids:
            kids[0].setdefault("id", made["id"])
            self._ids[made["id"]] = kids[0]
        return kids

    def _output(self, node: HtmlElement, made: Data) -> list[Any]:
        words = UNPRINTABLE.sub("", "".join(node.itertext()).replace("\r\n", "\n"))
        made["k"] = [LONG_LINE.sub("\\1\n", words[:LONGEST].expandtabs(4)).strip("\n")]
        around = {name for up in (node, *node.iterancestors()) for name in classes(up)}
        made["c"] = sorted({"code", "error", "stderr"} & around)
        left = f"{len(words) - LONGEST:,}"
        remark = f"另有{left}个字符未印出。 {left} more characters are not printed."
        beyond = [{"t": "p", "c": ["remark"], "k": [remark]}] * (len(words) > LONGEST)
        return [made, *beyond] if words.strip() else []

    def _picture(self, node: HtmlElement) -> Data:
        address = node.get("src") or ""
        data = decoded(address)
        alt = UNPRINTABLE.sub("", node.get("alt") or "").strip() or "—"
        wide = re.fullmatch(r"\s*([0-9.]+)\s*(px|pt)?\s*", node.get("width") or "")
        made: Data = {"alt": alt, "k": []}
        if wide and float(wide[1]):
            made["w"] = float(wide[1]) * (1 if wide[2] == "pt" else 0.75)
        kind = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)
        kind = kind or ("svg" if b"<svg" in data[:2000] else None)
        if kind:
            if data not in self._names:
                self._names[data] = f"{len(self._names)}.{kind}"
                self.files[self._names[data]] = data
            made["src"] = self._names[data]
            self.alts.setdefault(made["src"], alt)
        else:
            shown = "" if address.startswith("data:") else address
            made |= {"t": "span", "c": ["missing"]}
            self._say(made["k"], f"[{alt}] {shown}".strip(), node)
        return made

    def _key(self, page: str, anchor: str) -> str:
        return anchor if len(self.roots) == 1 else f"{page}/{anchor}"

    def _resolve(self, made: Data, page: str, address: str) -> None:
        """Mark a link with its place in the document or with its address."""
        beside = FILE.fullmatch(address)
        if address.startswith("#") or (beside and unquote(beside[1]) in self.roots):
            page, anchor = (unquote(beside[1]), beside[2]) if beside else (page, address[1:])
            key = self._key(page, unquote(anchor or ""))
            if not anchor and len(self.roots) > 1:
                key = next((key for key in self._ids if key.startswith(f"{page}/")), key)
            if key in self._ids:
                made["to"] = self._ids[key]["id"]
                self._ids[key]["target"] = True
        elif beside:
            made["href"] = f"{beside[1]}.pdf" + (f"#{beside[2]}" if beside[2] else "")
        elif re.match(r"(https?|mailto|ftp|tel):", address):
            made["href"] = address

    def where(self, sign: str) -> str:
        """Return where a character stands: page, cell and the words around it."""
        for name, root in self.roots.items():
            for at, cell in enumerate(classed(root, "cell") or [root], 1):
                before, found, after = words_of(cell).partition(sign)
                if found:
                    return f"{name}, cell {at}, in “{before[-20:]}{sign}{after[:20]}”"
        return "in a picture or the title"


def decoded(address: str) -> bytes:
    """Return the bytes of a ``data:`` address; none for any other, or if it is broken."""
    head, _, body = address.partition(",")
    if not head.lower().startswith("data:"):
        return b""
    try:
        return base64.b64decode(body) if head.endswith("base64") else unquote_to_bytes(body)
    except ValueError:
        return b""
