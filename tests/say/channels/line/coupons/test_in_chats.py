"""A chat with a coupon that is over, closed or gone is not sent; one that nobody knows is left to LINE."""

import pytest

from polku.act.campaigns.checks import unfinished
from polku.kit import clock
from polku.say.channels import chat as chats
from polku.say.channels.line.channel import Line
from polku.say.channels.line.coupons.choices import block
from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import Chat, Text
from tests.say.channels.line.coupons.conftest import DAY, NOW

pytestmark = pytest.mark.django_db


def test_what_cannot_be_given_is_a_problem_at_its_block() -> None:
    account = LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="x")
    rows = {
        "runs": {},
        "waits": {"starts_at": NOW + DAY},
        "over": {"ends_at": NOW - DAY},
        "closed": {"status": "CLOSED", "closed_at": NOW},
        "closing": {"closing_at": NOW},
        "gone": {"gone_at": NOW},
        "draft": {"status": "DRAFT"},
    }
    for line_id, values in rows.items():
        LineCoupon.objects.create(account=account, line_id=line_id, title=line_id, **({"status": "RUNNING"} | values))
    chat = Chat((Text("Hello"), *[block(line_id) for line_id in (*rows, "nobody knows")]))

    with clock.fixed(NOW):
        found = chats.of_account(Line(account), chat)
        at_launch = unfinished("", Chat((block("over"),)), channel_name="line:kahvila")

    places = {list(rows)[int(one.field.split(".")[1]) - 2]: one.sentence for one in found}
    assert list(places) == ["over", "closed", "closing", "gone", "draft"]
    assert "is over" in places["over"]
    assert "“gone”" in places["gone"]
    assert [one.sentence for one in at_launch] == [places["over"]]
