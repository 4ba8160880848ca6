"""Barcodes as the widths of their bars: Code 128 (ISO/IEC 15417) and EAN-13 (ISO/IEC 15420).

What a scanner reads is the text as it was given: where EAN-13 would read otherwise, it is Code 128.
"""

import msgspec

# Bars and spaces in turn, of the symbols 0 to 105 and the stop; each begins with a bar.
SYMBOLS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
START_B, START_C, STOP = 104, 105, 106
# Of digits left of the middle, read with an odd number of dark modules (L); R is L with dark and light changed over.
LEFT = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split()
PARITY = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()  # by the first digit
MOST = 48  # longer ones are wider than a phone


class Bars(msgspec.Struct, frozen=True):
    """`widths`: of bars and spaces in turn, the first a bar. `quiet`: modules of white that are needed beside it."""

    kind: str
    widths: tuple[int, ...]
    quiet: int = 10

    @property
    def modules(self) -> int:
        return sum(self.widths)


def bars(text: str) -> Bars | None:
    """None for what no barcode of ours can say: then there is the QR code."""
    if is_ean(text):
        return ean13(text.zfill(13))
    is_plain = text.isascii() and text.isprintable()
    return code128(text) if is_plain and 0 < len(text) <= MOST else None


def is_ean(text: str) -> bool:
    """13 digits, or the 12 of a UPC-A, of which the last one is the check digit of the others."""
    is_number = text.isascii() and text.isdigit() and len(text) in (12, 13)
    return is_number and check_digit(text.zfill(13)[:12]) == text[-1]


def check_digit(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def ean13(digits: str) -> Bars:
    widths = [1, 1, 1]
    for digit, kind in zip(digits[1:7], PARITY[int(digits[0])], strict=True):
        pattern = LEFT[int(digit)]
        widths += map(int, pattern if kind == "L" else reversed(pattern))  # begins with a space, after the guard's bar
    widths += [1, 1, 1, 1, 1]
    for digit in digits[7:]:
        widths += map(int, LEFT[int(digit)])
    return Bars("EAN-13", (*widths, 1, 1, 1), quiet=11)


def code128(text: str) -> Bars:
    """In pairs of digits where it is nothing else, so that it is half as wide."""
    if text.isdigit() and len(text) % 2 == 0:
        symbols = [START_C, *(int(text[place : place + 2]) for place in range(0, len(text), 2))]
    else:
        symbols = [START_B, *(ord(sign) - 32 for sign in text)]
    check = (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols))) % 103
    widths = "".join(SYMBOLS[symbol] for symbol in (*symbols, check, STOP))
    return Bars("Code 128", tuple(map(int, widths)))
