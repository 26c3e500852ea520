"""The article's text: read from ``seeds/``, restored, divided into paragraphs and sentences."""

from shangluo_data.article.source import use
from shangluo_data.article.text import Paragraph, article, paragraphs, sections, without_names

__all__ = ["Paragraph", "article", "paragraphs", "sections", "use", "without_names"]
