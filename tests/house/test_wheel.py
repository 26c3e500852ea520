"""A wheel carries the article, the tables and the fonts, and works without the checkout."""

import configparser
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = "seeds/000_3e8b16021292b7b7.txt"


def run(*command: str, cwd: Path) -> str:
    """Run a Python command away from the checkout and return what it prints."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    target = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(target), cwd=ROOT)
    (built,) = target.glob("*.whl")
    return built


def test_everything_the_package_reads_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        seed = archive.read(f"shangluo_data/{SEED}")
    package = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "shangluo_data").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".part"
    ]
    assert len(package) > 20
    assert set(package) <= names
    assert seed == (ROOT / SEED).read_bytes()
    assert (
        hashlib.sha256(seed).hexdigest()
        == "7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf"
    )
    notebooks = {f"shangluo_data/notebooks/{p.name}" for p in (ROOT / "notebooks").glob("*.ipynb")}
    assert len(notebooks) == 5 and notebooks <= names
    assert not [name for name in names if ".data/" in name or "checkpoint" in name]
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSES.md", "shangluo_data/fonts/OFL.txt"}


def test_nothing_but_two_exporters_is_added_to_other_peoples_jupyter(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
        declared = archive.read(name).decode()
    points = configparser.ConfigParser()
    points.read_string(declared)
    assert set(points.sections()) == {"console_scripts", "nbconvert.exporters"}
    assert set(points["nbconvert.exporters"]) == {"shangluo_report_html", "shangluo_report_pdf"}


def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(package)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import shangluo_data as s;"
        "from shangluo_data.cli import main;"
        "print(s.__file__); print(len(s.article()), s.figures().index.is_unique);"
        "sys.exit(main(['notebooks', 'mine']))"
    )
    where, rest, *copied = run("-I", "-c", code, str(package), cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(package)
    assert rest == "25 True"
    assert [Path(line).name for line in copied] == sorted(
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    )
    assert all((tmp_path / line).is_file() for line in copied)
