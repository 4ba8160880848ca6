"""The errors of approvals."""

from django.utils.translation import gettext as _

from polku.act.campaigns.problems import CampaignError


class ApprovalError(CampaignError):
    """Something is wrong with a request for approval; its text says what."""


class TooLate(ApprovalError):
    """The request is over."""


class WaitsAlready(ApprovalError):
    """It waits for approval already, for something else."""

    def __str__(self) -> str:
        return _("It waits for approval already: take that request back first.")


class NotYours(ApprovalError):
    """Only somebody else who may send campaigns can decide."""

    def __str__(self) -> str:
        return _("Only somebody else than who asked can decide, and only who may send campaigns.")


class NotAsAsked(ApprovalError):
    """It cannot go any more as it was asked for; its text says why."""
