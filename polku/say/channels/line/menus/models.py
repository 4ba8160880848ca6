"""Tables of rich menus."""

from django.db import models

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineMenu(models.Model):
    """A rich menu as the team wants it (`version`), and what of it is live at LINE (`live_version`, `line_id`)."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    title = models.CharField(max_length=100)
    chat_bar = models.CharField(max_length=56)
    picture = models.CharField(max_length=60)  # say/content/media
    width = models.IntegerField()
    height = models.IntegerField()
    areas = models.JSONField(default=list)  # [{"bounds": {x, y, width, height}, "action": {…}}] as LINE has them
    opens = models.BooleanField(default=True)  # unfolded when the chat is opened
    alias = models.CharField(max_length=32, default="")  # by which tabs of other menus find it
    is_default = models.BooleanField(default=False)  # for everybody who has no menu of their own
    segment = models.ForeignKey(Segment, null=True, on_delete=models.SET_NULL, related_name="+")  # for its members
    from_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    live_version = models.IntegerField(default=0)  # 0: nothing of it is at LINE
    line_id = models.CharField(max_length=100, default="")  # richMenuId
    old_ids = models.JSONField(default=list)  # to be removed when nothing shows them any more
    is_shown = models.BooleanField(default=False)  # as default, or linked to its segment
    trouble = models.CharField(max_length=500, default="")  # why it does not go on
    due_ms = models.BigIntegerField(default=0)  # when it is looked at again
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "line_menu"
        indexes = (models.Index(fields=("account", "ended_at"), name="line_menu_account"),)

    def __str__(self) -> str:
        return self.title


class LineMenuLink(models.Model):
    """A friend was given a menu of their own."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    user_id = models.CharField(max_length=40)  # the value of the identity `line`
    menu = models.ForeignKey(LineMenu, on_delete=models.CASCADE)
    line_id = models.CharField(max_length=100)  # that they were linked to: an older one is linked anew

    class Meta:
        db_table = "line_menu_link"
        constraints = (models.UniqueConstraint(fields=("user_id", "account"), name="line_menu_link_user"),)

    def __str__(self) -> str:
        return f"{self.menu_id} for {self.user_id}"


class LineMenuVersion(models.Model):
    """A menu as LINE had it under one id, and what LINE has counted of it. They stay when the menu changes or goes."""

    class Told(models.TextChoices):
        NOT_YET = "not_yet"
        COUNTED = "counted"
        HIDDEN = "hidden"  # fewer than twenty people have tapped it
        GONE = "gone"  # LINE does not know it any more
        REFUSED = "refused"  # LINE tells this account nothing

    menu = models.ForeignKey(LineMenu, on_delete=models.CASCADE, related_name="versions")
    version = models.IntegerField()
    line_id = models.CharField(max_length=100, unique=True)  # richMenuId
    picture = models.CharField(max_length=60)
    width = models.IntegerField()
    height = models.IntegerField()
    areas = models.JSONField(default=list)  # those that do something, as LINE has them, with their `number` of all
    first_ms = models.BigIntegerField()  # brought to LINE
    last_ms = models.BigIntegerField(null=True)  # nothing shows it any more
    told = models.CharField(max_length=10, choices=Told.choices, default=Told.NOT_YET)
    summary = models.JSONField(default=dict)  # the newest answer that told anything
    days = models.JSONField(default=dict)  # "20261121" → {"shown": [times, people], "areas": [[times, people], …]}
    asked_ms = models.BigIntegerField(null=True)
    is_final = models.BooleanField(default=False)  # LINE is asked no more

    class Meta:
        db_table = "line_menu_version"
        indexes = (
            models.Index(fields=("menu", "first_ms"), name="line_menu_version_menu"),
            models.Index(fields=("is_final", "asked_ms"), name="line_menu_version_asked"),
        )

    def __str__(self) -> str:
        return f"{self.line_id}, version {self.version} of {self.menu_id}"
