"""Rules as hypothesis draws them for the form: such as it can show, with junk in between."""

from typing import Any

from hypothesis import strategies as st

TEXTS = st.one_of(
    st.sampled_from(["Tokyo", "30", "true", '"30"', "", " ", "a\nb", "…", "東京", "\ud800", "[1]"]), st.text()
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
VALUES = st.one_of(TEXTS, st.booleans(), st.integers(), st.floats(allow_nan=False))
LENGTHS = st.sampled_from(["30d", "7h", "1w", "90s", "030d", "d"])
DAYS = st.sampled_from(["2026-11-30", "2026-11-30T18:00+09:00", ""])


def _some(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


CLAIM = {
    "op": st.sampled_from(["is", "is_not", "contains", "gt", "exists", "before", "matches", "strange"]),
    "value": VALUES,
    "exact": st.booleans(),
    "or_missing": st.just(True),
}
LISTS = {"op": st.sampled_from(["in", "not_in", "between"]), "value": st.lists(VALUES, max_size=4)}
TIMES = {"op": st.sampled_from(["within_last", "within_next", "anniversary_in"]), "value": LENGTHS}
COMPARED = st.dictionaries(
    st.sampled_from(["gte", "lte", "gt", "lt", "eq", "between", "by", "of"]), VALUES | st.lists(VALUES, max_size=2),
    max_size=2,
)  # fmt: skip
ON = st.one_of(
    st.sampled_from(["this_month", "someday"]),
    _some({}, period=st.just("last_week"), weekdays=st.lists(st.sampled_from(["mon", "sun", "day"]), max_size=3),
          hours=st.lists(st.integers(0, 24), max_size=3), zone=st.sampled_from(["person", "shop"])),
)  # fmt: skip


def _claims(key: str, name: Any) -> st.SearchStrategy[Any]:
    return st.one_of(
        _some({key: name}, **CLAIM),
        *(st.fixed_dictionaries({key: name, **more}) for more in (LISTS, TIMES)),
        st.fixed_dictionaries({key: name, "op": st.just("gt"), "value": st.fixed_dictionaries({"trait": TEXTS})}),
    )


WHERE = st.lists(_claims("prop", TEXTS) | _claims("context", TEXTS) | JUNK, max_size=2)
WHEN = {"within": LENGTHS, "since": DAYS, "between": st.lists(DAYS, min_size=2, max_size=2), "on": ON}
DID = _some({"did": TEXTS}, where=WHERE, count=COMPARED, total=COMPARED, distinct=COMPARED, **WHEN)
STEP = _some({"did": TEXTS}, after_within=LENGTHS, where=WHERE)
STEPS = st.lists(STEP | st.fixed_dictionaries({"not": STEP}) | JUNK, max_size=3)
LEAVES = st.one_of(
    DID,
    _claims("trait", TEXTS),
    st.fixed_dictionaries({"in_segment": VALUES}),
    _some({"sequence": STEPS}, span=LENGTHS, **WHEN),
    st.fixed_dictionaries({"consent": st.dictionaries(st.sampled_from(["purpose", "channel", "x"]), VALUES)}),
    st.fixed_dictionaries({"sample": st.dictionaries(st.sampled_from(["percent", "salt", "x"]), VALUES)}),
    st.dictionaries(
        st.sampled_from(["first", "last", "compare", "reachable", "got_campaign", "opened_campaign", "has_reward"]),
        JUNK,
        max_size=2,
    ),
    JUNK,
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, max_size=4)}),
        st.fixed_dictionaries({"any": st.lists(inner, max_size=4)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=12,
)
