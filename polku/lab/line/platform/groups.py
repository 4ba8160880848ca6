"""Groups and rooms that the account is in."""

from polku.lab.line.groups import Groups
from polku.lab.line.paging import page
from polku.lab.line.platform.people import number_of, shown
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

SHOWN = 100


def summary(call: Call) -> Answer:
    _members(call)
    group_id = call.params["groupId"]
    return told({"groupId": group_id, "groupName": call.account.shelf(Groups).names[group_id]})


def count(call: Call) -> Answer:
    return told({"count": len(_members(call))})


def ids(call: Call) -> Answer:
    if not call.account.is_verified:
        raise Refused(403, "Access to this API is not available for your account")
    numbers, more = page(call, sorted(_members(call)), size=SHOWN)
    return told({"memberIds": [call.account.ids.of(number) for number in numbers], **more})


def member(call: Call) -> Answer:
    number = number_of(call)
    if number not in _members(call):
        raise Refused(404, "Not found")
    return told(shown(call, number))


def leave(call: Call) -> Answer:
    _members(call)
    del call.account.shelf(Groups).members[_id(call)]
    return Answer()


def _members(call: Call) -> set[int]:
    members = call.account.shelf(Groups).members.get(_id(call))
    if members is None:
        raise Refused(404, "Not found")
    return members


def _id(call: Call) -> str:
    return call.params.get("groupId") or call.params["roomId"]


ENDPOINTS = [
    endpoint("GET", "/v2/bot/group/{groupId}/summary", summary),
    *(
        row
        for kind in ("group", "room")
        for row in (
            endpoint("GET", f"/v2/bot/{kind}/{{{kind}Id}}/members/count", count),
            endpoint("GET", f"/v2/bot/{kind}/{{{kind}Id}}/members/ids", ids),
            endpoint("GET", f"/v2/bot/{kind}/{{{kind}Id}}/member/{{userId}}", member),
            endpoint("POST", f"/v2/bot/{kind}/{{{kind}Id}}/leave", leave),
        )
    ),
]
