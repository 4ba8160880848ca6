"""Tables of the team: who may sign in, and which keys open what."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from polku.kit import clock, ids, seal


class Team(models.Model):
    """The one team of this installation, and what it has decided for everybody."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="USD")  # ISO 4217: people's revenue is summed in it
    time_zone = models.CharField(max_length=64, default="UTC")
    is_demo = models.BooleanField(default=False)
    needs_second_factor = models.BooleanField(default=False)  # of everybody who signs in with a password
    color = models.CharField(max_length=7, blank=True)  # of buttons and links that customers see; empty: the usual one
    logo = models.CharField(max_length=60, blank=True)  # a picture's name; empty: the name's first letter
    logo_shape = models.JSONField(default=dict, blank=True)  # see say/content/look/logo.py
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    def create_user(self, email: str, password: str | None = None, *, role: str = "owner", name: str = "") -> "Member":
        member = self.model(email=email.strip().lower(), role=role, name=name)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email=(username or "").strip().lower())


class Member(AbstractBaseUser):
    """Someone who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, default="owner")  # see rights.py
    stores = models.JSONField(default=list, blank=True)  # keys of stores this member is limited to; empty: all
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)  # of pages and letters; empty: not chosen
    time_zone = models.CharField(max_length=64, blank=True)  # empty: their device's
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[MemberManager] = MemberManager()
    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email


class Source(models.Model):
    """Where events come from: a shop, an app, an import. Its write key is no secret: browsers carry it."""

    INTERNAL = 0  # what polku itself appends; no row, no key

    name = models.CharField(max_length=200)
    write_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When its key stood where anybody can read it: [[from ms, to ms or null], …]. See public_keys.py.
    public = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return bool(self.public) and self.public[-1][1] is None


def every_right() -> list[str]:
    """Of a key that may do everything, also what is not yet thought of."""
    return ["*"]


class ApiKey(models.Model):
    """A key for programs; shown once, kept as a fingerprint."""

    name = models.CharField(max_length=200)
    beginning = models.CharField(max_length=12)  # enough to tell keys apart, not enough to use one
    fingerprint = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=every_right)  # names of rights, or "*"
    stores = models.JSONField(default=list, blank=True)  # as a member's
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class TrailEntry(models.Model):
    """One change: who, what, of what, before and after. Never changed itself."""

    at = models.DateTimeField(db_index=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.ForeignKey(ApiKey, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=254)  # as they were called then; "polku" for the house itself
    action = models.CharField(max_length=60)  # "campaign.launched"
    kind = models.CharField(max_length=40)  # of the subject: "campaign"
    number = models.CharField(max_length=200, blank=True)  # its number or name; empty where it was erased
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "number"], name="trail_subject"),)

    def __str__(self) -> str:
        return f"{self.who}: {self.action} {self.kind}:{self.number}"


def create_source(name: str) -> Source:
    return Source.objects.create(name=name, write_key=ids.new_key("wk"))


def is_in_use(name: str) -> bool:
    """Whether a source of this name still has a key that opens."""
    open_ones = Source.objects.filter(ended_at__isnull=True).values_list("name", flat=True)
    return name.strip().casefold() in {other.casefold() for other in open_ones}


def create_api_key(
    name: str, *, by: Member | None, scopes: Sequence[str] = ("*",), stores: Sequence[str] = ()
) -> tuple[ApiKey, str]:
    """The new key's row and the key itself, which nobody can see again."""
    key = ids.new_key("pk")
    row = ApiKey.objects.create(
        name=name,
        beginning=key[:8],
        fingerprint=seal.fingerprint(key),
        created_by=by,
        scopes=list(scopes),
        stores=list(stores),
    )
    return row, key
