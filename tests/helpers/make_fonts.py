"""Make the bundled subset of Noto Sans SC, Regular and Bold, with ``pwid``, ``palt`` and the like.

Run by hand: ``python tests/helpers/make_fonts.py DIRECTORY``, where DIRECTORY is the unpacked
npm package ``@expo-google-fonts/noto-sans-sc`` 0.4.3 (``npm pack`` and ``tar xzf`` give it).
The same input gives the same bytes.
"""

import hashlib
import sys
from pathlib import Path

from fontTools import subset
from opencc import OpenCC

ROOT = Path(__file__).resolve().parents[2]

#: weight as the npm package names its files: SHA-256
SOURCES = {
    "400Regular": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "700Bold": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
}
#: Latin and its accents, pinyin, Greek; punctuation, superscripts, currency, letterlike, number
#: forms, arrows, operators; circled numbers, boxes, shapes, ticks; CJK punctuation, full-width.
RANGES = """
20-7E A0-17F 1CD-1DC 1F8-1F9 251-261 2B0-2FF 300-36F 391-3C9 1E00-1EFF
2000-206F 2070-209F 20A0-20BF 2100-218F 2190-21FF 2200-22FF
2460-2473 2500-257F 25A0-25FF 2600-2642 2700-27BF 3000-303F FF01-FF5E FFE0-FFE5
"""


def gb2312_hanzi() -> str:
    """Return the 6,763 hanzi of GB 2312 (rows 16 to 87; the last cells of row 55 are empty)."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


def article_characters() -> set[str]:
    """Return every character of the seed file, as received and in both scripts."""
    text = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))
    )
    # The damaged spot hides a character that the restoration puts back, and OpenCC keeps U+965C.
    text += "科技賦能陕"
    simplified = OpenCC("t2s").convert(text)
    return {c for c in text + simplified + OpenCC("s2t").convert(simplified) if c.isprintable()}


def build(source: Path, target: Path, sha256: str) -> None:
    """Write the subset of ``source``, which has this hash, to ``target``."""
    if hashlib.sha256(source.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{source}: SHA-256 is not {sha256}; is it another version?")
    options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    letters = "".join(article_characters()) + gb2312_hanzi()
    subsetter.populate(unicodes=subset.parse_unicodes(RANGES), text=letters)
    with subset.load_font(source, options) as font:  # It keeps its date: the same bytes each time.
        subsetter.subset(font)
        font.save(target)


if __name__ == "__main__":
    for weight, sha256 in SOURCES.items():
        source = Path(sys.argv[1], weight, f"NotoSansSC_{weight}.ttf")
        target = ROOT / "shangluo_data" / "fonts" / f"NotoSansSC-{weight[3:]}.ttf"
        build(source, target, sha256)
