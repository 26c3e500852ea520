"""What an exhibit is: its caption, its rows, its mark, and how it shows itself."""

from shangluo_data.exhibits.captions import Caption, caption_for
from shangluo_data.exhibits.exhibit import Exhibit

__all__ = ["Caption", "Exhibit", "caption_for"]
