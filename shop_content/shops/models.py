"""Who: people, shops, roles, invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractUser):
    """A person, known by e-mail address. Moderators have `is_staff`."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=10, blank=True)  # "" follows the browser

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_case_insensitive")]


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver")


class Shop(models.Model):
    """The tenant. Every row that a merchant can see reaches one."""

    name = models.CharField(_("name"), max_length=120)
    website = models.URLField(_("website"), blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", db_default="UTC")  # where its days begin
    adapter = models.CharField(_("adapter"), max_length=60, blank=True, db_default="")  # a name in settings.ADAPTERS
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    people: models.ManyToManyField[User, Member] = models.ManyToManyField(User, through="Member", related_name="shops")

    class Meta:
        verbose_name = _("shop")
        verbose_name_plural = _("shops")

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person's role in a shop. `ABILITIES` says what a role may do; see `access.py`."""

    ABILITIES: ClassVar[dict[str, frozenset[str]]] = {
        Role.OWNER: frozenset({"view", "write", "decide", "manage"}),
        Role.EDITOR: frozenset({"view", "write"}),
        Role.APPROVER: frozenset({"view", "decide"}),
    }

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["shop", "user"], name="member_once_a_shop")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    def may(self, ability: str) -> bool:
        return ability in self.ABILITIES[self.role]


class Invitation(models.Model):
    """An open door for one e-mail address, for seven days."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the token in the mail
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # when a mail server took the newest mail; None: none did
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                "shop",
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"

    @property
    def open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and not self.expired

    @property
    def expired(self) -> bool:
        return self.expires_at <= timezone.now()


class BrandVoice(models.Model):
    """How a shop speaks, in one language. `actions.save_voice` changes it; the trail keeps every revision in full.

    `banned`: words. `preferred`: `[instead of this, write this]` pairs. `glossary`: `[term, how it is written]` pairs; the same
    twice is never translated. `left_out`: ids of approved versions that are no examples of it.
    """

    class Person(models.TextChoices):
        YOU = "you", _("You: speaks to the reader")
        WE = "we", _("We: the shop speaks of itself")
        NEUTRAL = "neutral", _("Neutral: neither you nor we")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="voices")
    locale = models.CharField(_("language"), max_length=10)
    tone = models.CharField(_("tone"), max_length=20, default="plain")  # one of `generation.contract.TONES`
    reader = models.CharField(_("reader"), max_length=200, blank=True)
    person = models.CharField(_("person"), max_length=10, choices=Person, blank=True)  # "" leaves it to the tone
    banned = models.JSONField(default=list)
    strict = models.BooleanField(default=False)  # a banned word blocks approval; else it warns
    preferred = models.JSONField(default=list)
    glossary = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)  # for people who edit at the same time, and for provenance
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("brand voice")
        verbose_name_plural = _("brand voices")
        constraints = [models.UniqueConstraint(fields=["shop", "locale"], name="voice_once_a_locale")]

    def __str__(self) -> str:
        return f"{self.shop} ({self.locale})"
