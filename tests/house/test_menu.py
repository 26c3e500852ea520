"""The export menu: in this project what works; on other servers, two entries more and no change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import get_export_names, get_exporter
from traitlets.config import Config, PyFileConfigLoader

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "jupyter_server_config.py"
OURS = {"shangluo_report_html", "shangluo_report_pdf"}
WORKING = {"custom", "markdown", "notebook", "python", "script", "slides"}
PANDOC = {"asciidoc", "latex", "rst"}


def offered(folder: Path, monkeypatch: pytest.MonkeyPatch, *programs: str) -> set[str]:
    """Return the menu's entries where only these programs are installed."""
    for name in programs:
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    config: Config = PyFileConfigLoader(SETTINGS, path=str(ROOT / "jupyter-config")).load_config()
    return set(get_export_names(config=config))


def test_the_projects_menu_offers_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(tmp_path, monkeypatch) == WORKING | OURS


@pytest.mark.skipif(sys.platform == "win32", reason="programs are found by their ending there")
def test_pandoc_and_tex_bring_their_entries_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(tmp_path, monkeypatch, "pandoc") == WORKING | OURS | PANDOC
    assert offered(tmp_path, monkeypatch, "xelatex") == WORKING | OURS | PANDOC | {"pdf"}


def test_on_other_servers_nothing_is_changed(tmp_path: Path) -> None:
    """Of all that is installed beside it, only the two entries come from this package."""
    code = (
        "import json\n"
        "from jupyter_core.paths import jupyter_config_path, jupyter_path\n"
        "from nbconvert.exporters import HTMLExporter, get_export_names\n"
        "print(json.dumps([sorted(get_export_names()), HTMLExporter().template_name,"
        " jupyter_config_path(), jupyter_path()]))"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "JUPYTER_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    names, template, *places = json.loads(done.stdout)
    assert {"html", "pdf", "latex", "webpdf"} | OURS <= set(names) and template == "lab"
    for folder in (folder for listed in places for folder in map(Path, listed)):
        assert [path for path in folder.rglob("*shangluo*")] == []


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_entry_is_its_class_and_is_cheap_to_list(name: str) -> None:
    exporter: Any = get_exporter(name)
    assert exporter.__module__ == "shangluo_data.page.exporters"
    code = (
        "import sys; from nbconvert.exporters import get_exporter;"
        f"get_exporter({name!r}); print({{'typst', 'pandas', 'matplotlib'}} & {{*sys.modules}})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
