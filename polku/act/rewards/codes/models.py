"""Codes that a partner has made: each is given to one person, once."""

from django.db import models
from django.db.models import Q


class PartnerCode(models.Model):
    """One line of a partner's file. `lot`: whose coupon shows it; None: nobody has it yet."""

    program_id = models.BigIntegerField()
    code = models.CharField(max_length=80)  # as it is shown
    folded = models.CharField(max_length=80)  # as it is compared: partner.folded
    lot = models.BigIntegerField(null=True)
    at_ms = models.BigIntegerField()  # when it was imported

    class Meta:
        db_table = "reward_partner_code"
        constraints = (
            models.UniqueConstraint(fields=("folded", "program_id"), name="reward_partner_code_once"),
            models.UniqueConstraint(fields=("lot",), condition=Q(lot__isnull=False), name="reward_partner_code_lot"),
        )
        indexes = (
            models.Index(fields=("program_id", "id"), condition=Q(lot__isnull=True), name="reward_partner_code_free"),
        )

    def __str__(self) -> str:
        return self.code
