"""Where django-allauth meets this product: what it writes to the trail, how long a lock lasts, who is verified already."""

from __future__ import annotations

import logging
import math
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop_content.audit.middleware import client_address
from shop_content.shops import actions
from shop_content.shops.models import User

logger = logging.getLogger(__name__)

CODE_WRONG = _("This code is not right. Codes change every 30 seconds: enter the one shown now.")
LIMIT = {"app": "allauth.account", "action": "login_failed"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. Check both, or reset your password."
        ),
        "account_inactive": _("This account was closed by the moderators."),
        "email_taken": _("An account with this e-mail address exists. Sign in, or reset your password."),
        "incorrect_password": _("This password is not right."),
        "rate_limited": _("Too many requests in a short time. Wait a minute, then try again."),
    }

    # -- brute force

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account alone: another spelling of the host must not bring fresh tries."""
        return str(credentials.get("email", "")).strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.attacked = self._get_login_attempts_cache_key(request, **credentials)
        super().pre_authenticate(request, **credentials)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "too_many_login_attempts":
            return ValidationError(self._locked_message(), code=code)
        return super().validation_error(code, *args)

    def _locked_message(self) -> str:
        """For how long, and the way out. The wait is the longest of the limits that are used up."""
        request = allauth_context.request
        pending = (request.session.get("account_login") or {}).get("user_pk") or request.user.pk
        key = getattr(self, "attacked", None) or f"mfa-auth-user-{pending}"
        minutes = max(1, math.ceil(seconds_locked(request, key) / 60))
        return ngettext(
            "Too many failed tries. To protect the account, sign-in is locked for %(minutes)s more minute. Wait, or reset the password.",
            "Too many failed tries. To protect the account, sign-in is locked for %(minutes)s more minutes. Wait, or reset the password.",
            minutes,
        ) % {"minutes": minutes}

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address as the trail's."""
        return client_address(request) or super().get_client_ip(request)

    # -- mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not take the page with it: the account exists, the mail can be asked for again."""
        request = allauth_context.request or self.request
        try:
            with allauth_context.request_context(request):
                super().send_mail(template_prefix, email, context)
        except OSError as error:  # SMTPException is one
            logger.warning("A mail (%s) could not be sent: %s", template_prefix, error)
            text = _(
                "The mail to %(email)s could not be sent: our mail server does not answer. Try again in a few minutes."
            )
            messages.error(request, text % {"email": email})

    # -- the trail

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        invited = request.session.get("account_verified_email")
        if invited and invited.lower() != form.cleaned_data.get("email", "").lower():
            # The link proved another address than the one typed: allauth would open the account under that other one.
            self.unstash_verified_email(request)
        saved = super().save_user(request, user, form, commit)
        if commit:
            actions.account_event("sign_up", saved)
        return saved

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        actions.account_event("sign_in", user)

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            actions.account_event("sign_out", user)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            actions.account_event("email_confirmed", email_address.user, email=email_address.email)
        return confirmed

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        if user is not None:
            actions.sign_in_failed(user)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """Every change to an account's security passes here: password, address, two-factor, recovery codes."""
        actions.account_event(template_prefix.rpartition("/")[2], user)
        super().send_notification_mail(template_prefix, user, context, email)


class TwoFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": CODE_WRONG}


def seconds_locked(request: HttpRequest, key: str) -> float:
    """Until the next try is allowed, for the account of `key` and for the request's address."""
    now, longest = time.time(), 0.0
    for rate in ratelimit.get_rates(**LIMIT):
        history = cache.get(ratelimit.get_cache_key(request, **LIMIT, rate=rate, key=key)) or []
        recent = [moment for moment in history if moment > now - rate.duration]
        if len(recent) >= rate.amount:
            longest = max(longest, recent[rate.amount - 1] + rate.duration - now)
    return longest
