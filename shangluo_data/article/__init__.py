"""The article's text: read from ``seeds/``, restored, divided into paragraphs and sentences."""

from shangluo_data.article.text import Paragraph, article, paragraphs

__all__ = ["Paragraph", "article", "paragraphs"]
