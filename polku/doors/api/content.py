"""What was written, as one person would get it on one channel."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from polku.doors.api.forms.base import answers
from polku.doors.api.forms.content import CheckIn, FindingOut, FindingsOut, LengthOut, PreviewIn, PreviewOut, ProblemOut
from polku.doors.api.key import Key, must_have
from polku.doors.api.people import wanted
from polku.doors.api.written import written_for
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.teams.begin import the_team
from polku.say.channels.chat import Length
from polku.say.channels.looked_at import looked_at
from polku.say.content.advice.advice import advice
from polku.say.content.conditions.ask import met_by
from polku.say.content.fields import merge_fields
from polku.say.content.problem import Problem

router = Router(tags=["messages"])


@router.post(
    "/content/preview",
    auth=Key("campaigns.edit"),
    response=answers(PreviewOut, 400, 404, 410, 413, 422),
    summary="See a message as one person would get it, and what is wrong with it",
)
def preview(request: HttpRequest, given: PreviewIn) -> Any:
    """Nothing is kept and nothing is sent. To see it as a person the key must be allowed to see people."""
    facts: dict[str, Any] = {}
    person: Profile | None = None
    if given.person is not None:
        must_have(request, "people.see")
        person = wanted(given.person)
        facts = merge_fields(person, currency=the_team().currency)
    channel, written = written_for(given)
    met = None if person is None or isinstance(written.made, str) else met_by(written.made, person.id, clock.now())
    found = looked_at(written, facts, channel=channel, met=met)
    return PreviewOut(
        messages=found.messages,
        subject=found.subject,
        html=found.html,
        text=found.text,
        problems=[_problem(one) for one in found.problems],
        hints=[_problem(one) for one in found.hints],
        lengths=[_length(one) for one in found.lengths],
    )


@router.post(
    "/content/check",
    auth=Key("campaigns.edit"),
    response=answers(FindingsOut, 400, 413, 422),
    summary="What may keep a message from being read: accessibility, filters, length",
)
def check(request: HttpRequest, given: CheckIn) -> Any:
    """Nothing is kept and nothing is sent. What makes it impossible to send is told by the preview."""
    channel, written = written_for(given)
    html = looked_at(written, {}, channel=channel).html
    found = advice(written.subject, written.made, html=html)
    return FindingsOut(findings=[FindingOut.model_validate(one, from_attributes=True) for one in found])


def _problem(one: Problem) -> ProblemOut:
    return ProblemOut(field=one.field, sentence=one.sentence, line=one.line)


def _length(one: Length) -> LengthOut:
    counts = "units" if one.counts_units else "graphemes"
    return LengthOut(field=one.field, units=one.units, graphemes=one.graphemes, most=one.most, counts=counts)
