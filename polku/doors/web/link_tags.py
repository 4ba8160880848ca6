"""Settings of link tags: how visits that come from campaigns are told apart by other programs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.say.content.link_tags import policy
from polku.say.content.link_tags.tags import Tags

LABELS = {
    "source": gettext_lazy("Source"),
    "medium": gettext_lazy("Medium"),
    "campaign": gettext_lazy("Campaign"),
    "content": gettext_lazy("Content"),
    "term": gettext_lazy("Term"),
}
MEANINGS = {
    "channel": gettext_lazy("email, line or paper"),
    "account": gettext_lazy("Name of the LINE account"),
    "campaign": gettext_lazy("Name of the campaign"),
    "id": gettext_lazy("Number of the campaign"),
    "variant": gettext_lazy("a, b, … where versions are tried; else a"),
    "date": gettext_lazy("Day of the launch, such as 2026-11-23"),
    "purpose": gettext_lazy("Key of the purpose"),
    "topic": gettext_lazy("Key of the topic"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def link_tags(request: Asked) -> HttpResponse:
    said = stands()
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = written(request.POST) | {"hosts": request.POST.get("hosts", "").replace(",", " ").split()}
        said["is_on"] = "is_on" in request.POST
        try:
            policy.change(said, by=request.user)
        except policy.WrongPolicy as wrong:
            faults = {one.field: one.sentence for one in reversed(wrong.problems)}
        else:
            messages.success(request, _("Saved."))
            return redirect("settings link tags")
    given = {
        "said": said,
        "fields": fields(said, faults),
        "hosts": "\n".join(said["hosts"]),
        "hosts_fault": faults.get("hosts", ""),
        "meanings": [(f"{{{name}}}", meaning) for name, meaning in MEANINGS.items()],
        "example": example(said),
    }
    return render(request, "team/link_tags.html", given)


def stands() -> dict[str, Any]:
    row = policy.current()
    return {name: getattr(row, name) for name in ("is_on", *policy.PARTS, "hosts")}


def written(form: Any, *, before: str = "") -> dict[str, str]:
    return {name: str(form.get(f"{before}{name}") or "").strip() for name in policy.PARTS}


def fields(said: dict[str, Any], faults: dict[str, str]) -> list[tuple[str, Any, str, str]]:
    """(name, label, pattern, what is wrong) of each."""
    return [(name, label, str(said.get(name) or ""), faults.get(name, "")) for name, label in LABELS.items()]


def example(said: dict[str, Any]) -> str:
    """A link as it would become."""
    facts = policy.facts(
        channel="email",
        campaign=_("Winter coffee"),
        number=7,
        variant="A",
        at=clock.now(),
        purpose="marketing",
        topic="offers",
    )
    if policy.problems(said):
        return ""
    found = policy.tags({**said, "is_on": True}, facts)
    return Tags(found.parameters).tagged("https://shop.example/beans")
