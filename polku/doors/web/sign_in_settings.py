"""How members of this team sign in: a second step for everybody, and the company's own sign-in."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.openid import back_address
from polku.know.teams import rights
from polku.know.teams.access.models import SecondFactor
from polku.know.teams.access.openid import discovery, provider
from polku.know.teams.access.openid.problems import OpenIdError
from polku.know.teams.access.problems import AccessError
from polku.know.teams.models import Member


class CompanyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name on the button"), max_length=100)
    issuer = forms.URLField(label=gettext_lazy("Issuer"), max_length=500, assume_scheme="https")
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=300)
    secret = forms.CharField(label=gettext_lazy("Client secret"), max_length=500, required=False)
    domains = forms.CharField(label=gettext_lazy("Who joins by themselves"), max_length=2000, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role of those who join"), choices=[(role, role) for role in rights.TABLE], required=False
    )

    def clean_domains(self) -> list[str]:
        return [one for one in self.cleaned_data["domains"].replace(",", " ").split() if one]


@never_cache
def sign_in_settings(request: Asked, *, form: CompanyForm | None = None, detail: str = "") -> HttpResponse:
    """`detail`: what the provider said, for whoever looks after it."""
    house = provider.current()
    first = {"name": "", "role": "viewer"}
    if house is not None:
        first = {name: getattr(house, name) for name in ("name", "issuer", "client_id", "role")}
        first |= {"domains": ", ".join(house.domains), "role": house.role or "viewer"}
    protected = SecondFactor.objects.filter(confirmed_at__isnull=False, member__is_active=True).count()
    given = {
        "form": form or CompanyForm(initial=first),
        "house": house,
        "detail": detail,
        "back": back_address(),
        "roles": [(role, rights.ROLE_NAMES[role]) for role in rights.TABLE if rights.may_give(request.user, role)],
        "protected": protected,
        "members": Member.objects.filter(is_active=True).count(),
    }
    return render(request, "team/sign_in.html", given, status=422 if form else 200)


@sensitive_post_parameters("secret")
@require_POST
def company(request: Asked) -> HttpResponse:
    """Kept only when the provider answers as it should."""
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return sign_in_settings(request, form=form)
    given = form.cleaned_data
    discovery.forget()
    try:
        discovery.describe(given["issuer"].strip())
        provider.keep(
            name=given["name"],
            issuer=given["issuer"],
            client_id=given["client_id"],
            secret=given["secret"].strip() or None,
            domains=given["domains"],
            role=given["role"],
            by=request.user,
        )
    except OpenIdError as problem:
        form.add_error("issuer", _("This provider does not answer as OpenID Connect asks for."))
        return sign_in_settings(request, form=form, detail=problem.detail)
    except AccessError as problem:
        form.add_error("role", str(problem.sentence))
        return sign_in_settings(request, form=form)
    messages.success(request, _("The provider answers, and stands on the sign-in page now."))
    return redirect("settings sign-in")


@require_POST
def without_company(request: Asked) -> HttpResponse:
    provider.end(by=request.user)
    messages.success(request, _("Members sign in with their passwords only."))
    return redirect("settings sign-in")
