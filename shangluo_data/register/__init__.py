"""The register: what the article states, bound to the words that state it."""

from shangluo_data.register.account import account as account
from shangluo_data.register.claims import claims as claims
from shangluo_data.register.curated import codes as codes
from shangluo_data.register.curated import limits as limits
from shangluo_data.register.derived import checks as checks
from shangluo_data.register.derived import derived as derived
from shangluo_data.register.derived import headroom as headroom
from shangluo_data.register.figures import figures as figures
from shangluo_data.register.numerals import numerals as numerals
from shangluo_data.register.terms import terms as terms
