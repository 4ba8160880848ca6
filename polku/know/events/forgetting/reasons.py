"""Why something was forgotten, and who asked for it: codes where polku itself says it, which are told when shown."""

from django.utils.translation import gettext as _

from polku.know.events.models import Forgetting

# What somebody writes in their own words never begins so.
OURS = "polku:"
OWN_PAGE, KEPT, IMPORT = f"{OURS}own page", f"{OURS}kept", f"{OURS}import"
COMMAND_LINE = "the command line"
UNSENT = "unsent"


def kept(name: str = "") -> str:
    """It was kept long enough; events of one name, or all."""
    return f"{KEPT}:{name}" if name else KEPT


def undone(number: int) -> str:
    return f"{IMPORT}:{number}"


def in_words(job: Forgetting) -> str:
    """In the reader's language; what somebody wrote stays as it is. "" for none."""
    code, name = job.reason, ""
    if code.startswith((f"{KEPT}:", f"{IMPORT}:")):
        ours, code, name = code.split(":", 2)
        code = f"{ours}:{code}"
    if code == OWN_PAGE:
        return _("asked on the customer’s own page")
    if code == KEPT:
        return _("kept long enough: %(name)s") % {"name": name} if name else _("kept long enough")
    if code == IMPORT:
        return _("import %(number)s was undone") % {"number": name}
    if code == UNSENT and job.by == "LINE":
        return _("unsent by whoever wrote it")
    return job.reason


def who(job: Forgetting) -> str:
    """A member or a key by name, else one of polku's own."""
    if job.by == "themselves":
        return _("the customer themselves")
    return _("the command line") if job.by == COMMAND_LINE else job.by
