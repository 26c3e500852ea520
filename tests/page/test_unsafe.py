"""A page runs nothing, asks nothing, and cannot be broken out of, whatever a notebook holds."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import others, pages, printed
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

HOSTILE = (
    "<script>x()</script>",
    "<scr<script>ipt>x()</script>",
    "<img src=x onerror=x()>",
    "<svg><script>x()</script><a href='javascript:x()'><text>t</text></a></svg>",
    "<svg onload=x()><image href='https://evil.example/i.png'/></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=x()>",
    "<a href='java\nscript:x()'>a</a><a href='data:text/html,x'>b</a><a href='vbscript:x'>c</a>",
    "<iframe srcdoc='<script>x()</script>'></iframe><embed src='https://evil.example/e'>",
    "<link rel=stylesheet href='https://evil.example/s.css'><base href='https://evil.example/'>",
    "<style>@import 'https://evil.example/a.css'; body { display: none }</style>",
    "<p style=\"background: url('https://evil.example/b')\">p</p>",
    "<p style='position: fixed; inset: 0; display: none; color: red'>shown</p>",
    "<form action='//evil.example'><input name=q><button formaction='/x'>go</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<img srcset='https://evil.example/a 2x' src='//evil.example/b'>",
    "<video poster='https://evil.example/p' src='https://evil.example/v' autoplay></video>",
    "<audio controls><source src='https://evil.example/a'></audio>",
    "<picture><source srcset='https://evil.example/s'><img src='https://evil.example/t'></picture>",
    "<object data='data:text/html,<script>x()</script>'></object>",
    "<img src='data:text/html,<script>x()</script>'>",
    "<div id=main></div></main></body></html><!-- --><p accesskey=x autofocus>p</p>",
    "<template><img src=x onerror=x()></template><noscript><img src=x onerror=x()></noscript>",
    "<style>#c{color:red;background:url(//evil.example)}</style><table><td id='c'>c</table>",
    "<figure class='exhibit is-chart force' id='cases'><script>x()</script>"
    "<img src='https://evil.example/q' onload='x()'></figure>",
)


def everywhere(html: str) -> Any:
    """A notebook with the HTML in every place that takes any."""
    kinds = ("text/html", "text/markdown", "image/svg+xml", "text/plain", "text/latex")
    outputs = [new_output("display_data", data={kind: html}) for kind in kinds]
    outputs.append(new_output("stream", name="stdout", text=html))
    outputs.append(new_output("error", ename=html, evalue=html, traceback=[html]))
    about = {"image/png": {"alt": html, "width": html}}
    outputs.append(new_output("display_data", data={"image/png": html}, metadata=about))
    outputs.append(new_output("display_data", data={html: html}))
    cells = [new_markdown_cell(html), new_code_cell(html, outputs=outputs)]
    cells.append(new_markdown_cell(f"# {html}", attachments={"a": {html: html}}))
    nb = new_notebook(cells=cells)
    nb.metadata["language_info"] = {"name": html}
    nb.metadata["authors"] = [{"name": html}]
    return nb


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_runs_or_asks(html: str) -> None:
    page = pages.page_of(everywhere(html), name=html, siblings=[html, "b"])
    assert len(page.findall(".//main")) == len(page.findall(".//body")) == 1
    allowed = {"link": 0, "script": 0, "base": 0, "iframe": 0, "object": 0, "embed": 0, "form": 0}
    assert {tag: len(page.findall(f".//{tag}")) for tag in allowed} == allowed
    assert len(page.findall(".//meta")) == 5 and len(page.findall(".//style")) == 1
    assert page.find(".//main").find(".//svg") is None
    for element in page.iter("*"):
        for name, value in element.items():
            assert not name.startswith("on") and name not in ("accesskey", "autofocus", "action")
            if name in ("src", "srcset", "poster", "data"):
                assert value.startswith(("data:image/", "data:audio/", "data:video/")), value
            if name == "href":
                assert value.split(":")[0].lower() not in ("javascript", "vbscript", "data")
            if name == "style":
                assert "position" not in value and "display" not in value and "url" not in value


@pytest.mark.parametrize("nb", [others.foreign(), pages.ours(printed.chart(), printed.cards())])
def test_the_policy_of_a_page_allows_neither_scripts_nor_requests(nb: Any) -> None:
    page = pages.page_of(nb)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'" and rules["img-src"] == "data:"
    assert "script-src" not in rules and "connect-src" not in rules
    style = page.findtext(".//style")
    assert "@import" not in style and "url(" not in style


def test_text_that_looks_like_markup_stays_text() -> None:
    nasty = "</pre></main><script>x</script> & <b> &lt;i&gt; </source>"
    page = pages.page_of(pages.printing(nasty), name=nasty)
    assert page.find_class("stream")[0].text_content() == nasty
    assert page.findtext(".//title") == nasty
    assert page.find(".//footer").find(".//code").text == f"{nasty}.ipynb"


def test_every_hostile_word_of_code_is_shown() -> None:
    nb = new_notebook(cells=[new_code_cell(html) for html in HOSTILE])
    shown = pages.main_of(nb).text_content()
    assert [html for html in HOSTILE if html not in shown] == []
