"""`POST /api/rewards/offers/9/places`, the short way: when an offer opens, everybody asks in the same minute."""

import re
from typing import Annotated

import msgspec
from django.core.serializers.json import DjangoJSONEncoder

from polku.act.rewards.offers.take import NOT_SEEN, Refused
from polku.act.rewards.offers.words import REFUSALS
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.desk import Desk
from polku.doors.ingest.placed import Ask, Theirs, placed
from polku.doors.ingest.short_way import App, Headers, Scope, ShortWay, token_in
from polku.kit import clock, ids

ADDRESS = re.compile(r"/api/rewards/offers/([1-9][0-9]{0,17})/places\Z")


class PlaceGiven(msgspec.Struct, forbid_unknown_fields=True):
    """As the API's form has it; whatever differs goes the long way."""

    person: Annotated[str, msgspec.Meta(max_length=40)]


_json = DjangoJSONEncoder()  # as the pages write instants
_read = msgspec.json.Decoder(PlaceGiven).decode


class Places(ShortWay[Ask, Theirs | Refused]):
    def __init__(self, pages: App, *, crowd: Crowd) -> None:
        super().__init__(pages, Desk("places", placed), crowd=crowd)

    def asked(self, scope: Scope, headers: Headers, body: bytes) -> Ask | None:
        token, address = token_in(headers), ADDRESS.match(scope["path"])
        try:
            number = ids.number(_read(body).person)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return Ask(token, int(address[1]), number) if token and address and number is not None else None

    def said(self, outcome: Theirs | Refused) -> tuple[int, object]:
        if isinstance(outcome, Refused):
            status = 404 if outcome.word == NOT_SEEN else 409
            return status, {"error": {"code": outcome.word, "sentence": str(REFUSALS[outcome.word])}}
        return 200, {
            "program": outcome.place.program_id,
            "person": ids.public(outcome.profile),
            "state": outcome.place.state,
            "at": _json.default(clock.from_ms(outcome.place.at_ms)),
        }
