"""Barcodes, read again: what a scanner reads is what was given."""

from hypothesis import given
from hypothesis import strategies as st

from polku.kit.barcodes import LEFT, PARITY, START_B, START_C, STOP, SYMBOLS, Bars, bars, check_digit, is_ean

PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=48)
TWELVE = st.text("0123456789", min_size=12, max_size=12)


def read128(found: Bars) -> str:
    """As a scanner does: symbol by symbol, with the check."""
    widths = "".join(map(str, found.widths))
    symbols = [SYMBOLS.index(widths[at : at + 6]) for at in range(0, len(widths) - 7, 6)]
    start, *data, check = symbols
    assert widths[-7:] == SYMBOLS[STOP]
    assert check == (start + sum(place * symbol for place, symbol in enumerate(data, start=1))) % 103
    if start == START_C:
        return "".join(f"{symbol:02}" for symbol in data)
    assert start == START_B
    return "".join(chr(symbol + 32) for symbol in data)


def read_ean(found: Bars) -> str:
    widths = "".join(map(str, found.widths))
    assert (len(widths), found.modules) == (59, 95)
    left = [widths[3 + 4 * place : 7 + 4 * place] for place in range(6)]
    right = [widths[32 + 4 * place : 36 + 4 * place] for place in range(6)]
    kinds = "".join("L" if one in LEFT else "G" for one in left)
    digits = [LEFT.index(one) if kind == "L" else LEFT.index(one[::-1]) for one, kind in zip(left, kinds, strict=True)]
    return str(PARITY.index(kinds)) + "".join(map(str, [*digits, *(LEFT.index(one) for one in right)]))


def test_every_symbol_is_eleven_modules_and_no_other() -> None:
    assert {sum(map(int, symbol)) for symbol in SYMBOLS[:-1]} == {11}
    assert len(set(SYMBOLS)) == len(SYMBOLS) == 107


@given(PLAIN)
def test_what_is_written_is_read(text: str) -> None:
    found = bars(text)

    assert found is not None
    assert (read_ean(found) if found.kind == "EAN-13" else read128(found)) == (text.zfill(13) if is_ean(text) else text)


@given(TWELVE)
def test_of_digits_with_a_check_digit_it_is_an_ean(twelve: str) -> None:
    found = bars(twelve + check_digit(twelve))

    assert found is not None
    assert (found.kind, read_ean(found)) == ("EAN-13", twelve + check_digit(twelve))


def test_of_thirteen_digits_without_one_it_is_none() -> None:
    assert [found.kind for found in map(bars, ("4006381333931", "4006381333932", "036000291452")) if found] == [
        "EAN-13", "Code 128", "EAN-13",
    ]  # fmt: skip


def test_what_cannot_be_said_has_none() -> None:
    assert [bars(text) for text in ("", "割引", "a\n", "x" * 49)] == [None] * 4
