"""A form for a name."""

from django import forms
from django.utils.translation import gettext_lazy


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
