"""What is done, and to what, in the reader's language. What nobody has put in words yet is shown as it is written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.know.teams.models import TrailEntry
from polku.know.teams.trail import THEMSELVES

KINDS: dict[str, str | Promise] = {
    "campaign": _("Campaign"),
    "cap": _("Limit of messages"),
    "channel": _("Channel"),
    "consent": _("Consent"),
    "email": pgettext_lazy("channel", "E-mail"),
    "greeting": _("First message to new friends"),
    "feed": _("Address of the calendar"),
    "holidays": _("Holidays in the calendar"),
    "import": _("Import"),
    "invitation": _("Invitation"),
    "key": _("API key"),
    "line": _("LINE account"),
    "line_audience": _("LINE audience"),
    "line_coupon": _("LINE coupon"),
    "line_coupon_wish": _("LINE coupon"),
    "line_login": _("LINE Login"),
    "line_menu": _("LINE menu"),
    "line_source": _("Place where LINE friends come from"),
    "line_wide": _("LINE broadcast"),
    "member": _("Member"),
    "merge": _("Merge"),
    "post": _("Post published by hand"),
    "openid": _("Company sign-in"),
    "person": _("Person"),
    "retention": _("Keeping of data"),
    "purpose": _("Purpose of consents"),
    "quiet_hours": _("Quiet hours"),
    "never_to": _("List of those never written to"),
    "second_factor": _("Second step"),
    "series": _("Campaign, again and again"),
    "segment": _("Segment"),
    "source": _("Source"),
    "team": _("Team"),
    "topic": _("Topic of messages"),
    "webhook": _("Webhook"),
    "wording": _("Wording of a consent"),
}

VERBS: dict[str, str | Promise] = {
    "added": _("added"),
    "approval_asked": _("approval asked for"),
    "approval_changed": _("approval of launches changed"),
    "approval_ended": _("request for approval over"),
    "approved": _("approved"),
    "archived": _("archived"),
    "called_off": _("called off"),
    "changed": _("changed"),
    "closed": _("closed"),
    "note_removed": _("note removed"),
    "noted": _("note added"),
    "connected": _("LINE account connected"),
    "disconnected": _("LINE account disconnected"),
    "done": _("done"),
    "edited": _("edited"),
    "email_changed": _("e-mail address changed"),
    "ended": _("ended"),
    "ended_tester": _("no tester any more"),
    "erased": _("erased"),
    "exported": _("exported"),
    "followers_asked": _("all friends asked for"),
    "forgot": _("forgotten"),
    "given": _("given"),
    "holdout_changed": _("holdout changed"),
    "holdout_drawn_anew": _("holdout drawn anew"),
    "invited": _("invited"),
    "joined": _("joined"),
    "key_begun": _("key signs letters"),
    "key_ended": _("key signs no more"),
    "key_made": _("key for signing made"),
    "launched": _("launched"),
    "link_tags_changed": _("link tags changed"),
    "linked": _("linked with a company account"),
    "let_in": _("let in again"),
    "list_grew": _("people added"),
    "list_replaced": _("people replaced"),
    "list_shrank": _("people taken off"),
    "made": _("made"),
    "made_tester": _("made a tester"),
    "mailbox_left": _("mailbox for undeliverable letters left"),
    "mailbox_set": _("mailbox for undeliverable letters set"),
    "moved": _("moved"),
    "paced": _("pace chosen"),
    "decided_sent": _("unknown ones counted as sent"),
    "decided_again": _("unknown ones sent again"),
    "tried_again": _("failed ones tried again"),
    "tried_now": _("tried now, instead of resting"),
    "pace_removed": _("pace of a receiving domain removed"),
    "pace_set": _("pace of a receiving domain set"),
    "password_changed": _("password changed"),
    "paused": _("paused"),
    "planned": _("planned"),
    "priced": _("prices"),
    "recorded": _("recorded"),
    "recovery_code_used": _("recovery code used"),
    "recovery_codes_renewed": _("new recovery codes"),
    "redone": _("redone"),
    "released": _("released"),
    "removed": _("removed"),
    "renewed": _("new link"),
    "replayed": _("sent again"),
    "resumed": _("resumed"),
    "run": _("run"),
    "saved": _("saved"),
    "second_factor_rule": _("second step for everybody"),
    "secret_changed": _("new secret"),
    "sent_back": _("sent back"),
    "set_up": _("set up"),
    "skipped": _("skipped"),
    "shut_out": _("shut out"),
    "signed_out": _("signed out everywhere"),
    "stopped": _("stopped by polku"),
    "taken_back": _("taken back"),
    "synced": _("synchronised anew"),
    "test_sent": _("test sent"),
    "tested": _("tested"),
    "ticked": _("ticked as switched in LINE’s manager"),
    "unarchived": _("taken back from the archive"),
    "undone": _("undone"),
    "unticked": _("ticked as not switched in LINE’s manager"),
    "trial_changed": _("trial of versions changed"),
    "variant_removed": _("version removed"),
    "winner_chosen": _("version chosen for the rest"),
    "warm_up_begun": _("warm-up begun"),
    "warm_up_ended": _("warm-up ended"),
    "webhook_set": _("webhook’s address told to LINE"),
    "withdrawn": _("withdrawn"),
}


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind.replace("_", " ").replace("-", " ").capitalize()))


def action_name(action: str) -> str:
    """campaign.launched → "Campaign: launched"."""
    kind, _dot, verb = action.partition(".")
    return f"{kind_name(kind)}: {VERBS.get(verb, verb.replace('_', ' '))}"


def who_name(entry: TrailEntry) -> str:
    """A member, a key or polku as they were called then; the customer whom it concerns is not named."""
    is_unsigned = entry.member_id is None and entry.key_id is None
    return str(_("The customer themselves")) if is_unsigned and entry.who == THEMSELVES else entry.who
