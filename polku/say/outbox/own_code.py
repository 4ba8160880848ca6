"""The letter with the code by which somebody signs in to their own pages."""

from django.utils.translation import gettext as _

from polku.say.channels.email.system import send_now


def send_own_code(email: str, *, code: str, is_known: bool, team: str) -> None:
    """In the language of the moment. A letter goes out in any case: only its reader learns whether we know them.

    Raises EmailError.
    """
    if is_known:
        subject = _("Your code for {team}: {code}").format(team=team, code=code)
        text = _(
            "Hello,\n\n"
            "somebody, hopefully you, wants to see your coupons and cards at {team}.\n"
            "If it was you, type this code on the page where you began:\n\n"
            "{code}\n\n"
            "It is good for ten minutes. Tell it to nobody. If it was not you, do nothing: nobody will see anything."
        ).format(team=team, code=code)
    else:
        subject = _("Your pages at {team}").format(team=team)
        text = _(
            "Hello,\n\n"
            "somebody, hopefully you, wanted to see their coupons and cards at {team} by this address.\n"
            "We know no single customer by it. Perhaps you gave us another address; please ask in the shop.\n\n"
            "If it was not you, do nothing."
        ).format(team=team)
    send_now(email, subject, text)
