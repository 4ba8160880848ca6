"""Tables of draws."""

from django.db import models
from django.db.models import Q


class Draw(models.Model):
    """What has been promised and told of a program's draw: a promise to a secret first, the secret at the end."""

    program_id = models.BigIntegerField(primary_key=True)
    shut = models.TextField()  # the secret, sealed
    commitment = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    opened_ms = models.BigIntegerField()
    closed_ms = models.BigIntegerField(null=True)  # no ticket counts that is given later
    terms = models.IntegerField(null=True)  # that held when it closed
    entries = models.IntegerField(default=0)
    digest = models.CharField(max_length=64, default="")  # of the list, once it is frozen
    mixed = models.CharField(max_length=200, default="")  # the public's number
    secret = models.CharField(max_length=64, default="")  # told
    drawn_ms = models.BigIntegerField(null=True)
    told = models.CharField(max_length=64, default="")  # everybody up to this mark knows what came of it
    done_ms = models.BigIntegerField(null=True)
    plays = models.BigIntegerField(default=0)
    due_ms = models.BigIntegerField(null=True)  # when prizes that were not claimed, or were lost, are looked at

    class Meta:
        db_table = "reward_draw"

    def __str__(self) -> str:
        return f"draw of program {self.program_id}"


class DrawEntry(models.Model):
    """A ticket on the frozen list. Whoever is forgotten leaves their mark, which says nothing of them."""

    program_id = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    person = models.CharField(max_length=64)  # the mark of the same person's first ticket
    lot = models.BigIntegerField(null=True)
    identity_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "reward_draw_entry"
        constraints = (models.UniqueConstraint(fields=("program_id", "mark"), name="reward_draw_entry_mark"),)
        indexes = (models.Index(fields=("identity_id",), name="reward_draw_entry_person"),)

    def __str__(self) -> str:
        return self.mark


class DrawResult(models.Model):
    """A played ticket, or one that was drawn. Only what became of its prize is written later."""

    program_id = models.BigIntegerField()
    number = models.BigIntegerField()  # of the play, or the place among the winners; from 1 and without a gap
    mark = models.CharField(max_length=64)
    identity_id = models.BigIntegerField(null=True)
    terms = models.IntegerField()  # whose odds held
    roll = models.CharField(max_length=40, default="")  # of a play
    prize = models.CharField(max_length=40, default="")  # its key, "consolation"; "": none
    was_out = models.BooleanField(default=False)  # it fell on a prize of which there was none left
    is_given = models.BooleanField(default=False)  # on the ledger
    is_told = models.BooleanField(default=True)
    at_ms = models.BigIntegerField()
    store = models.CharField(max_length=80, default="")
    by = models.CharField(max_length=80, default="")
    handed_ms = models.BigIntegerField(null=True)
    handed_by = models.CharField(max_length=80, default="")
    claim_ms = models.BigIntegerField(null=True)  # until when the prize is to be claimed
    claimed_ms = models.BigIntegerField(null=True)
    out_ms = models.BigIntegerField(null=True)  # when it was lost: not claimed in time, or disqualified
    out_why = models.CharField(max_length=200, default="")  # a word of reserves.py, or the team's reason
    out_by = models.CharField(max_length=80, default="")  # of the team; "": by itself
    passed_ms = models.BigIntegerField(null=True)  # from then on the loss is final
    reserve = models.IntegerField(default=0)  # the place among the reserves, from 1
    instead = models.BigIntegerField(null=True)  # whose prize this reserve has: that winner's number
    moved_ms = models.BigIntegerField(null=True)  # since when

    class Meta:
        db_table = "reward_draw_result"
        constraints = (
            models.UniqueConstraint(fields=("program_id", "number"), name="reward_draw_result_number"),
            models.UniqueConstraint(
                fields=("program_id", "instead"), condition=Q(instead__isnull=False), name="reward_draw_result_instead"
            ),
        )
        indexes = (models.Index(fields=("identity_id",), name="reward_draw_result_person"),)

    def __str__(self) -> str:
        return f"{self.program_id}/{self.number}: {self.prize}"
