"""The checklist over HTTP: what it says blocks, a launch is refused for with the same sentence."""

import pytest

from polku.know.people import columns as people_columns

pytestmark = pytest.mark.django_db


def test_what_blocks_is_why_a_launch_is_refused(get, post, columns, log_events, carry_on, settings):
    log_events({"type": "identify", "userId": "devi", "traits": {"first_name": "Devi"}})
    carry_on()
    people_columns.sync()
    given = {"name": "Tea", "body": f"Hello {{{{ person.tea }}}} {settings.BASE_URL}/f/nosuch"}
    made = post("campaigns", given | {"audience": {"rule": {"all": []}}})

    told = get(f"campaigns/{made['id']}/checklist")

    assert (told["may_launch"], told["may_plan"]) == (False, False)
    states = [(line["key"], line["state"], line["people"]) for line in told["lines"]]
    wanted = [("links", "blocks", None), ("facts", "blocks", 1)]
    assert [state for state in states if state[0] in ("links", "facts")] == wanted
    assert {key for key, state, _people in states if state == "ok"} == {"name", "audience", "consent"}
    refused = post(f"campaigns/{made['id']}/launch")
    assert (refused[0], refused[1]["sentence"]) == (422, told["lines"][0]["sentence"])
    assert get("campaigns/4711/checklist")[0] == 404


def test_nobody_is_refused_now_but_may_be_planned(get, post, send, columns):
    rule = {"trait": "city", "value": "Oulu"}
    path = f"campaigns/{post('campaigns', {'name': 'Tea', 'body': 'Hello', 'audience': {'rule': rule}})['id']}"

    told = get(f"{path}/checklist")

    assert (told["may_launch"], told["may_plan"]) == (False, True)
    assert post(f"{path}/launch")[1]["sentence"] == "Nobody is in the audience."
