"""JupyterLab's export menu: the project's HTML, and nothing that cannot work here.

A file in ``jupyter_server_config.d`` can only name server extensions, no other setting of it is
read; so this is one. It fills in what nobody has set.
"""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, dict[str, object]] = {
    "HTMLExporter": {"template_name": "shangluo"},
    # A subclass of HTMLExporter, which would take its template.
    "SlidesExporter": {"template_name": "reveal"},
    # These need TeX, a browser's download or Qt.
    "LatexExporter": {"enabled": False},
    "PDFExporter": {"enabled": False},
    "QtPDFExporter": {"enabled": False},
    "QtPNGExporter": {"enabled": False},
    "WebPDFExporter": {"enabled": False},
}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "shangluo_data.export.menu"}]


def _load_jupyter_server_extension(server: Any) -> None:
    for exporter, settings in SETTINGS.items():
        for name, value in settings.items():
            if name not in server.config[exporter]:
                server.config[exporter][name] = value
