"""Audiences: of clicks and impressions, looked at, renamed, deleted."""

import numpy as np

from polku.lab.line.looks import Looks
from polku.lab.line.platform.audience_names import named, no
from polku.lab.line.targeting.audiences import LIFE_S, MOST, Audience, Audiences
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.line.web.gate import endpoint

OLDEST_MS = 60 * 24 * 3_600_000


def of_clicks(call: Call) -> Answer:
    return _made(call, "CLICK")


def of_impressions(call: Call) -> Answer:
    return _made(call, "IMP")


def one(call: Call) -> Answer:
    found, now_s = _of(call), call.world.clock.patience_s()
    return told({"audienceGroup": found.told(now_s), "jobs": found.jobs_told(now_s)})


def index(call: Call) -> Answer:
    """Newest first; twenty a page."""
    now_s = call.world.clock.patience_s()
    page, size = int(call.asked("page", "1")), min(int(call.asked("size", "20")), 40)
    words, status = call.asked("description").casefold(), call.asked("status")
    found = [
        audience
        for audience in reversed(call.account.shelf(Audiences).known.values())
        if words in audience.description.casefold() and status in ("", audience.status(now_s))
    ]
    return told(
        {
            "audienceGroups": [audience.told(now_s) for audience in found[(page - 1) * size : page * size]],
            "hasNextPage": page * size < len(found),
            "totalCount": len(found),
            "readWriteAudienceGroupTotalCount": len(found),
            "page": page,
            "size": size,
        }
    )


def rename(call: Call) -> Answer:
    found = _of(call)
    found.description = named(call, call.json.get("description"), besides=found.id)
    return Answer()


def delete(call: Call) -> Answer:
    del call.account.shelf(Audiences).known[_of(call).id]
    return Answer()


def _made(call: Call, kind: str) -> Answer:
    audiences, request_id = call.account.shelf(Audiences), call.json.get("requestId", "")
    description = named(call, call.json.get("description"))
    sending = next(
        (one for one in call.account.chats.sendings if one.request_id and one.request_id == request_id), None
    )
    if sending is None or sending.way not in ("broadcast", "narrowcast"):
        raise no("REQUEST_NOT_FOUND")
    if call.world.clock.now_ms() - sending.at_ms > OLDEST_MS:
        raise no("TOO_OLD_MESSAGES")
    if any(one.request_id == request_id and one.kind == kind for one in audiences.known.values()):
        raise no("AUDIENCE_GROUP_REQUESTID_DUPLICATE")
    if len(audiences.known) >= MOST:
        raise no("AUDIENCE_GROUP_COUNT_MAX_OVER")
    looks, url = call.account.shelf(Looks), call.json.get("clickUrl") or ""
    if kind == "IMP":
        people = looks.openers[request_id].people if request_id in looks.openers else set()
    else:
        clicked = [tally for (name, one, _), tally in looks.clicked.items() if name == request_id and url in ("", one)]
        people = set().union(*(tally.people for tally in clicked))
    clock = call.world.clock
    made = audiences.make(kind, description, created_ms=clock.now_ms(), request_id=request_id, click_url=url)
    numbers = np.array(sorted(people), dtype=np.int64)
    made.add(numbers, description="", created_ms=clock.now_ms(), patience_s=clock.patience_s())
    keys = ("audienceGroupId", "type", "description", "created", "requestId", "clickUrl", "createRoute", "permission")
    said = made.told(clock.patience_s())
    return told({key: said[key] for key in keys if key in said} | {"expireTimestamp": said["created"] + LIFE_S}, 202)


def _of(call: Call) -> Audience:
    number = call.params["audienceGroupId"]
    found = call.account.shelf(Audiences).known.get(int(number) if number.isdecimal() else 0)
    if found is None:
        raise no("AUDIENCE_GROUP_NOT_FOUND", 404)
    return found


ENDPOINTS = [
    endpoint("POST", "/v2/bot/audienceGroup/click", of_clicks),
    endpoint("POST", "/v2/bot/audienceGroup/imp", of_impressions),
    endpoint("GET", "/v2/bot/audienceGroup/list", index),
    endpoint("GET", "/v2/bot/audienceGroup/shared/list", index),
    endpoint("GET", "/v2/bot/audienceGroup/shared/{audienceGroupId}", one),
    endpoint("GET", "/v2/bot/audienceGroup/{audienceGroupId}", one),
    endpoint("PUT", "/v2/bot/audienceGroup/{audienceGroupId}/updateDescription", rename),
    endpoint("DELETE", "/v2/bot/audienceGroup/{audienceGroupId}", delete),
]
