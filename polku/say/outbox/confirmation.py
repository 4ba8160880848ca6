"""The letter that asks whether somebody has really signed up: the one message for which no consent is needed."""

from django.utils import translation
from django.utils.html import format_html, linebreaks
from django.utils.translation import gettext as _

from polku.know.people.consent import links, sign_up
from polku.know.people.consent.models import ConsentAsked
from polku.say.channels.email.system import EmailError, send_now


def send_question(row: ConsentAsked, *, team: str) -> None:
    """Raises EmailError; the sign-up then counts as not asked, and may be tried again."""
    link = links.confirm_url(row.pk, expires_ms=row.expires_ms)
    with translation.override(row.language or "en"):
        subject = _("Please confirm your sign-up at {team}").format(team=team)
        text = _text(row).format(team=team, link=link)
        label = _("Confirm my sign-up")
    try:
        send_now(row.email, subject, text, _as_html(text, link=link, label=label))
    except EmailError:
        sign_up.not_sent(row)
        raise


def _text(row: ConsentAsked) -> str:
    """Who has agreed to no messages is promised none."""
    if not row.sayings:
        return _(
            "Hello,\n\n"
            "somebody, hopefully you, has signed up with this address at {team}.\n"
            "If it was you, please confirm it here:\n\n"
            "{link}\n\n"
            "If it was not you, do nothing."
        )
    return _(
        "Hello,\n\n"
        "somebody, hopefully you, has signed up with this address for messages from {team}.\n"
        "If it was you, please confirm it here:\n\n"
        "{link}\n\n"
        "If it was not you, do nothing: you will get no messages."
    )


def _as_html(text: str, *, link: str, label: str) -> str:
    """The same with something to press; the address stands below it for whoever cannot."""
    before, _link, after = text.partition(link)
    press = format_html('<p><a href="{}"><b>{}</b></a></p><p><small>{}</small></p>', link, label, link)
    return f"<!doctype html><meta charset=utf-8>{_lines(before)}{press}{_lines(after)}"


def _lines(text: str) -> str:
    return linebreaks(text.strip(), autoescape=True)
