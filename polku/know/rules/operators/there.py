"""exists, missing: whether anything is there."""

from django.utils.translation import gettext as _

from polku.know.rules.operators.operator import OPERATORS, Operator
from polku.know.rules.operators.values import read_none


def _exists() -> tuple[str, str]:
    return _("%(name)s is known"), _("%(name)s is not known")


def _missing() -> tuple[str, str]:
    return _("%(name)s is not known"), _("%(name)s is known")


OPERATORS["exists"] = Operator(read_none, says=_exists)
OPERATORS["missing"] = Operator(read_none, says=_missing, denies="exists")
