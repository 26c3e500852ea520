"""JupyterLab's export menu in this project: what works here, and nothing that ends in an error.

Read by ``make lab`` alone; installing the package changes no server.
"""

from shutil import which

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# nbconvert's own page fetches scripts from elsewhere and leaves charts without a description; the
# project's stands in its place. Exporters inherit the setting, so each other one is named.
c.HTMLExporter.enabled = False
for exporter in (c.HTMLReport, c.PDFReport, c.SlidesExporter):
    exporter.enabled = True

pandoc = which("pandoc") is not None
tex = pandoc and which("xelatex") is not None
c.ASCIIDocExporter.enabled = c.RSTExporter.enabled = c.LatexExporter.enabled = pandoc
c.PDFExporter.enabled = tex
# A browser of its own, and Qt.
c.WebPDFExporter.enabled = c.QtPDFExporter.enabled = c.QtPNGExporter.enabled = False
