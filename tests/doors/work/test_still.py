"""While nobody writes into the database, the loops look for work less often; and at once when somebody does."""

import threading

import pytest
from django.db import connection

from polku.doors.work import run, still
from polku.doors.work.run import Step, Work
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lane_rests_until_somebody_writes(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("elsewhere nobody can say whether somebody has written")
    monkeypatch.setattr(still, "AFTER_S", 0.05)
    monkeypatch.setattr(run, "STILL_S", 60.0)
    looked = threading.Semaphore(0)

    def look() -> int:
        Team.objects.exists()
        looked.release()
        return 0

    work = Work({"a": [Step("look", look)]})
    work.start()
    try:
        while looked.acquire(timeout=0.7):  # the first look of all finds that it does not know
            pass
        Team.objects.create(name="Somebody")
        assert looked.acquire(timeout=10)
    finally:
        work.stop()
