"""Where webhooks go, and the test of it."""

from urllib.parse import urlsplit

from polku.lab.line.counting.days import iso
from polku.lab.line.schema.fields import OWN_MACHINE
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.webhooks.post import Post

REASONS = {0: "COULD_NOT_CONNECT", -1: "REQUEST_TIMEOUT"}


def look(call: Call) -> Answer:
    if not call.account.webhook_url:
        raise Refused(404, "Webhook endpoint not found")
    return told({"endpoint": call.account.webhook_url, "active": call.account.is_webhook_on})


def put(call: Call) -> Answer:
    call.account.webhook_url = _allowed(call.json["endpoint"])
    return Answer()


async def test(call: Call) -> Answer:
    """Sends a request without events, as the console's button does."""
    url = _allowed(call.json["endpoint"]) if call.json.get("endpoint") else call.account.webhook_url
    if not url:
        raise Refused(404, "Webhook endpoint not found")
    status = await call.world.shelf(Post).postman.post(call.account, [], url=url)
    is_good = 200 <= status < 300
    reason = "OK" if is_good else REASONS.get(status, "ERROR_STATUS_CODE")
    said = {"success": is_good, "timestamp": iso(call.world.clock.now_ms()), "statusCode": max(status, 0)}
    return told(said | {"reason": reason, "detail": "200" if is_good else str(max(status, 0) or reason)})


def _allowed(url: str) -> str:
    """https; http on the own machine only, which LINE would not take."""
    parts = urlsplit(url)
    if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)) or not parts.netloc:
        raise Refused(400, "Invalid webhook endpoint URL")
    return url


ENDPOINTS = [
    endpoint("GET", "/v2/bot/channel/webhook/endpoint", look),
    endpoint("PUT", "/v2/bot/channel/webhook/endpoint", put),
    endpoint("POST", "/v2/bot/channel/webhook/test", test),
]
