"""The rest of LINE's endpoints: for those who have applied as a corporation, which the lab's accounts have not."""

from polku.lab.line.schema.compile import schema
from polku.lab.line.web.call import Answer, Call, Refused
from polku.lab.line.web.gate import endpoint
from polku.lab.line.web.routes import Route

ELSEWHERE = ("/liff/", "/oauth2/")  # LINE Login's, answered by polku/lab/login


def refuse(_call: Call) -> Answer:
    raise Refused(403, "Access to this API is not available for your account")


def endpoints(known: list[Route]) -> list[Route]:
    """One for each operation of LINE's OpenAPI that nobody else answers."""
    answered = {f"{route.method} {route.template}" for route in known}
    left = [name.split(" ") for name in schema()["operations"] if name not in answered]
    return [endpoint(method, path, refuse) for method, path in left if not path.startswith(ELSEWHERE)]
