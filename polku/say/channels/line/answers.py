"""What LINE's answers mean. There is no code for it: the status tells most, the words the rest."""

from collections.abc import Mapping
from typing import Any

import msgspec

from polku.kit.net import Answer
from polku.say.channels.line.trouble import DETAIL, Trouble

REQUEST_ID, ACCEPTED_REQUEST_ID = "x-line-request-id", "x-line-accepted-request-id"
ACCEPTED = 409  # "The retry key is already accepted"
COUNTED = "the request body has"  # … 1 error(s)
TO = ("failed to send messages", "'to'", "user id")  # words of a 400 that is about the person


def is_accepted(answer: Answer) -> bool:
    return answer.status < 300 or answer.status == ACCEPTED


def plain(answer: Answer) -> Mapping[str, Any]:
    """The JSON object; empty where there is none."""
    try:
        found = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def said(answer: Answer) -> str:
    """LINE's own words, in one line, with what is wrong where."""
    found = plain(answer)
    details = [one for one in found.get("details") or [] if isinstance(one, dict)]
    parts = [f"{one.get('property', '')}: {one.get('message', '')}".strip(": ") for one in details]
    words = found.get("message") or found.get("error_description") or found.get("error") or ""
    return " ".join(f"{answer.status} {words} {'; '.join(parts)}".split())[:DETAIL]


def is_about_person(answer: Answer) -> bool | None:
    """Of a 400: True where the recipient is what is wrong, False where the messages are, None where nobody can tell."""
    details = [one for one in plain(answer).get("details") or [] if isinstance(one, dict)]
    named = [str(one.get("property", "")) for one in details]
    if any(name.startswith("messages") for name in named):
        return False
    words = said(answer).lower()
    if any(name == "to" or name.startswith("to[") for name in named) or any(word in words for word in TO):
        return True
    return None


def says_nothing(answer: Answer) -> bool:
    """A 400 that only counts errors. Other words are about what was sent, even where validation has let it pass."""
    return str(plain(answer).get("message", "")).lower().startswith(COUNTED)


def refusal(answer: Answer) -> Trouble:
    """What a 4xx other than 401, 409 and 429 means for this message, or a 5xx for the moment."""
    words = said(answer)
    match answer.status:
        case 400 if is_about_person(answer):
            return Trouble("line_user", words, is_temporary=False)
        case 400 | 415 | 422:
            return Trouble("line_content", words, is_temporary=False)
        case 401:
            return Trouble("line_token", words, is_temporary=False)
        case 403:
            return Trouble("line_not_allowed", words, is_temporary=False)
        case 404 | 410:
            return Trouble("line_not_found", words, is_temporary=False)
        case 413:
            return Trouble("line_too_large", is_temporary=False)
        case status if status >= 500:
            return Trouble("line_server", words)
    return Trouble("line_refused", words, is_temporary=False)
