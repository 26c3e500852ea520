"""The few words that a page says of itself, in both languages."""

from __future__ import annotations

from html import escape
from typing import Literal

Lang = Literal["both", "zh", "en"]
WORDS = {
    "skip": ("跳到正文", "Skip to the content"),
    "pages": ("各篇", "Notebooks"),
    "home": ("首页", "Index"),
    "contents": ("本篇目录", "On this page"),
    "show_code": ("显示代码", "Show the code"),
    "code": ("代码", "Code"),
    "output": ("输出", "Output"),
    "error": ("这里出错了", "An error, as the notebook reported it"),
    "stderr": ("警告与提示", "Messages"),
    "table": ("表格", "Table"),
    "picture": ("图，未附说明", "Picture without a description"),
    "picture_at": ("图片不在本页内", "Picture kept elsewhere"),
    "picture_lost": ("图片文件未找到", "Picture file not found"),
    "embedded": ("此处内容需联网查看", "This part is kept elsewhere"),
    "cut": ("输出过长，另有{n}个字符未显示", "Long output: {n} more characters are not shown"),
    "rows": ("表格过长，另有{n}行未显示", "Long table: {n} more rows are not shown"),
    "script": (
        "此处输出需要运行脚本，本页不含脚本，故不显示",
        "This output needs a script; the page has none, so it is not shown",
    ),
    "kind": ("此处输出的类型无法在页面上显示", "This kind of output cannot be shown on a page"),
    "math": ("数学公式以 TeX 源代码显示。", "Mathematics is shown as its TeX source."),
    "made": ("本页由笔记本生成", "Made from the notebook"),
    "pdf": ("全部各篇，PDF", "All notebooks as one PDF"),
    "overview": ("总览", "Overview"),
}


def words(key: str, lang: Lang, **filled: str) -> str:
    """Return the words as HTML, each language marked; both of them if ``lang`` is ``both``."""
    zh, en = (escape(word.format(**filled)) for word in WORDS[key])
    parts = {
        "zh": f'<span class="zh" lang="zh-CN">{zh}</span>',
        "en": f'<span class="en" lang="en">{en}</span>',
    }
    return " ".join(parts.values()) if lang == "both" else parts[lang]


def label(key: str, lang: Lang) -> str:
    """Return the words as plain text, for an attribute."""
    zh, en = WORDS[key]
    return {"zh": zh, "en": en}.get(lang, f"{zh} {en}")


def remark(key: str, lang: Lang, after: str = "", **filled: str) -> str:
    """Return a remark of the page on itself as an HTML paragraph; ``after`` is HTML."""
    return f'<p class="remark">{words(key, lang, **filled)}{after}</p>'
