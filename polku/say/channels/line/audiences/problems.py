"""What can go wrong with an audience, each in a sentence; what else LINE says is told as everywhere (trouble.py)."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from polku.kit.net import Answer
from polku.say.channels.line import trouble
from polku.say.channels.line.answers import plain, refusal, said

# By code; `{0}` is what LINE said.
SENTENCES: dict[str, Callable[[], str]] = {
    "audience_no_answer": lambda: _("LINE did not answer ({0}). It is tried again."),
    "audience_segment": lambda: _("Who is in the segment could not be found out: {0}"),
    "audience_full": lambda: _(
        "LINE keeps no more than {0} audiences for this account. Remove some in LINE’s manager, then synchronise again."
    ),
    "audience_slow": lambda: _(
        "LINE has not been ready with it for more than a day. Perhaps it knows nobody of these people. A new one is"
        " made."
    ),
    "audience_gone": lambda: _("LINE does not have this audience any more. A new one is made."),
    "audience_failed": lambda: _("LINE could not make the audience: {0}. A new one is made."),
    "audience_few": lambda: _("LINE could not make the audience: there are too few people in it."),
    "audience_expired": lambda: _("LINE has let this audience expire. A new one is made."),
    "audience_name": lambda: _("LINE does not take the audience’s name ({0}). Give the segment another one."),
    "audience_nobody": lambda: _("LINE found nobody among the people that it was given."),
    "audience_too_many": lambda: _("LINE found too many people in one request ({0})."),
    "audience_form": lambda: _("LINE finds that one of the ids is none of its own. It took none of them."),
    "audience_wrong_bot": lambda: _("This audience belongs to another account: {0}"),
    "audience_country": lambda: _(
        "LINE does not let this account have audiences. Only accounts that were made in Japan, Thailand and Taiwan may:"
        " {0}"
    ),
}

# LINE's own codes, in `details[].message`.
CODES: Mapping[str, str] = {
    "AUDIENCE_GROUP_COUNT_MAX_OVER": "audience_full",
    "AUDIENCE_GROUP_NAME_SIZE_OVER": "audience_name",
    "AUDIENCE_GROUP_NAME_WRONG": "audience_name",
    "AUDIENCE_GROUP_NAME_EMPTY": "audience_name",
    "AUDIENCE_GROUP_NOT_FOUND": "audience_gone",
    "AUDIENCE_GROUP_CAN_NOT_UPLOAD_STATUS_EXPIRED": "audience_expired",
    "AUDIENCE_GROUP_AUDIENCE_INSUFFICIENT": "audience_few",
    "UPLOAD_AUDIENCE_GROUP_NO_VALID_AUDIENCE_IDS": "audience_nobody",
    "UPLOAD_AUDIENCE_GROUP_TOO_MANY_AUDIENCE_IDS": "audience_too_many",
    "UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT": "audience_form",
    "WRONG_BOT_ID": "audience_wrong_bot",
}


class AudienceTrouble(Exception):
    """An audience cannot be made or kept; `is_temporary`: the same request may work a little later."""

    def __init__(self, code: str, detail: str = "", *, is_temporary: bool = False) -> None:
        super().__init__(code, detail)
        self.code = code
        self.reason = f"{code}|{detail}" if detail else code
        self.is_temporary = is_temporary


def of_answer(answer: Answer) -> AudienceTrouble:
    """What LINE's refusal means."""
    details = [one for one in plain(answer).get("details") or [] if isinstance(one, dict)]
    codes = [str(one.get("message", "")) for one in details]
    known = next((CODES[code] for code in codes if code in CODES), "")
    if known:
        return AudienceTrouble(known, said(answer))
    if answer.status == 403:
        return AudienceTrouble("audience_country", said(answer))
    meant = refusal(answer)
    return AudienceTrouble(meant.code, meant.detail, is_temporary=meant.is_temporary)


def told(kept: str) -> str:
    """What a row's `trouble` means; "" for none."""
    code, _bar, detail = kept.partition("|")
    return SENTENCES[code]().format(detail) if code in SENTENCES else trouble.told(kept)
