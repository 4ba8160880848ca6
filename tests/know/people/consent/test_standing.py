"""What counts of all that somebody said."""

from dataclasses import dataclass

import pytest

from polku.know.people.consent.standing import why_not

NOW_MS = 1_000


@dataclass(frozen=True)
class Line:
    kind: str
    at_ms: int
    channel: str = ""
    topic: str = ""
    purpose: str = "marketing"
    until_ms: int | None = None
    id: int = 1


def why(*said: Line, channel: str = "email", topic: str = "", basis: str = "opt_in") -> str:
    return why_not(said, purpose="marketing", channel=channel, topic=topic, basis=basis, now_ms=NOW_MS)


@pytest.mark.parametrize(("basis", "reason"), [("opt_in", "none"), ("opt_out", ""), ("not_needed", "")])
def test_who_never_said_anything(basis: str, reason: str) -> None:
    assert why(basis=basis) == reason
    assert why(Line("given", 1, purpose="location"), basis=basis) == reason


@pytest.mark.parametrize("basis", ["opt_in", "opt_out", "not_needed"])
def test_a_withdrawal_counts_on_every_basis(basis: str) -> None:
    assert why(Line("given", 1), Line("withdrawn", 2), basis=basis) == "withdrawn"


def test_the_newer_wins_and_at_the_same_instant_the_withdrawal() -> None:
    assert why(Line("withdrawn", 1), Line("given", 2)) == ""
    assert why(Line("given", 2, id=9), Line("withdrawn", 2, id=1)) == "withdrawn"


def test_a_withdrawal_without_a_channel_covers_all_of_them() -> None:
    said = Line("given", 1, channel="email"), Line("withdrawn", 2)

    assert (why(*said), why(*said, channel="line")) == ("withdrawn", "withdrawn")


def test_a_channel_can_be_given_or_withdrawn_by_itself() -> None:
    given = Line("given", 1, channel="email")
    withdrawn = Line("given", 1), Line("withdrawn", 2, channel="email")

    assert (why(given), why(given, channel="line")) == ("", "none")
    assert (why(*withdrawn), why(*withdrawn, channel="line")) == ("withdrawn", "")


def test_a_withdrawal_without_a_purpose_covers_all_of_them() -> None:
    assert why(Line("given", 1), Line("withdrawn", 2, purpose="")) == "withdrawn"


def test_a_pause_holds_until_it_ends_or_is_ended() -> None:
    given, pause = Line("given", 1), Line("paused", 2, purpose="", until_ms=NOW_MS + 1)

    assert why(given, pause) == "paused"
    assert why(given, pause, basis="not_needed") == ""
    assert why(given, Line("paused", 2, purpose="", until_ms=NOW_MS)) == ""
    assert why(given, pause, Line("resumed", 3, purpose="")) == ""


def test_a_topic_is_refused_by_itself_and_never_gives_the_rest() -> None:
    said = Line("given", 1), Line("withdrawn", 2, topic="offers")

    assert (why(*said, topic="offers"), why(*said, topic="news"), why(*said)) == ("topic", "", "")
    assert why(Line("given", 1, topic="offers"), topic="offers") == "none"
