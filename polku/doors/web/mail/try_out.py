"""A letter to oneself: the mail as the chosen person would get it, sent through the real mail server."""

from django.utils.translation import gettext as _

from polku.act.campaigns.checklist import tested
from polku.doors.web.mail.items import Given, to_plain
from polku.doors.web.mail.preview import as_read
from polku.doors.web.preview import reading
from polku.know.teams.models import Member
from polku.say.channels.email import system
from polku.say.channels.email.channel import Email
from polku.say.content.blocks import check
from polku.say.content.blocks.read import mail_of
from polku.say.content.problem import BrokenTemplate


def try_out(given: Given, *, subject: str, as_id: str, to: Member, currency: str) -> tuple[bool, str]:
    """Whether it went, and what to say about it."""
    try:
        mail = mail_of(to_plain(given))
        if problems := check.problems(subject, mail):
            return False, problems[0].sentence
        reader = reading(as_id=as_id, query="").reader
        letter = as_read(mail, subject=subject, reader=reader, currency=currency)
        system.send_now(to.email, _("Test: {subject}").format(subject=letter.subject), letter.text, letter.html)
    except BrokenTemplate as broken:
        return False, broken.problem.sentence
    except system.EmailError as problem:
        return False, str(problem)
    tested.note(mail, channel=Email.name, subject=subject, by=to)
    return True, _("A test is on its way to {address}.").format(address=to.email)
