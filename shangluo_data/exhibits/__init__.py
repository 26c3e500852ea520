"""What an exhibit is: its caption, its rows, what it shows, and how it shows itself."""

from shangluo_data.exhibits.captions import caption_for as caption_for
from shangluo_data.exhibits.exhibit import Exhibit as Exhibit
from shangluo_data.exhibits.parts import Caption as Caption
from shangluo_data.exhibits.parts import Words as Words
from shangluo_data.exhibits.parts import both as both
from shangluo_data.exhibits.rows import pick as pick
from shangluo_data.exhibits.rows import rows_for as rows_for
from shangluo_data.exhibits.rows import section_of as section_of
from shangluo_data.exhibits.style import use_style as use_style
