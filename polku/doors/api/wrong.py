"""What a form says against a field, in our words: the checking library's own are English, and for its programmers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

# By the library's name for what is wrong.
SENTENCES: dict[str, Any] = {
    "missing": gettext_lazy("“{field}” is missing."),
    "extra_forbidden": gettext_lazy("“{field}” is not understood here; see whether its name is written rightly."),
    "string_type": gettext_lazy("“{field}” must be a text."),
    "string_pattern_mismatch": gettext_lazy("“{field}” is empty, or has signs in it that cannot stand here."),
    "value_error": gettext_lazy("“{field}” has signs in it that cannot stand here."),  # ours: NUL within JSON
    "list_type": gettext_lazy("“{field}” must be a list: […]."),
    "dict_type": gettext_lazy("“{field}” must be an object: {{…}}."),
    "model_type": gettext_lazy("“{field}” must be an object: {{…}}."),
    "model_attributes_type": gettext_lazy("“{field}” must be an object: {{…}}."),
    "int_from_float": gettext_lazy("“{field}” must be a whole number."),
    "int_parsing": gettext_lazy("“{field}” must be a whole number."),
    "int_parsing_size": gettext_lazy("“{field}” is too large a number."),
    "int_type": gettext_lazy("“{field}” must be a whole number."),
    "float_parsing": gettext_lazy("“{field}” must be a number."),
    "float_type": gettext_lazy("“{field}” must be a number."),
    "bool_parsing": gettext_lazy("“{field}” must be true or false."),
    "bool_type": gettext_lazy("“{field}” must be true or false."),
    "greater_than_equal": gettext_lazy("“{field}” must be at least {ge}."),
    "greater_than": gettext_lazy("“{field}” must be more than {gt}."),
    "less_than_equal": gettext_lazy("“{field}” must be at most {le}."),
    "less_than": gettext_lazy("“{field}” must be less than {lt}."),
    "literal_error": gettext_lazy("“{field}” must be one of: {expected}."),
    "timezone_aware": gettext_lazy("“{field}” must have a time zone, for example 2026-11-21T09:30:00Z."),
}
AN_INSTANT = gettext_lazy("“{field}” must be an instant, for example 2026-11-21T09:30:00Z.")
ANYTHING = gettext_lazy("“{field}” is not as this address takes it; see the description of the API.")


def sentence_of(error: Mapping[str, Any], *, field: str) -> str:
    """`error`: one of the library's own, with its `type` and `ctx`."""
    kind, given = str(error["type"]), {"field": field or _("The body"), **_plain(error.get("ctx") or {})}
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        return _length(kind, given).format(**given)
    if kind.startswith(("datetime_", "date_")):
        return AN_INSTANT.format(**given)
    return str(SENTENCES.get(kind, ANYTHING)).format(**given)


def _length(kind: str, given: Mapping[str, Any]) -> str:
    count = int(given["max_length" if kind.endswith("long") else "min_length"])
    if kind == "string_too_long":
        form = ngettext(
            "“{field}” has at most {max_length} character.", "“{field}” has at most {max_length} characters.", count
        )
    elif kind == "too_long":
        form = ngettext(
            "“{field}” has at most {max_length} entry.", "“{field}” has at most {max_length} entries.", count
        )
    elif count == 1:
        form = _("“{field}” must not be empty.")
    elif kind == "string_too_short":
        form = ngettext(
            "“{field}” has at least {min_length} character.", "“{field}” has at least {min_length} characters.", count
        )
    else:
        form = ngettext(
            "“{field}” has at least {min_length} entry.", "“{field}” has at least {min_length} entries.", count
        )
    return form


def _plain(known: Mapping[str, Any]) -> dict[str, Any]:
    """The allowed words come as “'csv' or 'jsonl'”, with the library's own “or”."""
    expected = str(known.get("expected", "")).replace(" or ", ", ").replace("'", "")
    return {**known, "expected": expected}
