"""The report: notebooks run fresh, then written as pages, PDFs and pictures."""

from shangluo_data.report.build import report, store_outputs
from shangluo_data.report.run import ReportError

__all__ = ["ReportError", "report", "store_outputs"]
