"""What goes wrong is told in words and tried again; what is live stays so meanwhile."""

from datetime import timedelta

import pytest

from polku.know.segments.models import Segment
from polku.lab.line.faults.fault import Faults
from polku.lab.line.platform import audience_upload
from polku.lab.line.world import World
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.problems import CODES, SENTENCES, AudienceTrouble, told
from polku.say.channels.line.audiences.write import switch_on, sync_now
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.audiences.conftest import NOW, at_line, people_at_line, run

LATER = NOW + timedelta(minutes=10)


@pytest.mark.parametrize("fault", ["error", "error_after", "cut", "cut_after", "rate", "concurrent"])
def test_passing_trouble_costs_nothing(world: World, account: LineAccount, friends: Segment, fault: str) -> None:
    world.shelf(Faults).order(fault, endpoint="* /v2/bot/audienceGroup*", count=3, status=500)
    row = switch_on(account, friends, by=None)

    run(world)
    first = LineAudience.objects.get(pk=row.pk)
    run(world, LATER)

    row.refresh_from_db()
    assert (people_at_line(world), list(at_line(world))) == ([list(range(7))], [row.live_id])
    assert row.trouble == ""
    assert first.trouble == "" or told(first.trouble)


def test_where_line_keeps_no_more_it_says_so_and_the_old_one_stays(
    world: World, account: LineAccount, friends: Segment, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    monkeypatch.setattr(audience_upload, "MOST", 1)
    sync_now(row, by=None)

    run(world, LATER)

    row.refresh_from_db()
    assert list(at_line(world)) == [row.live_id]
    assert told(row.trouble).startswith("LINE keeps no more than")


def test_a_refused_token_stands_in_words_and_is_not_asked_for_all_the_time(
    world: World, account: LineAccount, friends: Segment
) -> None:
    world.shelf(Faults).order("token", endpoint="* /v2/bot/audienceGroup*", count=1_000)
    row = switch_on(account, friends, by=None)

    run(world)

    row.refresh_from_db()
    assert told(row.trouble).startswith("LINE does not accept this channel’s id, secret or token")
    assert (row.tries, row.state) == (1, "idle")


def test_an_account_that_is_stopped_is_left_alone(world: World, account: LineAccount, friends: Segment) -> None:
    row = switch_on(account, friends, by=None)
    LineAccount.objects.update(stopped_at=NOW)

    run(world)

    row.refresh_from_db()
    assert (row.run, at_line(world)) == (0, {})


@pytest.mark.parametrize("code", sorted({*CODES.values(), *SENTENCES}))
def test_every_code_has_a_sentence(code: str) -> None:
    sentence = told(AudienceTrouble(code, "400 AUDIENCE_GROUP").reason)

    assert sentence.endswith((".", "400 AUDIENCE_GROUP"))
    assert "{" not in sentence
