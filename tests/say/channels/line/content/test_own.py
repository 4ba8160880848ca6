"""What LINE's validation lets pass and its sending refuses is told before the launch."""

import pytest

from polku.say.channels.line.content.own import problems
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.read import chat_of


@pytest.mark.django_db
def test_a_mention_is_no_message_for_one_person():
    account = LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1650000000")
    emoji = {"kind": "emoji", "product_id": "5ac1bfd5040ab15980c9b435", "emoji_id": "001"}
    texts = [{"kind": "text", "text": "{a}", "substitution": {"a": one}} for one in (emoji, {"kind": "mention"})]

    assert [one.field for one in problems(account, chat_of({"blocks": texts}))] == ["blocks.2.text"]
