"""The code of a person, for the till."""

import re

import pytest
from django.conf import settings
from django.test import Client

from polku.act.rewards.codes.shown import whose
from polku.kit import clock
from polku.know.people.models import Profile

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_till_knows_whose_it_is(signed_in: Client, devi: Profile) -> None:
    for address in ("/p/wallet/mine", "/p/wallet/mine?part=1"):
        shown = signed_in.get(address).text
        code = re.search(r"\bPK[0-9A-Z]{35}\b", shown)

        assert code
        assert whose(code[0], now_ms=clock.now_ms(), key=settings.SECRET_KEY) == devi.id
    assert "<html" not in shown
