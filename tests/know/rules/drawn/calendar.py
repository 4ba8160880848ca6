"""on."""

from hypothesis import strategies as some

UNITS = ("week", "month", "quarter", "year")
PERIODS = ("today", "yesterday", *(f"{which}_{unit}" for which in ("this", "last") for unit in UNITS))
REAL = ("Asia/Tokyo", "America/New_York", "Europe/Helsinki", "Pacific/Kiritimati", "Asia/Kathmandu")
ZONES = (*REAL, "Nowhere", 7, None)

periods = some.sampled_from(PERIODS)
hours = some.tuples(some.integers(0, 23), some.integers(0, 24)).filter(lambda two: two[0] != two[1]).map(list)
weekdays = some.lists(some.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun")), min_size=1, max_size=4)
windows = some.tuples(
    some.fixed_dictionaries({"weekdays": weekdays}, optional={"hours": hours, "period": periods})
    | some.fixed_dictionaries({"hours": hours})
    | some.fixed_dictionaries({"period": periods}),
    some.sampled_from(({}, {"zone": "shop"}, {"zone": "person"})),
).map(lambda both: both[0] | both[1])
ons = (periods | windows).map(lambda on: {"on": on})
