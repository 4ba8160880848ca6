"""Which encoding a text file is in: what decodes all of it, and of several the one that reads like a language.

Shift_JIS and GB18030 decode almost any bytes, so that "no error" proves little: the likelier one is found by how many
of the characters are everyday ones (kana and JIS level 1, GB 2312 level 1, letters of western Europe).
"""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from polku.know.events.imports.problems import Unreadable

BLOCK = 1 << 20
SAMPLE = 1 << 16
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BROKEN = "replace"  # what does not decode becomes UNREADABLE; lines that hold it are refused
UNREADABLE = "\ufffd"


@dataclass(frozen=True)
class Encoding:
    """`errors` is `strict`, or BROKEN when it is in that encoding but for some lines."""

    name: str
    errors: str = "strict"


def detect(path: Path, *, forced: str | None = None) -> Encoding:
    """The encoding of a file. Raises Unreadable when it is in none that we know, or not in the one given."""
    if forced:
        return _forced(path, forced)
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name, "strict" if _decodes(path, name) else BROKEN)
    if start.count(b"\0") > len(start) / 10:  # UTF-16 without a mark: commas, digits and line ends are half NUL
        return Encoding(_utf16(start))
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    return _likeliest(path)


def _forced(path: Path, name: str) -> Encoding:
    try:
        name = {"shift_jis": "cp932", "sjis": "cp932", "utf-8": "utf-8-sig"}.get(name.lower(), codecs.lookup(name).name)
    except LookupError as problem:
        raise Unreadable(f'there is no encoding "{name}"') from problem
    if name == "utf-16":
        with path.open("rb") as file:
            start = file.read(SAMPLE)
        if not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # without its mark, the codec refuses
            name = _utf16(start)
    return Encoding(name, "strict" if _decodes(path, name) else BROKEN)


def _utf16(start: bytes) -> str:
    """Which of the two it is, where no mark tells."""
    return "utf-16-le" if start[1::2].count(b"\0") >= start[::2].count(b"\0") else "utf-16-be"


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _likeliest(path: Path) -> Encoding:
    sample = _telling_sample(path)
    scores: dict[str, float] = {"utf-8": _utf8_score(sample)}
    for name, is_common in _COMMON.items():
        if _decodes(path, name):
            scores[name] = _share(sample.decode(name, "ignore"), is_common)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= 0.3:
        raise Unreadable("the encoding of the text is not one that we recognise; name it with --encoding")
    return Encoding(best, BROKEN if best == "utf-8" else "strict")


def _telling_sample(path: Path) -> bytes:
    """Lines with something else than ASCII in them: only those tell encodings apart."""
    lines, size = [], 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                lines.append(line)
                size += len(line)
                if size > SAMPLE:
                    break
    return b"".join(lines)


def _utf8_score(sample: bytes) -> float:
    text = sample.decode("utf-8", "replace")
    good = sum(ord(letter) > 127 and letter != "\ufffd" for letter in text)
    return good / max(1, good + text.count("\ufffd"))


def _share(text: str, is_common: Callable[[str], bool]) -> float:
    high = [letter for letter in text if ord(letter) > 127]
    return sum(map(is_common, high)) / max(1, len(high))


def _is_common_japanese(letter: str) -> bool:
    coded = letter.encode("cp932", "ignore")
    # Rows 0x81 to 0x83: signs, kana; 0x88 to 0x97: the 2,965 kanji of level 1. Half-width kana are one byte long.
    return len(coded) == 2 and (0x81 <= coded[0] <= 0x83 or 0x88 <= coded[0] <= 0x97)


def _is_common_chinese(letter: str) -> bool:
    coded = letter.encode("gb2312", "ignore")
    return len(coded) == 2 and (coded[0] in (0xA1, 0xA3) or 0xB0 <= coded[0] <= 0xD7)


def _is_common_latin(letter: str) -> bool:
    # Slightly less than certain: a text that also reads as everyday Japanese or Chinese is that.
    return letter.isalpha() and letter not in "ªºƒ" and ("À" <= letter <= "ÿ" or letter in "ŠšŽžŒœŸ")


_COMMON: dict[str, Callable[[str], bool]] = {
    "cp932": _is_common_japanese,
    "gb18030": _is_common_chinese,
    "cp1252": _is_common_latin,
}
