"""trait."""

from hypothesis import strategies as some

from tests.know.rules.drawn.values import claims

TRAITS = ("city", "age", "vip", "tags", "address.city", "address", "nothing")

rules = claims(some.sampled_from(TRAITS).map(lambda name: {"trait": name}))
