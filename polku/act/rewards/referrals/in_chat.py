"""A friend's code in a message on LINE: whoever adds the shop there says by it who brought them.

LINE's follow does not tell where somebody comes from; a link can lay a message out for them to send. Heeded is what
LINE itself has told, and what is said to the account alone.
"""

import re

from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.prize_names import name_of
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.terms import read
from polku.kit.amounts import money
from polku.know.events.event import Event
from polku.know.people.claims import read_object
from polku.know.teams.own_doors import known_source_of
from polku.say.outbox.line_answer import answer, is_fresh

# Sixteen letters and digits, in fours or in one; words of four letters may stand before them.
CODE = re.compile(r"(?<![^\W_])(?=((?:[^\W_]{4}[ -]?){3}[^\W_]{4})(?![^\W_]))")
LONGEST = 400


def code_in(event: Event) -> str:
    """ "" where none is said."""
    said = read_object(bytes(event.given.properties))
    text = said.get("text")
    if event.identity[0] != "line" or not isinstance(text, str) or "group_id" in said or "room_id" in said:
        return ""
    codes = [found[1] for found in CODE.finditer(text[:LONGEST]) if link.is_code(found[1])]
    return codes[0] if codes and event.source == known_source_of("line") else ""


def thank(event: Event, program: Program) -> None:
    """That they are noted, in their language, once for each message. Within the caller's transaction."""
    if is_fresh(event):
        name = str(read_object(bytes(event.given.properties)).get("channel", "")).removeprefix("line:")
        answer(event, f"referral-line:{event.id}", lambda _account: _thanks(program), name=name)


def _thanks(program: Program) -> str:
    """In the language that is spoken now."""
    terms = read(latest(program).terms)
    gift = name_of(terms.friend)
    if not gift:
        return _("Thank you! We have noted that a friend brought you along.")
    if terms.least_minor:
        least = money(terms.least_minor, program.currency)
        told = _(
            "Thank you! A friend brought you along: {gift} is yours after your first purchase of {amount} or more."
        )
        return told.format(gift=gift, amount=least)
    return _("Thank you! A friend brought you along: {gift} is yours after your first purchase.").format(gift=gift)
