"""Operators: what can be asked of one value that stands in JSON: a trait, a property of an event.

A *place* is where the value stands, a *claim* is an operator with what it is compared with. Every file brings its
operators into `operator.OPERATORS`. The one rule: a value that is not there meets no operator but `missing`, unless
`or_missing`.
"""

from polku.know.rules.operators import (  # noqa: F401 - they add their operators
    anniversary,
    before,
    between,
    equal,
    numbers,
    texts,
    there,
)
