"""The composer's form: what it shows at first, whom it means, and the campaign that it becomes."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from polku.act.campaigns.checks import MOST_HELD_OUT
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady, content_of
from polku.act.campaigns.templates.keep import FOLDER_CHARACTERS
from polku.act.campaigns.write import change, create
from polku.doors.web import way
from polku.doors.web.audience import BoughtForm, everybody, numbers_of
from polku.doors.web.chat.items import Given as ChatGiven
from polku.doors.web.chat.keep import chat_of_form
from polku.doors.web.mail.items import Given, to_plain
from polku.doors.web.paging import whole_number
from polku.know.people.consent.purposes import MARKETING
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments
from polku.know.teams.models import Member
from polku.say.content.blocks.read import mail_of
from polku.say.content.problem import BrokenTemplate

USUAL = {"least": 2, "days": 30}


class CampaignForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    audience = forms.ChoiceField(
        choices=[(whom, "") for whom in ("bought", "everybody", "segment", "own")], initial="bought"
    )
    segment = forms.ModelChoiceField(current_segments(), required=False)
    holdout = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_HELD_OUT,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            format_lazy(gettext_lazy("Write a whole number from 0 to {most}."), most=MOST_HELD_OUT),
        ),
    )
    purpose = forms.CharField(max_length=40, required=False)
    topic = forms.CharField(max_length=40, required=False)
    channel = forms.CharField(max_length=40, required=False)
    untracked_opens = forms.BooleanField(required=False)
    untracked_clicks = forms.BooleanField(required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=2_000, required=False)
    body = forms.CharField(label=gettext_lazy("Message"), max_length=100_000, strip=False, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("audience") == "segment" and given.get("segment") is None:
            self.add_error("segment", gettext_lazy("Choose a segment."))
        if content_of(given.get("channel", "")) == "text" and not given.get("body"):
            self.add_error("body", self.fields["body"].error_messages["required"])
        return given


def stored(row: Campaign | None) -> dict[str, Any]:
    """What the form shows at first."""
    if row is None:
        given = {"name": "", "audience": "bought", **USUAL, "subject": "", "body": example()}
        return given | {"purpose": MARKETING, "topic": "", "channel": "paper"}
    numbers = numbers_of(row.rule) or USUAL
    whom = "segment" if row.segment_id else "everybody" if row.rule == everybody(row.channel) else "bought"
    whom = "own" if own_rule(row) is not None else whom
    return {
        "name": row.name, "audience": whom, "segment": row.segment_id, "subject": row.subject, "body": row.body,
        "purpose": row.purpose, "topic": row.topic, "channel": row.channel, **numbers,
        "folder": row.folder, "priority": way.stored(row), "gives": row.gives or "",
        "untracked_opens": not row.tracks_opens, "untracked_clicks": not row.tracks_clicks,
    }  # fmt: skip


def folder_of(data: Any) -> str:
    return " ".join(str(data.get("folder") or "").split())[:FOLDER_CHARACTERS]


def whom_of(row: Campaign | None) -> dict[str, Any]:
    """What a variant shares with its campaign."""
    said = {"channel", "subject", "body", "untracked_opens", "untracked_clicks"}
    return {name: value for name, value in stored(row).items() if name not in said}


def example() -> str:
    """How a message without blocks begins, in the writer's language."""
    # Translators: the words within braces are code: translate only what stands outside and "there".
    return gettext('Hello {{ person.first_name | default: "there" }},') + "\n\n"


def chosen(segment: str) -> dict[str, Any]:
    """Of the address: the segment whose page, or builder, one comes from."""
    pk = whole_number(segment)
    return {} if pk is None else {"audience": "segment", "segment": pk}


def keep(
    row: Campaign | None,
    form: CampaignForm,
    bought: BoughtForm,
    written: Given | ChatGiven,
    *,
    more: dict[str, Any],
    by: Member,
) -> Campaign:
    """`more`: what other parts of the form say, as `create` takes it. Raises NotReady."""
    given = form.cleaned_data
    segment = given["segment"] if given["audience"] == "segment" else None
    words = {"subject": given["subject"], "body": given["body"], "channel": given["channel"] or "paper"}
    rule = None if segment else rule_of_form(given | {"channel": words["channel"]}, bought, row.whole if row else None)
    words |= {"purpose": given["purpose"] or MARKETING, "topic": given["topic"]}
    words |= {f"tracks_{what}": not given[f"untracked_{what}"] for what in ("opens", "clicks")}
    if content_of(words["channel"]) != "text":
        try:
            said = chat_of_form(written) if isinstance(written, ChatGiven) else mail_of(to_plain(written))
            words |= {"mail": said, "body": ""}
        except BrokenTemplate as broken:
            raise NotReady([broken.problem]) from broken
    whom = {"rule": rule, "segment": segment, "holdout_percent": given["holdout"] or 0} | more
    if row is None:
        return create(given["name"], **words, **whom, by=by)
    return change(row, name=given["name"], **words, **whom, by=by)


def own_rule(row: Campaign | None) -> object:
    """A rule that a program wrote and this page has no form for: it stays as it is, unless another is chosen."""
    if row is None or row.segment_id or numbers_of(row.rule) or row.rule == everybody(row.channel):
        return None
    rule: object = row.rule
    return rule


def is_written(data: Any) -> bool:
    """Whether somebody has said by conditions whom it is for: then the builder begins with them, else with nothing."""
    whom, usual = data.get("audience"), {name: str(value) for name, value in USUAL.items()}
    return whom == "own" or (whom == "bought" and {name: data.get(name) for name in usual} != usual)


def has_audience(form: CampaignForm, bought: BoughtForm, row: Campaign | None) -> bool:
    chosen = form.cleaned_data["audience"]
    return bought.is_valid() if chosen == "bought" else chosen != "own" or own_rule(row) is not None


def rule_of_form(data: Any, bought: BoughtForm, row: Campaign | None) -> object:
    """Of the audience as the form has it now; None where it has none."""
    if data.get("audience") == "own":
        return own_rule(row)
    if data.get("audience") == "segment":
        pk = whole_number(str(data.get("segment") or ""))
        segment = Segment.objects.filter(pk=pk).first() if pk is not None else None
        return segment.rule if segment else None
    if data.get("audience") == "everybody":
        return everybody(data["channel"])
    return bought.rule() if bought.is_valid() else None
