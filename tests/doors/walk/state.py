"""Everything that is kept, as one comparable value: what was refused must have changed nothing."""

from typing import Any

from django.apps import apps

# What signing in itself leaves, and caches of what can be made again.
PASSING = {"SignIn", "Guesses"}


def everything() -> dict[str, list[Any]]:
    """All rows of all tables of ours."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_app_config("polku").get_models()
        if model.__name__ not in PASSING and not model._meta.proxy
    }


def differences(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    return [name for name, rows in after.items() if rows != before[name]]
