"""``python -m shangluo_data``: the same as the command ``shangluo-data``."""

from shangluo_data.cli import main

raise SystemExit(main())
