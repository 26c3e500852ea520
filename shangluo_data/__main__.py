"""``python -m shangluo_data``: the same as the command ``shangluo-data``."""

import sys

from shangluo_data.cli import main

sys.exit(main())
