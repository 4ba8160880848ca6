"""Who meets a rule."""

import pytest

from polku.kit import clock, ids
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Identity, Profile
from polku.know.rules import ask
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
BOUGHT = "Order Completed"


@pytest.fixture
def shoppers(live):
    live("devi", {"city": "Tokyo", "age": 30, "vip": True, "tags": ["tea", "Cake"]}, {BOUGHT: [1, 29, 31]})
    live("emile", {"city": "tokyo", "age": 30.5, "address": {"city": "Lyon"}, "sizes": [38, 40]}, {BOUGHT: [2]})
    live("fumi", {"city": "Osaka", "vip": False, "tags": []}, {"Message Opened": [1]})
    live("silent")


RULES = [
    ({"did": BOUGHT}, ["devi", "emile"]),
    ({"did": BOUGHT, "within": "30d", "count": {"gte": 2}}, ["devi"]),
    ({"did": BOUGHT, "count": {"gte": 3}}, ["devi"]),
    ({"did": BOUGHT, "count": {"eq": 1}}, ["emile"]),
    ({"did": BOUGHT, "count": {"lte": 1}}, ["emile", "fumi", "silent"]),
    ({"did": BOUGHT, "count": {"eq": 0}}, ["fumi", "silent"]),
    ({"did": BOUGHT, "count": {"gte": 0}}, ["devi", "emile", "fumi", "silent"]),
    ({"did": BOUGHT, "within": "36h"}, ["devi"]),
    ({"did": "Never Heard Of"}, []),
    ({"not": {"did": "Never Heard Of"}}, ["devi", "emile", "fumi", "silent"]),
    ({"not": {"did": BOUGHT, "within": "36h"}}, ["emile", "fumi", "silent"]),
    ({"not": {"not": {"did": BOUGHT}}}, ["devi", "emile"]),
    ({"all": [{"did": BOUGHT}, {"not": {"trait": "city", "op": "is", "value": "Osaka"}}]}, ["devi", "emile"]),
    ({"any": [{"did": "Message Opened"}, {"did": BOUGHT, "count": {"gte": 2}}]}, ["devi", "fumi"]),
    ({"all": []}, ["devi", "emile", "fumi", "silent"]),
    ({"any": []}, []),
    ({"not": {"any": []}}, ["devi", "emile", "fumi", "silent"]),
    ({"trait": "city", "op": "is", "value": "Tokyo"}, ["devi", "emile"]),
    ({"trait": "city", "op": "is", "value": "Tokyo", "exact": True}, ["devi"]),
    ({"trait": "city", "op": "in", "value": ["OSAKA", "Pune"]}, ["fumi"]),
    ({"trait": "city", "op": "exists"}, ["devi", "emile", "fumi"]),
    ({"not": {"trait": "city", "op": "exists"}}, ["silent"]),
    ({"trait": "city", "op": "is", "value": ""}, []),
    ({"trait": "address.city", "op": "is", "value": "Lyon"}, ["emile"]),
    ({"trait": "address", "op": "exists"}, ["emile"]),
    ({"trait": "age", "op": "is", "value": 30}, ["devi"]),
    ({"trait": "age", "op": "is", "value": 30.5}, ["emile"]),
    ({"trait": "age", "op": "is", "value": "30"}, ["devi"]),
    ({"trait": "vip", "op": "is", "value": True}, ["devi"]),
    ({"trait": "vip", "op": "is", "value": False}, ["fumi"]),
    ({"trait": "tags", "op": "is", "value": "TEA"}, ["devi"]),
    ({"trait": "tags", "op": "in", "value": ["x", "cake"]}, ["devi"]),
    ({"trait": "tags", "op": "is", "value": "cake", "exact": True}, []),
    ({"trait": "sizes", "op": "is", "value": 40}, ["emile"]),
    ({"trait": "nobody has this", "op": "is", "value": "x"}, []),
]


@pytest.mark.usefixtures("noon")
def test_who_meets_each_rule(shoppers, who):
    assert [(rule, who(rule)) for rule, _ in RULES] == RULES


@pytest.mark.usefixtures("noon")
def test_both_ends_of_a_window_belong_to_it(live, who):
    millisecond = 1 / 86_400_000
    live("at its start", did={BOUGHT: [30]})
    live("a millisecond before", did={BOUGHT: [30 + millisecond]})
    live("now", did={BOUGHT: [0]})
    live("a millisecond from now", did={BOUGHT: [-millisecond]})

    assert who({"did": BOUGHT, "within": "30d"}) == ["at its start", "now"]


@pytest.mark.usefixtures("noon")
def test_what_was_done_under_several_identities_counts_together(live, who):
    live("devi", did={BOUGHT: [1]})
    live("her phone", did={BOUGHT: [2]})
    devi, phone = (ids.identity_id("user_id", name) for name in ("devi", "her phone"))
    twice = {"did": BOUGHT, "count": {"gte": 2}}
    assert who(twice) == []
    Profile.objects.filter(id=phone).delete()
    Identity.objects.filter(id=phone).update(profile_id=devi)
    Changed.objects.update_or_create(id=phone, defaults={"at_seq": 9})

    assert who(twice) == ["devi"]
    assert who({"did": BOUGHT, "count": {"eq": 1}}) == []
    assert who({"did": BOUGHT}) == ["devi"]


HOSTILE = [
    "'; DROP TABLE people; --",
    "a`b",
    'a"b',
    "a\\",
    "{p0:String}",
    "%(x)s",
    "%s",
    "名前.🏠",
    "a b\nc",
    "x' OR 1=1 --",
    "*/ 1 /*",
    "city^",
    "String`:",
]


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_rule_holds_stays_a_value(text, live, who):
    live("devi", {text: text} if "." not in text else {"名前": {"🏠": text}}, {text: [1]})
    live("emile", {"city": "x"})

    assert who({"trait": text, "op": "is", "value": text}) == ["devi"]
    assert who({"trait": text, "op": "exists"}) == ["devi"]
    assert who({"trait": text, "op": "in", "value": [text, "y"]}) == ["devi"]
    assert who({"did": text}) == ["devi"]


@pytest.mark.usefixtures("noon")
def test_of_one_person_it_can_be_asked_whether_she_is_among_them(shoppers, who):
    assert who({"did": BOUGHT}) == ["devi", "emile"]

    everybody = ("devi", "emile", "fumi", "silent")
    among = [name for name in everybody if ask.finds({"did": BOUGHT}, NOON, ids.identity_id("user_id", name))]

    assert among == ["devi", "emile"]


def test_an_address_is_known_also_where_it_is_only_a_name(columns, log_events, carry_on):
    log_events({"type": "track", "event": "Order Completed", "identity": ["email", "fumi@shop.example"]})
    log_events({"type": "identify", "userId": "emile", "traits": {"name": "Emile"}})
    carry_on()
    while people_columns.sync():
        pass

    known = ask.people({"trait": "email", "op": "exists"}, clock.now())

    assert list(Profile.objects.filter(id__in=known).values_list("email", flat=True)) == ["fumi@shop.example"]
