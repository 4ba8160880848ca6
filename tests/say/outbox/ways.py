"""For tests of which the same must hold of messages with rows of their own and of packed ones."""

import pytest

in_both_ways = pytest.mark.parametrize("ask", ["alone", "packed"], indirect=True)
