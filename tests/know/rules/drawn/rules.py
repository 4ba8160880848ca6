"""Whole rules."""

from hypothesis import strategies as some

from tests.know.rules.drawn import compare, did, occurrence, sequence, trait

# Every leaf of the language; the most usual ones more often.
LEAVES = [did.rules, did.rules, trait.rules, trait.rules, occurrence.rules, compare.rules, sequence.rules]

rules = some.recursive(
    some.one_of(LEAVES),
    lambda inner: some.one_of(
        some.fixed_dictionaries({"all": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"any": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=4,
)
