"""Make the bundled subset of Noto Sans SC, Regular and Bold.

Run by hand, never imported by the package: ``python shangluo_data/fonts/build.py DIRECTORY``, where
DIRECTORY is the unpacked npm package ``@expo-google-fonts/noto-sans-sc`` 0.4.3 (``npm pack`` and
``tar xzf`` give it). The same input gives the same bytes. The fonts keep every layout feature,
among them ``pwid`` and ``palt``, and lose their hinting.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from opencc import OpenCC

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "seeds"

#: weight: (file in the npm package, its SHA-256)
SOURCES = {
    "Regular": (
        "400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    "Bold": (
        "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
}

#: Unicode blocks taken as far as the font has them: Latin and its accents, pinyin,
#: punctuation, superscripts, currency, letterlike, number forms, arrows, operators, circled
#: numbers, boxes, shapes, ticks, CJK punctuation, full-width forms.
RANGES = [
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x01CD, 0x01DC),
    (0x01F8, 0x01F9),
    (0x0251, 0x0261),
    (0x02B0, 0x02FF),
    (0x0300, 0x036F),
    (0x0391, 0x03C9),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x2473),
    (0x2500, 0x257F),
    (0x25A0, 0x25FF),
    (0x2600, 0x2642),
    (0x2700, 0x27BF),
    (0x3000, 0x303F),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
]


def gb2312_hanzi() -> Iterator[str]:
    """Yield the 6,763 hanzi of GB 2312 (rows 16 to 87)."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # the five empty cells at the end of row 55


def article_characters() -> set[str]:
    """Return every character of the seed file, as received and in both scripts."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    if not text:
        raise SystemExit(f"{SEEDS}: no seed file; run this from a checkout")
    # The damaged spot hides a character that the restoration puts back, and OpenCC keeps U+965C.
    text += "科技賦能陕"
    simplified = OpenCC("t2s").convert(text)
    return {c for c in text + simplified + OpenCC("s2t").convert(simplified) if c.isprintable()}


def characters() -> set[int]:
    """Return the code points that the subset asks for."""
    wanted = {ord(c) for c in article_characters()} | {ord(c) for c in gb2312_hanzi()}
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    return wanted


def build(source: Path, target: Path, sha256: str) -> int:
    """Write the subset of ``source`` to ``target`` and return its size in bytes."""
    if not source.is_file():
        raise SystemExit(f"{source}: not found; give the directory of the unpacked npm package")
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(f"{source}: SHA-256 is {found}, not {sha256}; is it another version?")
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    # A build date in the head table would make every run another file.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    beside = target.with_suffix(".part")
    font.save(beside)
    os.replace(beside, target)
    return target.stat().st_size


def main() -> None:
    """Build both weights from the directory named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", type=Path, help="the unpacked npm package")
    directory: Path = parser.parse_args().directory
    for weight, (name, sha256) in SOURCES.items():
        target = HERE / f"NotoSansSC-{weight}.ttf"
        size = build(directory / name, target, sha256)
        sys.stdout.write(f"{target.name}: {size:,} bytes\n")


if __name__ == "__main__":
    main()
