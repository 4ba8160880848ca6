"""Every address of the API. `URLS` is what polku/urls.py takes in."""

from importlib.metadata import version
from typing import Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from polku.doors.api import (
    approval,
    campaign_again,
    campaign_people,
    campaigns,
    channels,
    checklist,
    consents,
    content,
    described,
    docs,
    draw_entries,
    draw_prizes,
    draws,
    effects,
    erasures,
    health,
    limits,
    look,
    messages,
    natives,
    never,
    offers,
    pace,
    plan,
    products,
    referrals,
    reports,
    reward_budgets,
    reward_codes,
    reward_errands,
    reward_points,
    reward_reports,
    reward_uses,
    rewards,
    rules,
    segment_people,
    segment_story,
    segments,
    stores,
    sunset,
    templates,
    till,
    till_grants,
    trials,
    wallet_link,
    way,
)
from polku.doors.api.errors import nothing_here, refuse_the_rest, say_errors
from polku.doors.api.forms import chat as chat_form
from polku.doors.api.forms import errors as errors_form
from polku.doors.api.forms import mail as mail_form
from polku.doors.api.forms import rule as rule_form
from polku.doors.api.key import Key

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class StrictParser(Parser):
    """JSON as the standard has it: no NaN, no broken UTF-8, no depth without end."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return cast(dict[str, Any], msgspec.json.decode(request.body))


class Interface(NinjaAPI):
    """With what the library's description has no room for: forms that hold themselves, and the one form of errors."""

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**named)
        errors_form.describe(described)
        mail_form.describe(described)
        chat_form.describe(described)
        rule_form.describe(described)
        return described


api = Interface(
    title="polku",
    version=version("polku"),
    description="Know your customers, speak to them, act at the right moment, learn what came of it.",
    urls_namespace="api",
    auth=Key(),
    openapi_url="",  # described.py has it, and docs.py the page
    parser=StrictParser(),
)
say_errors(api)
elsewhere = Router()


@elsewhere.api_operation(METHODS, "/{path:rest}", auth=None, include_in_schema=False)
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """What no other address has taken."""
    return nothing_here()


for router in (
    health.router,
    erasures.router,  # people's
    consents.router,
    campaigns.router,
    campaign_people.router,
    campaign_again.router,
    templates.router,
    pace.router,
    plan.router,
    approval.router,
    checklist.router,
    effects.router,
    way.router,
    trials.router,
    natives.router,
    reports.router,
    content.router,
    messages.router,
    channels.router,
    limits.router,
    never.router,
    sunset.router,
    stores.router,
    look.router,
    products.router,
    rewards.router,
    reward_budgets.router,
    reward_codes.router,
    reward_points.router,
    reward_errands.router,
    reward_reports.router,
    reward_uses.router,
    wallet_link.router,
    draws.router,
    draw_entries.router,
    draw_prizes.router,
    till.router,
    till_grants.router,
    referrals.router,
    offers.router,
    segment_people.router,  # first, for "import" and "overlaps" are no numbers
    segment_story.router,
    segments.router,
    rules.router,
    elsewhere,
):
    api.add_router("", router)

_patterns, *_ = api.urls
_own = [
    path("docs", docs.page, name="docs"),
    path("openapi.json", described.of(api), name="description"),
]
refuse_the_rest([pattern for pattern in (*_own, *_patterns) if isinstance(pattern, URLPattern)])

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/<str:name>", docs.file, name="docs-file"),
    *_own,
    *_patterns,
]
