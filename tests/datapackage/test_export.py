"""The exported data is the loaders' data, whoever reads it: frictionless, pandas or Excel."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import shangluo_data as sl
from shangluo_data import datapackage as data
from shangluo_data.article.handmade import code_list
from shangluo_data.article.source import CURATED, seed_path, use
from shangluo_data.cli import main
from shangluo_data.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
LOADERS = {
    "article": sl.article,
    "figures": sl.figures,
    "numerals": sl.numerals,
    "terms": sl.terms,
    "claims": sl.claims,
    "derived": sl.derived,
    "checks": sl.checks,
    "codes": sl.codes,
    "limits": sl.limits,
}
NAMES = sorted(LOADERS)
# As the README says: texts as they stand, years that may be missing.
TYPES = {"paragraphs": str, "period_start": "Int64", "period_end": "Int64"}
NA = {"period_start": [""], "period_end": [""]}
FILES = {*(f"{name}.csv" for name in NAMES), "datapackage.json", "shangluo_figures.xlsx"}
# What a spreadsheet may compute; the last two would else be taken for guarded texts.
DANGEROUS = ["=1+1", "+1", "-33%", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "'=1", "''-1"]
HARMLESS = ["#N/A", "'quoted'", "1=1", "——商洛", 'say "x", y', "two\nlines", "None", "NA"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the export."""
    folder = tmp_path_factory.mktemp("export") / "data"
    data.export_data(folder)
    return folder


def loaded(name: str) -> pd.DataFrame:
    """Return what a loader returns, its index as columns, plain text for categories."""
    frame = LOADERS[name]()
    frame = pd.DataFrame(frame).reset_index(drop=name == "numerals")
    for column in frame.select_dtypes("category"):
        frame[column] = frame[column].astype("str")
    return frame


def read_csv(folder: Path, name: str) -> pd.DataFrame:
    """Read a table as the README says; ``paragraphs`` may hold one number in every row."""
    path = folder / f"{name}.csv"
    return pd.read_csv(path, keep_default_na=False, dtype=TYPES, na_values=NA)


def read_xlsx(folder: Path, name: str) -> pd.DataFrame:
    """Read a sheet in the same way."""
    path = folder / "shangluo_figures.xlsx"
    return pd.read_excel(path, name, keep_default_na=False, dtype=TYPES, na_values=NA)


def content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below ``folder``."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def export_texts(texts: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Export the tables with ``texts`` as the first labels of figures."""
    frames = data.tables()
    labels = frames["figures"]["label_en"].tolist()
    frames["figures"]["label_en"] = [*texts, *labels[len(texts) :]]
    monkeypatch.setattr(data, "tables", lambda: frames)
    data.export_data(folder)


# What is written


def test_the_files_written_are_named(tmp_path: Path) -> None:
    written = data.export_data(tmp_path / "new" / "data")
    assert {path.name for path in written} == FILES
    assert all(path.is_file() for path in written)
    assert set(content(tmp_path / "new" / "data")) == FILES


def test_frictionless_finds_the_export_valid(exported: Path) -> None:
    report = frictionless.validate(str(exported / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert rows == {name: len(LOADERS[name]()) for name in NAMES} | {"workbook": None}
    assert rows["figures"] == 62 and rows["numerals"] == 120 and rows["article"] == 25


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("figures", ",force,8,", ",force,26,", "foreign-key"),
        ("figures", ",unhedged,", ",precise,", "constraint-error"),
        ("checks", ",true,", ",perhaps,", "type-error"),
        ("claims", "emergency_scene,", "mediation_scene,", "unique-error"),
        ("numerals", ",十四五,6,", ",十四六,6,", "hash-count"),
    ],
)
def test_frictionless_finds_a_fault(
    exported: Path, tmp_path: Path, table: str, old: str, new: str, kind: str
) -> None:
    folder = Path(shutil.copytree(exported, tmp_path / "data"))
    path = folder / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    if kind != "hash-count":
        described_in = folder / "datapackage.json"
        package = json.loads(described_in.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            del resource["hash"], resource["bytes"]
        described_in.write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert kind in {error.type for task in report.tasks for error in task.errors}


def package_of(folder: Path) -> dict[str, Any]:
    """Return the descriptor of an export."""
    made: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return made


def test_every_column_is_described_in_both_languages(exported: Path) -> None:
    resources = package_of(exported)["resources"]
    assert [resource["name"] for resource in resources] == [*LOADERS, "workbook"]
    for resource in resources[:-1]:
        frame = loaded(resource["name"])
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == list(frame)
        for said in (resource, *fields.values()):
            assert said["title"] and said["description"].endswith("."), said
            assert re.fullmatch("[\u4e00-\u9fff（）]+", said["title_zh"]), said
            assert said["description_zh"].endswith("。"), said
            assert "hand-made" not in said["description"] or said["name"] in ("words", "term"), said
        assert not frame.duplicated(resource["schema"]["primaryKey"]).any()
        for name, field in fields.items():
            if "codes" in field:
                codes = [c for c in code_list(field["codes"]) if c not in ("article", "method")]
                assert field["constraints"]["enum"] == codes, name
    kinds = {
        r["name"]: f["codes"]
        for r in resources[:-1]
        for f in r["schema"]["fields"]
        if f["name"] == "kind"
    }
    assert kinds == {
        "article": "paragraph_kind",
        "numerals": "numeral_kind",
        "claims": "claim_kind",
        "checks": "check_kind",
    }


def test_the_descriptor_is_fit_to_publish(exported: Path) -> None:
    package = package_of(exported)
    assert package["version"] == sl.__version__ and package["name"] == "shangluo-figures"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", package["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", package["created"])
    assert "homepage" not in package
    (source,) = package["sources"]
    lines = pd.read_csv(exported / source["path"], keep_default_na=False)["source_text"]
    received = "\n".join(lines).encode()
    assert source["hash"] == f"sha256:{hashlib.sha256(received).hexdigest()}"
    assert received == seed_path().read_bytes()
    keys = {r["name"]: r["schema"].get("foreignKeys", []) for r in package["resources"][:-1]}
    assert [k["reference"]["resource"] for k in keys["figures"]] == ["article", "numerals"]
    assert {name for name, key in keys.items() if key} == {"figures", "numerals", "terms", "claims"}
    # What quotes the article says whose the words are.
    for resource in package["resources"]:
        written = (exported / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(written).hexdigest()}"
        assert resource["bytes"] == len(written)
        ours = [licence["name"] for licence in resource["licenses"]]
        plain = resource["name"] in ("derived", "checks", "codes", "limits")
        assert ours == ["CC-BY-4.0"] + ([] if plain else ["other-closed"])
    assert package["resources"][-1]["path"] == "shangluo_figures.xlsx"


def test_a_table_that_the_descriptor_forgets_is_named(tmp_path: Path) -> None:
    shutil.copytree(CURATED, tmp_path / "own")
    path = tmp_path / "own" / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    for one in said["resources"]:
        one.pop("exported", None)  # It is found by its own name; the article has another there.
    path.write_text(json.dumps(said), encoding="utf-8")
    with use(tmp_path / "own"):
        assert data.described("figures", ["id", "value"])["path"] == "figures.csv"
        with pytest.raises(DataError, match="there is no resource 'article'"):
            data.described("article", ["paragraph"])


def test_a_column_without_description_is_refused() -> None:
    with pytest.raises(
        DataError, match=r"datapackage\.json: the column 'mood' of 'figures' is not"
    ):
        data.described("figures", ["id", "mood"])


# Read back


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_the_loaders_frames_from_csv(exported: Path, name: str) -> None:
    frame = read_csv(exported, name)
    assert_frame_equal(frame, loaded(name))


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_the_loaders_frames_from_excel(exported: Path, name: str) -> None:
    expected = loaded(name)
    frame = read_xlsx(exported, name)
    assert_frame_equal(frame, expected)


def test_floors_and_falls_are_kept(exported: Path) -> None:
    for read in (read_csv, read_xlsx):
        rows = read(exported, "figures").set_index("id")
        fall = rows.loc["criminal_cases_change"]
        assert (fall["value"], fall["unit"], fall["numeral"]) == (-33, "percent", "33%")
        floor = rows.loc["losses_made_good"]
        assert (floor["value"], floor["qualifier"]) == (57_000_000, "more_than")
        assert (rows["qualifier"] == "more_than").sum() == 11
        wages = read(exported, "derived").set_index("id").loc["wages_per_worker"]
        assert wages["qualifier"] == "more_than"
        assert read(exported, "checks")["holds"].tolist() == [True] * len(sl.checks())
    # A negative number is a number in CSV too, not a guarded text.
    written = (exported / "figures.csv").read_bytes().decode()
    assert re.search(r"\ncriminal_cases_change,[^%]*,33%,-33,percent,", written)


@pytest.mark.parametrize("name", NAMES)
def test_csv_is_utf_8_after_rfc_4180(exported: Path, name: str) -> None:
    written = (exported / f"{name}.csv").read_bytes()
    assert not written.startswith(b"\xef\xbb\xbf")
    text = written.decode("utf-8")
    assert text.endswith("\r\n") and text.count("\n") == text.count("\r\n")
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    assert rows[0] == list(loaded(name)) and {len(row) for row in rows} == {len(rows[0])}


# Formulas


def test_no_text_of_today_needs_guarding(exported: Path) -> None:
    guarded = [
        (name, text)
        for name, frame in data.tables().items()
        for column in frame
        for text in frame[column]
        if isinstance(text, str) and data.FORMULA.match(text)
    ]
    assert guarded == [], "the README says that no text is guarded: change it there"
    assert b",'" not in b"".join(v for k, v in content(exported).items() if k.endswith(".csv"))


@pytest.mark.parametrize("name", NAMES)
def test_only_empty_cells_are_missing_to_pandas(exported: Path, name: str) -> None:
    """A label such as None would be taken for no label."""
    plain, texts = pd.read_csv(exported / f"{name}.csv"), read_csv(exported, name).astype(object)
    for column in plain:
        empty = [value is pd.NA or value == "" for value in texts[column]]
        assert plain[column].isna().tolist() == empty, column


def test_formulas_are_harmless_in_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = DANGEROUS + HARMLESS
    export_texts(texts, tmp_path, monkeypatch)
    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as handle:
        written = [row["label_en"] for row in csv.DictReader(handle)][: len(texts)]
    assert written == [f"'{text}" for text in DANGEROUS] + HARMLESS
    # What the README says gives the texts back.
    back = [re.sub(r"^'(?=['\s]*[=+\-@＝＋－＠]|[\t\r\n])", "", text) for text in written]
    assert back == texts
    # Values are numbers, guarded or not.
    assert (read_csv(tmp_path, "figures")["value"] == loaded("figures")["value"]).all()
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_formulas_are_texts_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = DANGEROUS + HARMLESS
    export_texts(texts, tmp_path, monkeypatch)
    book = openpyxl.load_workbook(tmp_path / "shangluo_figures.xlsx")
    (column,) = (cells for cells in book["figures"].columns if cells[0].value == "label_en")
    cells = column[1 : len(texts) + 1]
    # XML knows no carriage return: it reads as a line feed.
    assert [cell.value for cell in cells] == [text.replace("\r", "\n") for text in texts]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [text in DANGEROUS for text in texts]
    with zipfile.ZipFile(tmp_path / "shangluo_figures.xlsx") as parts:
        sheets = [parts.read(n) for n in parts.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet or b"<f " in sheet or b't="e"' in sheet for sheet in sheets)


# The workbook


def test_the_workbook_opens_on_its_notes(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "shangluo_figures.xlsx")
    assert book.sheetnames == ["notes", *LOADERS]
    assert book.active is not None and book.active.title == "notes"
    rows = [tuple(c or "" for c in row) for row in book["notes"].iter_rows(values_only=True)]
    described_columns = {(row[0], row[1]) for row in rows}
    for name in NAMES:
        assert {(name, column) for column in loaded(name)} <= described_columns
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.tables[name].ref == sheet.dimensions
    for text in (*sl.limits()["zh"], *sl.limits()["en"]):
        assert any(text in row for row in rows)
    everything = " ".join(str(cell) for row in rows for cell in row)
    for note in sl.codes("qualifier")["note_en"]:
        assert note in everything
    assert "CC BY 4.0" in everything and "the newspaper’s" in everything
    # Each note is said in both languages.
    assert all(row[2] and row[3] for row in rows)


def test_the_workbook_prints(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "shangluo_figures.xlsx")
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        heights = [sheet.row_dimensions[at].height for at in range(1, sheet.max_row + 1)]
        assert all(height >= 15 for height in heights)
        if sheet.title != "notes":
            assert sheet.print_title_rows == "$1:$1" and sheet.print_title_cols == "$A:$A"
    sheet = book["figures"]
    by_name = {cell.value: cell.column_letter for cell in sheet[1]}
    # A long note or sentence takes several lines, and the row is as high as the longest.
    assert sheet.row_dimensions[2].height >= 45
    formats = {sheet[f"{by_name['value']}{at}"].number_format for at in range(2, 64)}
    assert formats == {"#,##0", "#,##0.0###"}
    assert sheet[f"{by_name['period_start']}33"].number_format == "General"


# All or nothing, the same every time


def test_the_same_data_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    code = "import sys; from shangluo_data.datapackage import export_data; export_data(sys.argv[1])"
    # Another process, time zone and hash seed.
    environment = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment, check=True)
    assert content(tmp_path) == content(exported)
    with zipfile.ZipFile(tmp_path / "shangluo_figures.xlsx") as parts:
        made = datetime.fromisoformat(package_of(exported)["created"])
        assert {entry.date_time for entry in parts.infolist()} == {made.timetuple()[:6]}


def test_an_export_replaces_its_own_files_only(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("kept", encoding="utf-8")
    (tmp_path / "figures.csv").write_text("earlier", encoding="utf-8")
    data.export_data(tmp_path)
    assert set(content(tmp_path)) == {*FILES, "mine.csv"}
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "kept"
    assert (tmp_path / "figures.csv").stat().st_size > 10_000


def test_a_fault_in_the_data_leaves_the_earlier_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.export_data(tmp_path)
    before = content(tmp_path)

    def broken() -> dict[str, pd.DataFrame]:
        raise DataError("figures.csv", "spoiled", "Mend it.")

    monkeypatch.setattr(data, "tables", broken)
    with pytest.raises(DataError, match="spoiled"):
        data.export_data(tmp_path)
    assert content(tmp_path) == before


def test_a_file_that_another_program_holds_leaves_the_earlier_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("article.csv", "shangluo_figures.xlsx"):
        (tmp_path / name).write_text("earlier", encoding="utf-8")
    before = content(tmp_path)
    opened = Path.open

    def locked(path: Path, mode: str = "r", **kwargs: Any) -> Any:
        if path.name == "shangluo_figures.xlsx" and mode == "r+b":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, **kwargs)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(DataError, match=r"Permission denied.*earlier export is as it was"):
        data.export_data(tmp_path)
    assert content(tmp_path) == before


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DataError, match="No space left on device"):
        data.export_data(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_directorys_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    for directory in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(DataError, match=r"data.*(is a file|Not a directory)"):
            data.export_data(directory)
    assert (tmp_path / "data").read_text(encoding="utf-8") == "mine"


def test_a_directory_in_a_files_place(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").mkdir()
    (tmp_path / "terms.csv" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match=r"could not be written \(Is a directory|Permission"):
        data.export_data(tmp_path)
    assert content(tmp_path) == {"terms.csv/mine": b"mine"}


# The command


def test_the_command_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "data")]) == 0
    assert {Path(line).name for line in capsys.readouterr().out.splitlines()} == FILES
    (tmp_path / "file").touch()
    assert main(["export", str(tmp_path / "file")]) == 1
    printed = capsys.readouterr()
    assert (
        printed.out == "" and "file: the export could not be written (it is a file)" in printed.err
    )
    assert "Traceback" not in printed.err


def test_the_command_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    printed = capsys.readouterr()
    assert printed.out.rstrip() == str(sl.account()) and printed.err == ""


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("checks", "satisfaction_2024 > s", "satisfaction_2024 < s", "hold: satisfaction_rose"),
        ("figures", ",137场次,,137,", ",137场次,,138,", "figures.csv, line 2"),
    ],
)
def test_a_broken_register_is_reported(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "fonts")
    shutil.copytree(ROOT / "shangluo_data", tmp_path / "shangluo_data", ignore=ignore)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    path = tmp_path / "shangluo_data" / "curated" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    code = "import sys; from shangluo_data.cli import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.run(
        [sys.executable, "-c", code, "verify"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert said in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert bool(run.stderr) is (table == "figures")


# The README


def test_the_readmes_example_in_pandas_runs(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(import pandas as pd\n.*?)```", readme, re.DOTALL)
    assert example is not None
    monkeypatch.chdir(exported.parent)
    names: dict[str, Any] = {}
    exec(example.group(1), names)
    assert names["figures"].loc["criminal_cases_change", "value"] == -33
    assert len(names["figures"]) == 62
