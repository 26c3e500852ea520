"""The register: what the article states, bound to the words that state it."""

from shangluo_data.register.account import account
from shangluo_data.register.curated import claims, codes, limits, terms
from shangluo_data.register.derived import checks, derived
from shangluo_data.register.figures import figures, headroom, numerals

__all__ = ["account", "checks", "claims", "codes", "derived"]
__all__ += ["figures", "headroom", "limits", "numerals", "terms"]
