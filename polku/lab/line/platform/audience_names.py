"""Names of audiences, and refusals as the audience endpoints word them: by a code."""

from polku.lab.line.schema.fields import too_long
from polku.lab.line.targeting.audiences import Audiences
from polku.lab.line.web.call import Call, Refused


def no(code: str, status: int = 400) -> Refused:
    return Refused(status, "The request body has 1 error(s)", [{"message": code, "property": ""}])


def named(call: Call, name: object, *, besides: int = 0) -> str:
    """The name, if it can be had. Capital and small letters are alike; `besides`: the audience that has it already."""
    if not isinstance(name, str) or not name:
        raise no("AUDIENCE_GROUP_NAME_EMPTY")
    if too_long(name, most=120, counter="units"):
        raise no("AUDIENCE_GROUP_NAME_SIZE_OVER")
    if any(ord(sign) < 32 for sign in name):
        raise no("AUDIENCE_GROUP_NAME_WRONG")
    known = call.account.shelf(Audiences).known.values()
    if any(one.description.casefold() == name.casefold() and one.id != besides for one in known):
        call.notes.append("another audience has the same name")
    return name
