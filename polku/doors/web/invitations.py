"""Asking others to join: by letter or by a link to hand over, and the invitations that are open."""

from collections.abc import Callable
from contextlib import suppress

from django import forms
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web import made_once
from polku.doors.web.asked import Asked
from polku.doors.web.members import WORDS
from polku.kit import clock
from polku.know.people.stores.within import known_stores
from polku.know.teams import rights
from polku.know.teams.access import invitations, letters
from polku.know.teams.access.models import Invitation
from polku.know.teams.access.problems import AccessError, AlreadyMember, LinkOver
from polku.know.teams.members import MemberError
from polku.know.teams.rights import may_give
from polku.say.channels.email.settings import current as mail_server


class InvitationForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(role, role) for role in rights.TABLE])
    other_stores = forms.CharField(
        label=gettext_lazy("Other stores"),
        max_length=20_000,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Asked) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):
        return _page(request, form)
    try:
        if "letter" in request.POST and mail_server() is not None:
            _send(request, lambda: _invite(request, form)[0])
        else:
            made_once.make(request, lambda: _handed(request, *_invite(request, form)), what="link")
    except AlreadyMember as problem:
        form.add_error("email", str(problem.sentence))
        return _page(request, form)
    except (AccessError, MemberError) as problem:
        form.add_error("role", str(problem.sentence))
        return _page(request, form)
    return redirect("settings invitations")


@require_POST
def letter(request: Asked, number: int) -> HttpResponse:
    """Once more by letter, with a link of its own."""
    asked = _open(request, number)
    if mail_server() is None:
        messages.error(request, _("E-mail is not set up. Make a link and hand it over yourself."))
    else:
        _send(request, lambda: asked)
    return redirect("settings invitations")


@require_POST
def link(request: Asked, number: int) -> HttpResponse:
    """A new link, shown once; those before open nothing any more."""
    asked = _open(request, number)
    with suppress(LinkOver):
        made_once.make(request, lambda: _handed(request, asked, invitations.renew(asked, by=request.user)), what="link")
    return redirect("settings invitations")


@require_POST
def withdrawal(request: Asked, number: int) -> HttpResponse:
    invitations.withdraw(_open(request, number), by=request.user)
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("settings invitations")


def _invite(request: Asked, form: InvitationForm) -> tuple[Invitation, str]:
    return invitations.invite(
        form.cleaned_data["email"],
        role=form.cleaned_data["role"],
        by=request.user,
        stores=[*request.POST.getlist("stores"), *form.cleaned_data["other_stores"].splitlines()],
        language=get_language() or "en",
    )


def _send(request: Asked, invited: Callable[[], Invitation]) -> None:
    """By letter, once for each form: a letter that is written anew ends the link of the one before."""

    def make() -> dict[str, str]:
        asked = invited()
        invitations.send(asked)
        return {"email": asked.email}

    made_once.make(request, make, what="letter")
    email = made_once.shown(request, what="letter").get("email", "")
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": email})


def _page(request: Asked, form: InvitationForm) -> HttpResponse:
    asked = [one for one in invitations.open_ones() if may_give(request.user, one.role)]
    written = letters.newest([one.pk for one in asked])
    now = clock.now()
    given = {
        "form": form,
        "roles": [
            (role, name, WORDS[role]) for role, name in rights.ROLE_NAMES.items() if may_give(request.user, role)
        ],
        "stores": known_stores(),
        "chosen": request.POST.getlist("stores") if form.errors else [],
        "asked": [(one, rights.role_name(one.role), written.get(one.pk), one.expires_at <= now) for one in asked],
        "has_mail": mail_server() is not None,
        "made": made_once.shown(request, what="link"),
        "once": made_once.blank(),
    }
    return render(request, "team/invitations.html", given, status=422 if form.errors else 200)


def _open(request: Asked, number: int) -> Invitation:
    """Only one to a role that oneself may give: its link makes whoever holds it a member in that role."""
    asked = get_object_or_404(invitations.open_ones(), pk=number)
    if not may_give(request.user, asked.role):
        raise Http404
    return asked


def _handed(request: Asked, asked: Invitation, token: str) -> dict[str, str]:
    return {"link": request.build_absolute_uri(reverse("invitation", args=[token])), "email": asked.email}
