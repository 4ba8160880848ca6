"""Pictures that people sent, for the pages of the two who can see them."""

from polku.lab.line.media import Media
from polku.lab.line.web.call import Answer, Call, Refused
from polku.lab.phones.whose import account_of


def media(call: Call) -> Answer:
    found = account_of(call).shelf(Media).get(call.params["message"])
    if found is None:
        raise Refused(404, "There is no such picture")
    headers = [(b"cache-control", b"private, max-age=3600"), (b"content-security-policy", b"default-src 'none'")]
    return Answer(200, found.data, found.media_type.encode(), headers)
