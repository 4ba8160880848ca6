"""Whole rules."""

from hypothesis import strategies as some

from tests.know.rules.drawn import did, trait

# Every leaf of the language, each as often as the others.
LEAVES = [did.rules, trait.rules]

rules = some.recursive(
    some.one_of(LEAVES),
    lambda inner: some.one_of(
        some.fixed_dictionaries({"all": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"any": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=4,
)
