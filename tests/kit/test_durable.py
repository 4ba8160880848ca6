"""What need not be on the disk when a commit returns."""

import pytest
from django.db import connection, transaction

from polku.kit import durable

QUESTION = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
WITHIN = {"sqlite": 1, "postgresql": "off"}
FULL = 2

pytestmark = pytest.mark.django_db(transaction=True)


def asked():
    with connection.cursor() as cursor:
        cursor.execute(QUESTION[connection.vendor])
        return cursor.fetchone()[0]


def fail_within():
    with durable.later():
        assert asked() == WITHIN[connection.vendor]
        raise ZeroDivisionError


def test_commits_wait_for_the_disk_but_within_and_again_after_a_failure():
    before = asked()

    with pytest.raises(ZeroDivisionError):
        fail_within()

    assert asked() == before
    assert connection.vendor != "sqlite" or before == FULL


def test_within_somebody_elses_transaction_nothing_changes():
    before = asked()

    with transaction.atomic(), durable.later():
        assert asked() == before
