"""The table of browsers in which a customer has proved who they are, or is about to."""

from django.db import models

EMAIL, LINE = "email", "line"


class OwnSignIn(models.Model):
    """Begun when a code was sent; good as a sign-in once it is proved."""

    browser = models.CharField(max_length=64, unique=True)  # the fingerprint of the cookie's key
    email = models.CharField(max_length=400, default="")  # where the code went
    asked_by = models.CharField(max_length=40, default="")  # where, as asking.py says it; "": no letter went
    asked_ms = models.BigIntegerField(null=True)
    code = models.CharField(max_length=64, default="")  # as a fingerprint; "": none was sent, or it has been used
    tries = models.IntegerField(default=0)
    identity_id = models.BigIntegerField(null=True)  # who they are once it is proved; None: nobody whom we know
    way = models.CharField(max_length=10, default=EMAIL)
    proved_ms = models.BigIntegerField(null=True)
    expires_ms = models.BigIntegerField()

    class Meta:
        db_table = "own_sign_in"
        indexes = (
            models.Index(fields=("expires_ms",), name="own_sign_in_expires"),
            models.Index(fields=("identity_id",), name="own_sign_in_identity"),
            models.Index(fields=("email", "asked_ms"), name="own_sign_in_asked"),
        )

    def __str__(self) -> str:
        return f"sign-in {self.pk} by {self.way}"
