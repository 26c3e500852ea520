"""Small notebooks on disk, and the command line run on them as a reader would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "shangluo_data"]


def exhibit(name: str) -> str:
    """A cards exhibit as it stands in an output."""
    return f"""<figure class="exhibit is-cards force" id="{name}"><figcaption>
<p class="tag"><span class="zh" lang="zh-CN">队伍</span>
<span class="en" lang="en">The force</span></p>
<p class="title zh" lang="zh-CN"><strong>卡片标题</strong></p>
<p class="title en" lang="en"><strong>Title of the cards</strong></p></figcaption>
<ul class="cards"><li class="card force"><p class="label zh" lang="zh-CN">活动场次</p>
<p class="label en" lang="en">Event sessions</p>
<p class="number" lang="zh-CN"><b>137</b>场次</p></li></ul>
<p class="source zh" lang="zh-CN">来源：样本</p><p class="source en" lang="en">Source: sample</p>
</figure>"""


def shows(name: str) -> Any:
    """A code cell that puts out an exhibit, executed."""
    html = new_output("execute_result", data={"text/html": exhibit(name)}, execution_count=1)
    source = f"from IPython.display import HTML\nHTML('''{exhibit(name)}''')"
    return new_code_cell(source, outputs=[html], execution_count=1)


def notebook(*cells: Any, title: tuple[str, str] = ("样本", "Sample")) -> Any:
    """A notebook with a heading in both languages; strings become code cells."""
    zh, en = title
    head = f'# <span class="zh" lang="zh-CN">{zh}</span> <span class="en" lang="en">{en}</span>'
    told = [
        new_markdown_cell(head),
        new_markdown_cell("本页讲样本。", metadata={"tags": ["zh"]}),
        new_markdown_cell("This page tells of a sample.", metadata={"tags": ["en"]}),
    ]
    code = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return new_notebook(cells=told + code)


def write(nb: Any, path: Path) -> Path:
    """Write a notebook, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the files in a folder hold, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(*arguments: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """Start the command with Ctrl-C heard, as in a terminal."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=None if sys.platform == "win32" else _hear_interrupts,
    )


def run(*arguments: str, cwd: Path, **environment: str) -> tuple[int, str, str]:
    """Run the command; return its exit code, output and error output."""
    process = start(*arguments, cwd=cwd, **environment)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
