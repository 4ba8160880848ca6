"""Values and claims about them."""

from typing import Any

from hypothesis import strategies as some

CITIES = ("Tokyo", "tokyo", "Turku", "", "ÅBO", "åbo", "東京")
NUMBERS = (0, 1, -1, 2.5, 30, 0.1, 0.2, 10**12)
WRITTEN = ("30", "2.5", "true", "1e1", "6.0")

texts, numbers = some.sampled_from(CITIES), some.sampled_from(NUMBERS)
values = texts | numbers | some.booleans() | some.sampled_from(WRITTEN)
parts = some.sampled_from(("t", "K", "o?y*", "*å*", "京", "3", "*", "Å", "t*o", "0"))
ranges = some.tuples(numbers, numbers).map(sorted)


def claims(names: some.SearchStrategy[dict[str, Any]]) -> some.SearchStrategy[dict[str, Any]]:
    """Claims about what stands under one of these names, as {"trait": "city"}."""
    folds = some.fixed_dictionaries({}, optional={"exact": some.just(True), "or_missing": some.just(True)})
    forms = some.one_of(
        some.fixed_dictionaries({"op": some.sampled_from(("is", "is_not")), "value": values}),
        some.fixed_dictionaries(
            {"op": some.sampled_from(("in", "not_in")), "value": some.lists(values, min_size=1, max_size=4)}
        ),
        some.fixed_dictionaries(
            {"op": some.sampled_from(("contains", "starts_with", "ends_with", "matches")), "value": parts}
        ),
        some.fixed_dictionaries({"op": some.sampled_from(("gt", "gte", "lt", "lte")), "value": numbers}),
        some.fixed_dictionaries({"op": some.just("between"), "value": ranges}),
    )
    presence = some.fixed_dictionaries({"op": some.sampled_from(("exists", "missing"))})
    full = some.tuples(forms, folds).map(lambda both: both[0] | both[1])
    return some.tuples(names, full | presence).map(lambda both: both[0] | both[1])
