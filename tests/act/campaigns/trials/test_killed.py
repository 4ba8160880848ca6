"""A process that dies while a trial's winner is decided has decided nothing, or all of it."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection

from polku.act.campaigns.trials.decide import NotOnTrial, decide
from polku.act.campaigns.trials.models import Trial
from polku.know.events.models import LogBatch
from tests.act.campaigns.trials.test_trial import crowd, go_on, got, sent_off, tried  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db


def test_at_every_statement(crowd, tried, noon):  # noqa: F811
    campaign = sent_off(tried(), noon)
    before, deaths = got(), 0

    while not _decided(campaign, noon, dies_at=deaths):
        deaths += 1
        go_on(noon)
        assert (got(), Trial.objects.get().decided_at) == (before, None)
    with pytest.raises(NotOnTrial):
        decide(campaign, 2, why=Trial.Why.CHOSEN, now=noon)
    go_on(noon)

    assert deaths > 5
    assert got() == before + Counter(B=60 - before.total())
    told = [bytes(payload) for payload in LogBatch.objects.values_list("payload", flat=True)]
    assert sum(payload.count(b'"Campaign Winner Chosen"') for payload in told) == 1


def _decided(campaign: Any, noon: Any, *, dies_at: int) -> bool:
    """Whether it came to its end before its statement of this number."""
    left = dies_at

    def killed(execute: Any, sql: str, *given: Any) -> Any:
        nonlocal left
        if "SAVEPOINT" not in sql:  # what the database does by itself when somebody is gone
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
        return execute(sql, *given)

    try:
        with connection.execute_wrapper(killed):
            decide(campaign, 1, why=Trial.Why.CLEAR, now=noon)
    except KeyboardInterrupt:
        return False
    return True
