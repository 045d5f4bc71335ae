#!/bin/sh
# Builds the fonts the console carries, from Debian's packages, and writes them beside their licence in assets/fonts.
#
# A normal build needs none of this: the results are committed. Run it to change which characters are covered.
# Needs: apt-get (to fetch the two packages into a scratch folder; nothing is installed), dpkg-deb, python3.
#
# Noto Sans covers Latin, Greek, Cyrillic and punctuation in Regular and Bold. Noto Sans CJK SC covers GB 2312 level 1
# (3,755 characters), its symbols and whatever else our own words use, and keeps its family name: the text engine looks for that name by itself when it
# meets Chinese. It has no Polish letters and draws quotation marks full width, so it is never the first choice.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out="$here/fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

cd "$work"
apt-get download fonts-noto-core fonts-noto-cjk
for package in ./*.deb; do dpkg-deb -x "$package" root; done
python3 -m venv venv
./venv/bin/pip -q install 'fonttools==4.68.0'

./venv/bin/python - "$here/.." <<'PY'
import pathlib, sys

def ranges(*pairs):
    return "".join(chr(c) for a, b in pairs for c in range(a, b + 1))

latin = ranges(
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1CD, 0x1DC), (0x1E6, 0x1E7), (0x1FA, 0x1FF),
    (0x218, 0x21B), (0x259, 0x259), (0x2B0, 0x2B0), (0x2BB, 0x2BD), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304),
    (0x306, 0x30C), (0x323, 0x323), (0x326, 0x328), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3), (0x2000, 0x200B), (0x2010, 0x2027), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2060, 0x2060), (0x2070, 0x2070), (0x2074, 0x2079),
    (0x2080, 0x2089), (0x20AC, 0x20AC), (0x20BD, 0x20BD), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2202, 0x2202), (0x2206, 0x2206), (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0xFFFD, 0xFFFD))
han = "".join(bytes((a, b)).decode("gb2312", "ignore") for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF))
symbols = "".join(bytes((a, b)).decode("gb2312", "ignore") for a in (0xA1, 0xA3) for b in range(0xA1, 0xFF))
root = pathlib.Path(sys.argv[1])
own = "".join(p.read_text() for p in [*root.glob("i18n/zh-Hans/*.ftl"), root / "assets/manual/zh-Hans.md"])
own = "".join(sorted({c for c in own if "\u2e80" <= c <= "\u9fff"}))
open("latin.txt", "w").write(latin)
open("sc.txt", "w").write(han + symbols + own + ranges((0x20, 0x7E)))
PY

noto=root/usr/share/fonts/truetype/noto
for weight in Regular Bold; do
  ./venv/bin/pyftsubset "$noto/NotoSans-$weight.ttf" --text-file=latin.txt --layout-features=kern,mark,mkmk,ccmp \
    --no-hinting --notdef-outline --name-IDs=0,1,2,3,4,6,13,14 --output-file="$out/NotoSans-$weight.ttf"
done
# Face 2 of the collection is Simplified Chinese.
./venv/bin/pyftsubset root/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc --font-number=2 --text-file=sc.txt \
  --layout-features= --no-hinting --desubroutinize --notdef-outline \
  --drop-tables+=vhea,vmtx,VORG,GSUB,GPOS,BASE --name-IDs=0,1,2,3,4,6,13,14 --output-file="$out/NotoSansSC-Regular.otf"
ls -l "$out"
