"""A stand-in for LINE on this machine, such as `polku lab`: where its phones can be looked at."""

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.way import is_this_machine


def phones() -> str:
    """The page with the phones of the stand-in that an account in use names; "" where all of them are LINE's."""
    bases = LineAccount.objects.filter(ended_at=None).order_by("pk").values_list("api_base", flat=True)
    return next((f"{base.rstrip('/')}/phones" for base in bases if is_this_machine(base)), "")
