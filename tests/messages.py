"""What every error message must hold."""

from __future__ import annotations

import pytest

from shangluo_data import DataError


def said(error: pytest.ExceptionInfo[DataError], *parts: str) -> None:
    """Check that the message holds every part, and that it is one line that ends a sentence."""
    message = str(error.value)
    assert [part for part in parts if part not in message] == [], message
    assert "\n" not in message
    assert message.endswith((".", "?")), message
