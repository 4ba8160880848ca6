"""Narrowcasts and audiences: whom they reach, in which phases, and where privacy stops them."""

import numpy as np
import pytest

from polku.lab.line import friend_does, looks
from polku.lab.line.account import FRIEND
from polku.lab.line.targeting.attributes import matches
from polku.lab.line.world import World
from tests.lab.line.asking import Lab
from tests.lab.line.test_answers import faults_of

TEXT = {"messages": [{"type": "text", "text": "for some"}]}
FEMALE = {"type": "gender", "oneOf": ["female"]}


def narrowcast(lab, **more):
    return lab.ask("POST", "/v2/bot/message/narrowcast", {**TEXT, **more})


def progress(lab, said):
    address = f"/v2/bot/message/progress/narrowcast?requestId={said.headers['x-line-request-id']}"
    told = lab.ask("GET", address)
    assert faults_of("GET /v2/bot/message/progress/narrowcast", told) == []
    return told.json


def upload(lab, numbers, name="Tea drinkers"):
    request = {"description": name, "audiences": [{"id": lab.user(number)} for number in numbers]}
    said = lab.ask("POST", "/v2/bot/audienceGroup/upload", request)
    assert (said.status, faults_of("POST /v2/bot/audienceGroup/upload", said)) == (202, [])
    return said.json["audienceGroupId"]


def audience(group):
    return {"type": "audience", "audienceGroupId": group}


def test_it_waits_sends_and_succeeds(lab):
    said = narrowcast(lab)
    phases = [progress(lab, said)["phase"]]
    for _ in range(2):
        lab.world.clock.jump(2.5)
        phases.append(progress(lab, said)["phase"])

    assert (said.status, phases) == (202, ["waiting", "sending", "succeeded"])
    assert progress(lab, said)["successCount"] == 200
    assert lab.books()["by_way"] == {"narrowcast": 1}
    lab.world.clock.jump(15 * 24 * 3_600)
    gone = lab.ask("GET", f"/v2/bot/message/progress/narrowcast?requestId={said.headers['x-line-request-id']}")
    assert gone.status == 404


def test_while_it_runs_its_whole_reach_is_kept_back_from_the_quota(lab):
    lab.account.quota = 250
    said = narrowcast(lab)

    assert (
        lab.multicast([lab.user(number) for number in range(51)]).json["message"]
        == "You have reached your monthly limit."
    )
    lab.world.clock.jump(10)
    progress(lab, said)
    assert lab.multicast([lab.user(number) for number in range(50)]).status == 200
    assert narrowcast(lab).status == 429


def test_as_many_as_the_quota_has_left_or_none(lab):
    lab.account.quota = 150
    none = narrowcast(lab, limit={"upToRemainingQuota": True, "forbidPartialDelivery": True})
    some = narrowcast(lab, limit={"upToRemainingQuota": True})
    lab.world.clock.jump(10)

    assert progress(lab, none)["errorCode"] == 5
    assert progress(lab, some)["successCount"] == 150
    assert narrowcast(lab, limit={"forbidPartialDelivery": True}).status == 400


def test_an_own_audience_of_few_is_reached_and_others_of_few_are_not(lab):
    group = upload(lab, range(5))
    assert narrowcast(lab, recipient=audience(group)).status == 400  # not ready
    lab.world.clock.jump(6)
    own = narrowcast(lab, recipient=audience(group))
    filtered = narrowcast(lab, recipient=audience(group), filter={"demographic": FEMALE})
    lab.world.clock.jump(10)

    assert (progress(lab, own)["successCount"], progress(lab, filtered)["errorCode"]) == (5, 2)


def test_operators_combine_audiences_and_earlier_narrowcasts(lab):
    first, second = upload(lab, range(100), "a"), upload(lab, range(50, 160), "b")
    lab.world.clock.jump(6)
    both = {"type": "operator", "and": [audience(first), audience(second)]}
    neither = {"type": "operator", "not": {"type": "operator", "or": [audience(first), audience(second)]}}
    said = [narrowcast(lab, recipient=one) for one in (both, neither)]
    lab.world.clock.jump(10)
    told = [progress(lab, one) for one in said]
    again = {"type": "redelivery", "requestId": said[0].headers["x-line-request-id"]}
    repeated = narrowcast(lab, recipient=again)
    lab.world.clock.jump(10)

    assert [one["successCount"] for one in told] == [50, 40]
    assert progress(lab, repeated).get("successCount") == 50
    assert narrowcast(lab, recipient={"type": "redelivery", "requestId": "unknown"}).status == 400
    assert narrowcast(lab, recipient={"type": "operator", "and": []}).status == 400


def test_attributes_are_for_accounts_with_a_hundred_friends():
    few = Lab(World(seed=3, friends=99))

    assert narrowcast(few, filter={"demographic": FEMALE}).status == 403


@pytest.mark.parametrize(
    "wanted",
    [
        FEMALE,
        {"type": "age", "gte": "age_20", "lt": "age_30"},
        {"type": "appType", "oneOf": ["ios"]},
        {"type": "area", "oneOf": ["jp_13", "jp_14"]},
        {"type": "subscriptionPeriod", "gte": "day_30"},
    ],
    ids=lambda wanted: wanted["type"],
)
def test_attributes_find_some_and_their_opposite_finds_others_but_nobody_unknown(lab, wanted):
    found = matches(lab.world, lab.account, wanted)
    others = matches(lab.world, lab.account, {"type": "operator", "not": wanted})

    assert 0 < found.sum() < len(found)
    assert not (found & others).any()
    assert (found | others).all() == (wanted["type"] == "subscriptionPeriod")


def test_people_cannot_be_taken_out_of_an_audience_and_one_bad_id_refuses_all(lab):
    group = upload(lab, range(30))
    more = {"audienceGroupId": group, "audiences": [{"id": lab.user(number)} for number in range(20, 40)]}
    assert lab.ask("PUT", "/v2/bot/audienceGroup/upload", more).status == 202
    bad = lab.ask("PUT", "/v2/bot/audienceGroup/upload", more | {"audiences": [{"id": "bob"}]})
    lab.world.clock.jump(6)
    said = lab.ask("GET", f"/v2/bot/audienceGroup/{group}")

    assert bad.json["details"][0]["message"] == "UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT"
    assert (said.json["audienceGroup"]["status"], said.json["audienceGroup"]["audienceCount"]) == ("READY", 40)
    assert faults_of("GET /v2/bot/audienceGroup/{audienceGroupId}", said) == []


def test_a_file_of_ids_makes_an_audience(lab):
    ids = "\n".join(lab.user(number) for number in range(150))
    body = (
        '--xx\r\nContent-Disposition: form-data; name="description"\r\n\r\nAll\r\n'
        '--xx\r\nContent-Disposition: form-data; name="file"; filename="ids.txt"\r\nContent-Type: text/plain\r\n\r\n'
        f"{ids}\r\n--xx--\r\n"
    ).encode()
    kind = {"content-type": "multipart/form-data; boundary=xx"}

    said = lab.ask("POST", "/v2/bot/audienceGroup/upload/byFile", body, headers=kind)
    lab.world.clock.jump(6)
    listed = lab.ask("GET", "/v2/bot/audienceGroup/list?page=1")

    assert said.status == 202
    assert faults_of("GET /v2/bot/audienceGroup/list", listed) == []
    assert [(one["description"], one["audienceCount"]) for one in listed.json["audienceGroups"]] == [("All", 150)]


def test_audiences_of_those_who_saw_or_clicked(lab):
    sent = lab.ask("POST", "/v2/bot/message/broadcast", TEXT)
    sending = lab.account.chats.sendings[-1]
    for number in range(60):
        looks.see(lab.account, number, sending)
    for number in range(10):
        looks.click(lab.account, number, sending, "https://example.com")
    request_id = sent.headers["x-line-request-id"]

    seen = lab.ask("POST", "/v2/bot/audienceGroup/imp", {"description": "Saw", "requestId": request_id})
    clicked = lab.ask("POST", "/v2/bot/audienceGroup/click", {"description": "Clicked", "requestId": request_id})
    again = lab.ask("POST", "/v2/bot/audienceGroup/imp", {"description": "Twice", "requestId": request_id})
    lab.world.clock.jump(6)
    shown = [lab.ask("GET", f"/v2/bot/audienceGroup/{one.json['audienceGroupId']}").json for one in (seen, clicked)]

    assert [one["audienceGroup"]["status"] for one in shown] == ["READY", "FAILED"]
    assert [one["audienceGroup"]["audienceCount"] for one in shown] == [60, 0]
    assert again.json["details"][0]["message"] == "AUDIENCE_GROUP_REQUESTID_DUPLICATE"


def test_those_who_block_meanwhile_are_not_reached(lab):
    said = narrowcast(lab)
    friend_does.block(lab.world, lab.account, 3)
    lab.world.clock.jump(10)

    assert {key: progress(lab, said)[key] for key in ("successCount", "failureCount")} == {
        "successCount": 199,
        "failureCount": 1,
    }
    assert int(np.sum(lab.account.states == FRIEND)) == 199
