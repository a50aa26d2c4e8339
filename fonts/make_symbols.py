#!/usr/bin/env python3
"""Makes Symbols.ttf: the marks of the interface, from three fonts of the Noto family.

    pip install fonttools
    python3 fonts/make_symbols.py FOLDER_OF_NOTO_FONTS

The folder is /usr/share/fonts/truetype/noto where Debian's package fonts-noto-core is installed.
A mark that a sentence of the interface needs and no bundled face has is found by a test of the suite
(`every_mark_of_the_interface_is_in_a_bundled_face`): add it here.
"""
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
#: Which marks come from which font.
MARKS = {
    "NotoSans-Regular.ttf": "αγκ",
    "NotoSansMath-Regular.ttf": "←→↑↓⇥",
    "NotoSansSymbols2-Regular.ttf": "✓✕⚠●○■▲▼▶◀▸▾☰☑☐⌫⏎⇧⌘",
}


def part(path, marks):
    """The font at `path` with nothing but `marks`."""
    font = TTFont(path)
    options = Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=marks)
    subsetter.subset(font)
    missing = [it for it in marks if ord(it) not in font.getBestCmap()]
    assert not missing, f"{path} lacks {missing}"
    for table in ("GSUB", "GPOS", "GDEF", "MATH", "vhea", "vmtx"):
        if table in font:
            del font[table]
    return font


def as_high_as(font, other):
    """Lines of `font` as high as those of `other`, so that a mark moves no baseline."""
    scale = font["head"].unitsPerEm / other["head"].unitsPerEm
    for table, names in (("hhea", ("ascent", "descent", "lineGap")),
                         ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"))):
        for name in names:
            setattr(font[table], name, round(getattr(other[table], name) * scale))


def main():
    noto = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for at, (name, marks) in enumerate(MARKS.items()):
            path = Path(folder) / f"{at}.ttf"
            part(noto / name, marks).save(path)
            parts.append(str(path))
        font = Merger().merge(parts)
    as_high_as(font, TTFont(HERE / "Vazirmatn-Variable.ttf"))
    for record in list(font["name"].names):
        value = {0: "Copyright 2015-2018 Google LLC. All Rights Reserved.", 1: "Hashiye Symbols", 2: "Regular",
                 3: "Hashiye Symbols", 4: "Hashiye Symbols", 6: "HashiyeSymbols-Regular"}.get(record.nameID)
        if value:
            record.string = value
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(HERE / "Symbols.ttf")


if __name__ == "__main__":
    main()
