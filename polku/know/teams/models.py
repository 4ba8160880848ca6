"""Tables of the team: who may sign in, and which keys open what."""

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
    role = models.CharField(max_length=20, default="owner")
    is_active = models.BooleanField(default=True)
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

    def __str__(self) -> str:
        return self.name


class ApiKey(models.Model):
    """A key for programs; shown once, kept as a fingerprint."""

    name = models.CharField(max_length=200)
    beginning = models.CharField(max_length=12)  # enough to tell keys apart, not enough to use one
    fingerprint = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


def create_source(name: str) -> Source:
    return Source.objects.create(name=name, write_key=ids.new_key("wk"))


def create_api_key(name: str, *, by: Member | None) -> tuple[ApiKey, str]:
    """The new key's row and the key itself, which nobody can see again."""
    key = ids.new_key("pk")
    row = ApiKey.objects.create(name=name, beginning=key[:8], fingerprint=seal.fingerprint(key), created_by=by)
    return row, key
