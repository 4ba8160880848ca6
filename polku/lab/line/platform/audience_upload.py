"""Audiences of user ids: by JSON, ten thousand at a time, or by file."""

from typing import Any

from polku.lab.line.platform.audience_names import named, no
from polku.lab.line.platform.multipart import parts
from polku.lab.line.targeting.audiences import AT_ONCE, LIFE_S, MOST, Audience, Audiences
from polku.lab.line.user_ids import FORM, Numbers
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

IDS_JSON, IDS_FILE = 10_000, 1_500_000


def make(call: Call) -> Answer:
    ids = [str(one.get("id", "")) for one in call.json.get("audiences") or []]
    return _made(call, call.json, ids, most=IDS_JSON)


def make_by_file(call: Call) -> Answer:
    said = parts(call)
    return _made(call, said, said["file"].split(), most=IDS_FILE)


def add(call: Call) -> Answer:
    ids = [str(one.get("id", "")) for one in call.json.get("audiences") or []]
    return _added(call, call.json, ids, most=IDS_JSON)


def add_by_file(call: Call) -> Answer:
    said = parts(call)
    return _added(call, said, said["file"].split(), most=IDS_FILE)


def _made(call: Call, said: dict[str, Any], ids: list[str], *, most: int) -> Answer:
    audiences = call.account.shelf(Audiences)
    description = named(call, said.get("description"))
    if len(audiences.known) >= MOST:
        raise no("AUDIENCE_GROUP_COUNT_MAX_OVER")
    numbers = _numbers(call, ids, most=most)
    made = audiences.make("UPLOAD", description, created_ms=call.world.clock.now_ms())
    _fill(call, made, numbers, said)
    return told(
        {
            "audienceGroupId": made.id,
            "createRoute": "MESSAGING_API",
            "type": "UPLOAD",
            "description": made.description,
            "created": made.created_ms // 1_000,
            "permission": "READ_WRITE",
            "expireTimestamp": made.created_ms // 1_000 + LIFE_S,
            "isIfaAudience": False,
        },
        202,
    )


def _added(call: Call, said: dict[str, Any], ids: list[str], *, most: int) -> Answer:
    found = call.account.shelf(Audiences).known.get(int(said.get("audienceGroupId") or 0))
    if found is None or found.kind != "UPLOAD":
        raise no("AUDIENCE_GROUP_NOT_FOUND")
    if not ids:
        raise no("UPLOAD_AUDIENCE_GROUP_NO_VALID_AUDIENCE_IDS")
    if found.busy(call.world.clock.patience_s()) >= AT_ONCE:
        raise Refused(429, "The number of concurrent operations on the audience has been exceeded")
    _fill(call, found, _numbers(call, ids, most=most), said)
    return Answer(202, b"")


def _fill(call: Call, audience: Audience, numbers: Numbers, said: dict[str, Any]) -> None:
    if len(numbers):
        clock = call.world.clock
        why = str(said.get("uploadDescription") or "")
        audience.add(numbers, description=why, created_ms=clock.now_ms(), patience_s=clock.patience_s())


def _numbers(call: Call, ids: list[str], *, most: int) -> Numbers:
    """One id out of form refuses all; ids of nobody here are passed over."""
    if len(ids) > most:
        raise no("UPLOAD_AUDIENCE_GROUP_TOO_MANY_AUDIENCE_IDS")
    if not all(map(FORM.fullmatch, ids)):
        raise no("UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT")
    numbers = call.account.ids.numbers(ids)
    chosen: Numbers = numbers[(numbers >= 0) & (numbers < call.world.people)]
    return chosen


ENDPOINTS = [
    endpoint("POST", "/v2/bot/audienceGroup/upload", make),
    endpoint("PUT", "/v2/bot/audienceGroup/upload", add),
    endpoint("POST", "/v2/bot/audienceGroup/upload/byFile", make_by_file, takes_files=True),
    endpoint("PUT", "/v2/bot/audienceGroup/upload/byFile", add_by_file, takes_files=True),
]
