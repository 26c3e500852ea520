"""The few words that a page says of itself, in both languages."""

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup, escape

Lang = Literal["both", "zh", "en"]
LANG_TAG = {"zh": "zh-CN", "en": "en"}
WORDS = {
    "skip": ("跳到正文", "Skip to the content"),
    "pages": ("各篇", "Notebooks"),
    "home": ("首页", "Index"),
    "contents": ("本篇目录", "On this page"),
    "show_code": ("显示代码", "Show the code"),
    "error": ("这里出错了", "An error, as the notebook reported it"),
    "table": ("表格", "Table"),
    "picture": ("图，未附说明", "Picture without a description"),
    "picture_lost": ("图片文件未找到", "Picture file not found"),
    "elsewhere": ("此处内容不在本页内", "Kept elsewhere"),
    "cut": ("输出过长，另有{n}个字符未显示", "Long output: {n} more characters are not shown"),
    "unshown": ("此输出无法显示（{kind}）", "This output cannot be shown on a page ({kind})"),
    "made": ("本页由笔记本生成", "Made from the notebook"),
    "pdf": ("全部各篇，PDF", "All notebooks as one PDF"),
    "overview": ("总览", "Overview"),
}


def in_lang(lang: Lang, zh: str, en: str) -> dict[str, str]:
    return {code: text for code, text in (("zh", zh), ("en", en)) if lang in ("both", code)}


def halves(said: Mapping[str, str]) -> Markup:
    """Return words by language as HTML, each half marked; what has no language is plain text."""
    half = Markup('<span class="{}" lang="{}">{}</span>')
    made = (half.format(c, LANG_TAG[c], text) if c else escape(text) for c, text in said.items())
    return Markup(" ").join(made)


def words(key: str, lang: Lang, **filled: str) -> Markup:
    return halves(in_lang(lang, *(word.format(**filled) for word in WORDS[key])))


def label(key: str, lang: Lang) -> str:
    return " ".join(in_lang(lang, *WORDS[key]).values())
