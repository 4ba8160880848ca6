"""What is asked for to use a LINE account."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.say.channels.line.models import API, DATA_API, LineAccount
from polku.say.channels.line.setup import keys

Kind = LineAccount.TokenKind
KINDS = (
    (
        Kind.STATELESS,
        gettext_lazy("From channel id and secret"),
        gettext_lazy("Recommended. polku makes a new token every quarter of an hour."),
    ),
    (
        Kind.ASSERTION,
        gettext_lazy("From a key pair (v2.1)"),
        gettext_lazy("The secret half stays here; LINE’s console is told the public half."),
    ),
    (
        Kind.LONG_LIVED,
        gettext_lazy("A long-lived token"),
        gettext_lazy("Copied from LINE’s console. Whoever has it can send until it is made anew there."),
    ),
)


VALUES = ("title", "channel_id", "token_kind", "key_id", "relay_url", "api_base", "data_api_base")


class AccessForm(forms.Form):
    """Secrets that are left empty stay as they are, where there are some."""

    title = forms.CharField(max_length=100)
    name = forms.CharField(max_length=24, required=False)
    channel_id = forms.CharField(max_length=40)
    secret = forms.CharField(max_length=200, required=False)
    token_kind = forms.ChoiceField(choices=[(kind, kind) for kind, _name, _hint in KINDS], initial=Kind.STATELESS)
    token = forms.CharField(max_length=1_000, required=False)
    key = forms.CharField(max_length=10_000, required=False)
    key_id = forms.CharField(max_length=100, required=False)
    relay_url = forms.URLField(max_length=500, required=False, assume_scheme="https")
    api_base = forms.URLField(max_length=300, required=False, assume_scheme="https")
    data_api_base = forms.URLField(max_length=300, required=False, assume_scheme="https")

    def __init__(self, *given: Any, account: LineAccount | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.account = account

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("secret") and self.account is None:
            self.add_error("secret", _("The channel secret is missing: webhooks are signed with it."))
        kind = data.get("token_kind")
        has_one = self.account is not None and self.account.token_kind == kind
        data["sealable"] = ""
        if kind == Kind.LONG_LIVED:
            data["sealable"] = data.get("token", "")
            if not data["sealable"] and not has_one:
                self.add_error("token", _("The token is missing."))
        elif kind == Kind.ASSERTION and (data.get("key") or not has_one):
            self._read_key(data)
        data["api_base"] = (data.get("api_base") or API).rstrip("/")
        data["data_api_base"] = (data.get("data_api_base") or DATA_API).rstrip("/")
        return data

    def values(self) -> dict[str, Any]:
        """What is no secret, as `accounts` takes it."""
        return {name: self.cleaned_data.get(name, "") for name in VALUES}

    def _read_key(self, data: dict[str, Any]) -> None:
        try:
            data["sealable"] = keys.read(data.get("key", ""))
        except keys.NoKey:
            self.add_error("key", _("A private RSA key is needed, as JWK or PEM. Make a pair, or bring one along."))
