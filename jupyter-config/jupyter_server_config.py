"""JupyterLab's export menu in this project: what works here, and nothing that ends in an error.

Read by ``make lab`` alone; installing the package changes no server.
"""

from shutil import which

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# nbconvert's own page fetches scripts from elsewhere and leaves charts without a description; the
# project's stands in its place. The slides would inherit the setting.
c.HTMLExporter.enabled = False
c.SlidesExporter.enabled = True

pandoc = which("pandoc") is not None
c.ASCIIDocExporter.enabled = c.RSTExporter.enabled = c.LatexExporter.enabled = pandoc
c.PDFExporter.enabled = pandoc and which("xelatex") is not None
# These need a browser of their own, and Qt.
c.WebPDFExporter.enabled = c.QtPDFExporter.enabled = c.QtPNGExporter.enabled = False
