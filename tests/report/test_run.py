"""Running notebooks: a clean namespace for each, and outputs stored in place under their names."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from helpers.command import contents, exhibit, notebook, write

from shangluo_data.report import ReportError, store_outputs
from shangluo_data.report.notebook import read, running


def silent(_: str) -> None:
    """Progress that nobody reads."""


def printed(nb: Any) -> list[str]:
    return [o["text"] for cell in nb.cells for o in cell.get("outputs", []) if "text" in o]


def test_notebooks_of_a_series_share_a_process_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangluo_data.report import notebook as module

    monkeypatch.setattr(module, "KERNELS", 1)
    seen = (
        "import os, matplotlib.pyplot as plt\n"
        "print(os.getpid(), 'left' in dir(), plt.get_fignums(), plt.rcParams['font.size'])\n"
        "print(os.getcwd())"
    )
    leave = "left = 1; os.chdir('/'); plt.figure(); plt.rcParams['font.size'] = 77"
    paths = [write(notebook(seen, leave), tmp_path / f"0{n}_part.ipynb") for n in range(2)]
    with running(nbs := {path: read(path) for path in paths}, "both", silent) as done:
        told = ["".join(printed(nbs[path])).split() for path in done]
    assert told[0] == told[1]
    assert told[0][1:] == ["False", "[]", "10.0", str(tmp_path)]
    for nb in nbs.values():
        counts = [c.execution_count for c in nb.cells if c.cell_type == "code"]
        assert counts == [1, 2]


def test_any_other_notebook_has_a_process_of_its_own(tmp_path: Path) -> None:
    nb = notebook("import os; print(os.getpid())")
    paths = [write(nb, tmp_path / f"{name}.ipynb") for name in "ab"]
    with running(nbs := {path: read(path) for path in paths}, "both", silent) as done:
        assert len({printed(nbs[path])[0] for path in done}) == 2


def test_stored_cells_are_named_after_what_they_show(tmp_path: Path) -> None:
    shown = f"from IPython.display import HTML\nHTML('''{exhibit('cases')}''')"
    paragraph = """HTML('<section><p id="p7" class="para body">¶7</p></section>')"""
    nb = notebook(shown, paragraph, shown, "print('词')")
    nb.cells[1].id = "p7"  # Somebody else's name.
    ids = [cell.id for cell in nb.cells]
    path = write(nb, tmp_path / "any.ipynb")
    store_outputs([path], silent)
    stored = nbformat.read(path, as_version=4)
    assert [cell.id for cell in stored.cells] == [
        ids[0], "p7-again", ids[2], "cases", "p7", ids[5], ids[6]
    ]  # fmt: skip
    assert printed(stored) == ["词\n"]
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4]
    assert code[0].outputs[0].execution_count == 1
    assert [cell.metadata for cell in code] == [{}] * 4
    assert "version" not in stored.metadata.language_info
    raw = path.read_bytes()
    assert "词".encode() in raw and raw.endswith(b"}\n") and b"\r" not in raw
    store_outputs([path], silent)
    assert path.read_bytes() == raw


def test_nothing_is_stored_where_a_cell_fails(tmp_path: Path) -> None:
    paths = [
        write(notebook("print(1)"), tmp_path / "01_fine.ipynb"),
        write(notebook("1 / 0"), tmp_path / "02_fails.ipynb"),
    ]
    before = contents(tmp_path)
    with pytest.raises(ReportError, match=r"02_fails\.ipynb, code cell 1 of 1"):
        store_outputs(paths, silent)
    assert contents(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1, 0.3])
def test_no_process_is_left_if_the_report_fails_while_it_ends(
    tmp_path: Path, seconds: float
) -> None:
    path = write(notebook("import os; print(os.getpid())"), tmp_path / "any.ipynb")
    nbs = {path: read(path)}
    with pytest.raises(LookupError), running(nbs, "both", silent) as done:
        next(done)
        time.sleep(seconds)
        raise LookupError
    with pytest.raises(ProcessLookupError):
        os.kill(int(printed(nbs[path])[0]), 0)
