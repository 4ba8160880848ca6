"""Through which channel something came and was used: each way once more by hand, and each opens its people."""

import pytest

from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger import grant, use
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.kit import clock
from polku.know.people.models import Identity
from polku.learn.reports.rewards.came.count import by_giver_and_channel, by_use
from polku.learn.reports.rewards.people import count, people
from polku.say.outbox.models import Message
from tests.conftest import NOON
from tests.learn.reports.conftest import known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS = clock.to_ms(NOON)
# Who gave it, under which cause; and through what it came.
WAYS = [
    ("member:3", "{pk}/giving:1", "hand"),
    ("member:3", "{pk}/till/member:3/k1", "till"),
    ("key:2", "{pk}/till/key:2/k2", "till"),
    ("key:2", "{pk}/till/member:3/forged", "api"),
    ("key:2", "{pk}/referral:9:friend", "api"),
    ("", "{pk}/referral:9:friend", "friend"),
    ("", "{pk}/rank/5/gold/1", "rank"),
    ("", "{pk}/event", "event:Friend Added|Signed Up"),
    ("member:3", "{pk}/prize/0/stamp/0/4/till/member:3/k3", "card"),
    ("own", "{pk}/spent/12", "points"),
    ("customer", "{pk}/2026-11-23", "own"),
    ("import", "{pk}/old", "import"),
    ("", "{pk}/order/abc/1", "order"),
    ("", "{pk}/anything", ""),
]


@pytest.fixture
def program():
    row = Program.objects.create(kind="coupon", name="Tea", currency="EUR", state="live")
    Terms.objects.create(program=row, number=1, terms={"given_on": ["Signed Up", "Friend Added"]})
    return row


def give(program, name, cause, by):
    who = known(name)
    grant.grant(program.terms.get(), [who], cause.format(pk=program.pk), grant.Given(1, by=by), now_ms=NOW_MS)
    return who


def wrote(campaign, name, channel, *, at_ms=1, state="sent"):
    about = {"cause": f"campaign:{campaign.pk}/{at_ms}", "identity_id": known(name), "campaign_id": campaign.pk}
    Message.objects.create(**about, channel=channel, state=state, due_ms=0, asked_ms=at_ms, settled_ms=at_ms)


def opened(program, kind, by, key):
    found = {line.identity for line in people(program, kind, by=by, key=key, now=NOON)}
    assert len(found) == count(program, kind, by=by, key=key, now=NOON)
    return found


def test_by_whom_and_why_say_how_it_came(program):
    whose = {}
    for nth, (by, cause, key) in enumerate(WAYS):
        whose.setdefault(key, set()).add(give(program, f"p{nth}", cause, by))

    nobody = {"identity_id": 0, "cause": "shared", "by": "key:2"}  # a code that everybody shows
    Movement.objects.create(program_id=program.pk, terms=1, kind="grant", amount=1, at_ms=NOW_MS, **nobody)

    found = {part.key: part for part in by_giver_and_channel(program)[1]}

    assert {key: part.people for key, part in found.items()} == {key: len(who) for key, who in whose.items()}
    assert sum(part.given for part in found.values()) == len(WAYS) + 1
    assert all(opened(program, "given", "came", key) == who for key, who in whose.items())


def test_uses_say_through_what_they_came(program):
    ways = [
        ("member:3", "use/till/member:3/a", "till"),
        ("key:2", "use/2/b", "api"),
        ("own", "burn/c", "own"),
        ("", "card/d", ""),
    ]
    whose = {}
    for nth, (by, cause, key) in enumerate(ways):
        who = give(program, f"p{nth}", "{pk}/g", "member:3")
        use.use(program, Lot.objects.get(identity_id=who), use.Use(cause, 1, 300, "EUR", "", by), now_ms=NOW_MS)
        whose[key] = {who}
    undone = Movement.objects.get(cause="use/2/b")
    use.undo(program, undone, cause="undo", now_ms=NOW_MS)

    found = {part.key: (part.used, part.people, part.minor) for part in by_use(program)}

    assert found == dict.fromkeys(("till", "own", ""), (1, 1, 300))
    assert all(opened(program, "used", "through", key) == whose[key] for key in found)


@pytest.mark.parametrize("has_several", [False, True])
def test_a_campaign_is_the_channel_by_which_each_was_written_to(program, has_several):
    """One by e-mail, one that has gone by LINE to some; who has several messages counts by the last that was sent."""
    first, second = (Campaign.objects.create(name=n, body="x", channel="email", rule={"all": []}) for n in "ab")
    expected = {"channel:email": set(), "channel:line": set(), "channel:": set()}
    for name in ("a", "b", "c"):
        expected["channel:email"].add(give(program, name, f"{{pk}}/campaign:{first.pk}", f"campaign:{first.pk}"))
        wrote(first, name, "email")
    for name in ("c", "d", "e", "f"):
        who = give(program, name, f"{{pk}}/campaign:{second.pk}", f"campaign:{second.pk}")
        by_line = has_several and name in "de"
        expected["channel:line" if by_line else "channel:" if has_several and name == "f" else "channel:email"].add(who)
        if name != "f":
            wrote(second, name, "line" if by_line else "email", at_ms=2)
    if has_several:
        wrote(second, "d", "email", at_ms=3, state="failed")
        Identity.objects.filter(value="e").update(profile_id=known("d"))  # as it turns out
        expected["channel:line"] = {known("d")}
    lots = Lot.objects.filter(identity_id__in=[known("c"), known("d")]).order_by("pk")
    for lot in lots:
        use.use(program, lot, use.Use(f"u{lot.pk}"), now_ms=NOW_MS)

    found = {part.key: part for part in by_giver_and_channel(program)[1]}

    assert {key: part.people for key, part in found.items()} == {k: len(w) for k, w in expected.items() if w}
    assert sum(part.given for part in found.values()) == 7
    assert sum(part.used for part in found.values()) == len(lots) == 3
    for key in found:
        assert {_person(one) for one in opened(program, "given", "came", key)} == {_person(w) for w in expected[key]}
        assert opened(program, "used", "came", key) <= opened(program, "given", "came", key)


def _person(identity):
    return Identity.objects.get(pk=identity).profile_id
