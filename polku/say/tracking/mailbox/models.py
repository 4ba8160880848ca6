"""The table of the mailbox that reports arrive in. One row; none where it is not read."""

from django.db import models

from polku.know.teams.models import Member
from polku.say.channels.email.models import EmailServer


class ReportMailbox(models.Model):
    host = models.CharField(max_length=253)
    port = models.IntegerField(default=993)
    security = models.CharField(max_length=10, choices=EmailServer.Security.choices, default=EmailServer.Security.TLS)
    verifies_certificate = models.BooleanField(default=True)
    user = models.CharField(max_length=320)
    sealed_password = models.TextField()
    folder = models.CharField(max_length=200, default="INBOX")
    uid_validity = models.BigIntegerField(default=0)  # while it stays the same, so do the numbers of mails
    last_uid = models.BigIntegerField(default=0)
    due_ms = models.BigIntegerField(default=0)
    looked_ms = models.BigIntegerField(null=True)
    trouble = models.CharField(max_length=300, default="")  # of the last look: code|detail
    mails = models.BigIntegerField(default=0)  # that were read so far
    reports = models.BigIntegerField(default=0)  # that were found in them
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "email_report_mailbox"

    def __str__(self) -> str:
        return f"{self.user} · {self.host}:{self.port}"
