"""Letters about coming in: one at a time, each with a link that is made only now."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import linebreaks, urlize
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams import rights
from polku.know.teams.access import guesses, invitations, letters, recovery, sign_ins
from polku.know.teams.access.models import Letter
from polku.know.teams.access.problems import LinkOver
from polku.know.teams.begin import the_team
from polku.say.channels.email import system

log = logging.getLogger(__name__)


def tick(now: datetime) -> int:
    """Write the letter that is due first. 0 when none is."""
    letter = letters.claim(now)
    if letter is None:
        return 0
    with translation.override(letter.language):
        told = _written(letter, now=now)
        if told is None:
            letters.settle(letter, is_sent=False, now=now)
            return 1
        try:
            subject, text = told
            system.send_now(letter.email, " ".join(subject.split()), text, _html(text))
        except system.NotSetUp as problem:
            letters.fail(letter, str(problem), now=now, is_over=True)
        except system.NotSent as problem:
            log.warning("a letter (%s) was not sent: %s", letter.kind, problem)
            letters.fail(letter, str(problem), now=now, is_over=not problem.trouble.is_temporary)
        else:
            letters.settle(letter, is_sent=True, now=now)
    return 1


def tidy(now: datetime) -> int:
    """Forget wrong guesses of days ago, letters that were written, and sign-ins that have long been over."""
    guesses.forget_old(clock.to_ms(now))
    letters.forget_old(now)
    sign_ins.forget_old(now)
    return 0


def _written(letter: Letter, *, now: datetime) -> tuple[str, str] | None:
    """Subject and text; None where nobody is to get one."""
    return _invitation(letter) if letter.kind == Letter.INVITATION else _recovery(letter, now=now)


def _invitation(letter: Letter) -> tuple[str, str] | None:
    asked = letter.invitation
    if asked is None:
        return None
    try:
        link = _address("invitation", invitations.renew(asked))
    except LinkOver:
        return None
    words = {
        "team": the_team().name,
        "who": " ".join(str(asked.invited_by or "").split()),
        "role": rights.role_name(asked.role),
    }
    subject = _("%(who)s invites you to %(team)s") % words
    text = _(
        "Hello,\n\n%(who)s invites you to join %(team)s as %(role)s. Follow this link and choose a password:\n\n"
        "%(link)s\n\nThe link works once, within seven days. If you do not know what this is about, you need not do"
        " anything.\n"
    )
    return subject, text % (words | {"link": link})


def _recovery(letter: Letter, *, now: datetime) -> tuple[str, str] | None:
    token = recovery.link_for(letter.email, now=now)
    if token is None:
        return None
    words = {"team": the_team().name, "link": _address("recovery choice", token)}
    subject = _("A new password for %(team)s") % words
    text = _(
        "Hello,\n\nsomebody, most likely you, has asked for a new password at %(team)s. Follow this link and choose"
        " one:\n\n%(link)s\n\nThe link works once, for an hour. If it was not you, you need not do anything: your"
        " password stays as it is.\n"
    )
    return subject, text % words


def _address(page: str, token: str) -> str:
    return settings.BASE_URL + reverse(page, args=[token])


def _html(text: str) -> str:
    """The same words, with a link that can be followed."""
    return f"<!doctype html><meta charset=utf-8>{linebreaks(urlize(text, autoescape=True), autoescape=False)}"
