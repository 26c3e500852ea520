"""Markdown to HTML for pages: mathematics is marked, a lost attachment is no error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


class MarkedRenderer(IPythonRenderer):  # type: ignore[misc]
    """nbconvert's renderer, with mathematics in elements of class ``math``."""

    def block_math(self, body: str) -> str:
        """Return displayed mathematics as its source."""
        return f'<span class="math">$${self.escape_html(body)}$$</span>'

    def inline_math(self, body: str) -> str:
        """Return mathematics in the line as its source."""
        return f'<code class="math">${self.escape_html(body)}$</code>'

    def latex_environment(self, name: str, body: str) -> str:
        """Return a LaTeX environment as its source."""
        return f'<span class="math">{super().latex_environment(name, body)}</span>'

    def _embed_image_or_attachment(self, src: str) -> str:
        lost = src.startswith("attachment:") and src[len("attachment:") :] not in self.attachments
        return src if lost else str(super()._embed_image_or_attachment(src))


def to_html(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown as HTML; HTML in it stays HTML."""
    renderer = MarkedRenderer(
        escape=False, attachments=dict(attachments or {}), exclude_anchor_links=True
    )
    return str(MarkdownWithMath(renderer=renderer).render(source))
