"""Numbers and values that stand in events, to be added and counted. In whole millionths, so that 0.1 + 0.2 is 0.3."""

from collections.abc import Callable

from polku.know.rules.condition import Writer
from polku.know.rules.happened import written
from polku.know.rules.happened.paths import Path
from polku.know.rules.operators.one import element
from polku.know.rules.operators.place import Place

MILLION = 10**6
# Of a text that reads as a number, what comes after the sixth decimal place rounded.
OF_TEXT = """if(
    abs(toFloat64OrNull({text})) < 1e20 AND match({text}, '[0-9]'),
    toInt128(round(toDecimal128OrNull({text}, 12) * 1000000)), NULL
)"""
# Above nine thousand million, a multiplication would not be exact any more.
OF_FLOAT = "if(abs({float}) < 9e9, toInt128(round({float} * 1000000)), {text})"
OF_VALUE = "coalesce(toInt128({signed}) * 1000000, toInt128({unsigned}) * 1000000, {float}, {text})"


def millionths(path: Path, write: Writer) -> tuple[str, str]:
    """SQL of the numbers at a path, and how aggregates of it end: in "Array" where it is a list of them."""
    if not path.lists:
        return _millionths(Place(path.sql(), "")), ""
    numbers = _each(path, write, _millionths, lambda raw: _of_text(element(raw).text))
    return f"arrayMap(n -> assumeNotNull(n), arrayFilter(n -> n IS NOT NULL, {numbers}))", "Array"


def texts(path: Path, write: Writer, *, is_exact: bool) -> tuple[str, str]:
    """The same of values as texts; upper and lower case are the same, unless exact."""
    fold = "" if is_exact else "lowerUTF8"
    if not path.lists:
        return f"{fold}({Place(path.sql(), '').one().text})", ""
    found = _each(path, write, lambda place: f"{fold}({place.one().text})", lambda raw: f"{fold}({element(raw).text})")
    return f"arrayMap(t -> assumeNotNull(t), arrayFilter(t -> t IS NOT NULL, {found}))", "Array"


def _each(path: Path, write: Writer, of_place: Callable[[Place], str], of_raw: Callable[[str], str]) -> str:
    """Something of every value at a path that goes through lists: of all of them, however deep, in one list."""
    if not path.parts[-1]:
        return f"arrayMap(raw -> {of_raw('raw')}, {written.values(path, write)})"
    flat = f"arrayFlatten({path.sql()})" if path.lists > 1 else path.sql()
    quick = f"arrayMap(e -> {of_place(Place('e', '', is_column=False))}, {flat})"
    if within := written.odd_within([path]):
        quick = f"arrayFilter(e -> NOT ({within}), {quick})"
    return f"arrayConcat({quick}, arrayMap(raw -> {of_raw('raw')}, {written.values(path, write, written.odd([path]))}))"


def _millionths(place: Place) -> str:
    signed, unsigned, float_, string = (place.of(kind) for kind in ("Int64", "UInt64", "Float64", "String"))
    of_float = OF_FLOAT.format(float=float_, text=_of_text(f"toString({float_})"))
    return OF_VALUE.format(signed=signed, unsigned=unsigned, float=of_float, text=_of_text(string))


def _of_text(text: str) -> str:
    return OF_TEXT.format(text=text)
