"""Stamp cards over HTTP."""

import pytest

from polku.kit import ids
from polku.know.people.models import Identity
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db


def test_stamps_are_given_and_the_wallet_shows_the_card(noon, get, post, send, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events({"type": "identify", "userId": "devi", "traits": {"first_name": "Devi"}})
    carry_on()
    devi = ids.public(Identity.objects.get().profile_id)
    gift = {"kind": "gift", "gift": "A cup"}
    cup = post("rewards/programs", {"name": "Cup", "terms": {"title": "A cup", "benefit": gift}})["id"]
    ten = {"title": "Ten coffees", "size": 10, "rewards": [{"at": 10, "prize": {"program": cup}}], "welcome": 1}
    card = post("rewards/programs", {"name": "Ten", "kind": "stamps", "terms": ten})["id"]
    given = {"program": card, "people": [devi], "cause": "sorry", "amount": 10}
    assert post("rewards/grants", given)[1]["code"] == "not_live"
    for number in (cup, card):
        send("patch", f"rewards/programs/{number}", {"state": "live"})

    assert post("rewards/grants", given) == {"granted": 1, "without": 0}
    assert post("rewards/grants", given) == {"granted": 0, "without": 1}

    wallet = get(f"people/{devi}/wallet")
    (shown,) = wallet["cards"]
    assert [one["title"] for one in wallet["coupons"]] == ["A cup"]
    assert (shown["stamps"], shown["size"], shown["filled"], shown["ends"]) == (1, 10, 1, None)
    assert shown["terms"]["title"] == "Ten coffees"
    assert post("rewards/grants", given | {"program": cup})[1]["field"] == "amount"
    wrong = post("rewards/programs", {"name": "Ten", "kind": "stamps", "terms": ten | {"size": 0}})
    assert (wrong[0], wrong[1]["field"]) == (422, "terms.size")
