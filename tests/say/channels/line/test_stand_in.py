"""Whether there are phones to look at."""

import pytest

from polku.kit import clock
from polku.say.channels.line.models import API, LineAccount
from polku.say.channels.line.stand_in import phones


@pytest.mark.django_db
def test_phones_are_where_the_stand_in_is_and_nowhere_for_line_itself() -> None:
    assert phones() == ""
    LineAccount.objects.create(name="real", title="Real", channel_id="1", api_base=API)
    assert phones() == ""
    made = LineAccount.objects.create(name="demo", title="Demo", channel_id="2", api_base="http://127.0.0.1:8700/")
    assert phones() == "http://127.0.0.1:8700/phones"

    made.ended_at = clock.now()
    made.save()

    assert phones() == ""
