"""What a menu's areas told us, as the log knows: by data and by words, of that account and that time."""

from collections.abc import Callable

from polku.learn.reports.line_menu import Taps, taps
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture


def test_taps_are_counted_by_what_they_carry(
    columns: None,
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
) -> None:
    for user in (webhooks.DEVI, webhooks.DEVI, webhooks.FUMI):
        tell(webhooks.event("postback", user=user, postback={"data": "area=1"}))
    tell(webhooks.event("postback", postback={"data": "area=1"}, at_ms=webhooks.NOON_MS - 60_000))  # before
    tell(webhooks.event("postback", postback={"data": "area=1"}), name="other")
    tell(webhooks.text("Where are you?"), webhooks.text("area=1"))
    carry_on()

    found = taps(
        [
            {"type": "postback", "data": "area=1"},
            {"type": "uri", "uri": "https://kahvila.example"},
            {"type": "message", "text": "Where are you?"},
            {"type": "richmenuswitch", "richMenuAliasId": "b", "data": "tab=b"},
        ],
        channel="line:kahvila",
        since_ms=webhooks.NOON_MS,
        until_ms=webhooks.NOON_MS + 60_000,
    )

    assert found == [Taps(3, 2), None, Taps(1, 1), Taps(0, 0)]
