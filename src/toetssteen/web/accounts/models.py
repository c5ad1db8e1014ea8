"""People who sign in: an email address and a name, nothing more.

A model of our own from the first migration, because Django cannot change it later.
"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """Makes users; an address is kept in lower case, so that it signs in however it is typed."""

    use_in_migrations = False

    def create_user(self, email: str, name: str, password: str | None = None, **fields: bool) -> "User":
        """A user. Without a password one cannot sign in by password. Raises ValueError without an address."""
        address = email.strip().lower()
        if not address:
            raise ValueError("A user needs an email address.")
        user = self.model(email=address, name=name.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None) -> "User":
        """A user who may do everything."""
        return self.create_user(email, name, password, is_superuser=True)

    def get_by_natural_key(self, email: str) -> "User":
        """The user with this address, in whatever case. Raises User.DoesNotExist."""
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a task."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=150)
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    joined = models.DateTimeField(_("gebruiker sinds"), default=timezone.now, editable=False)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ("name", "email")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="accounts_user_email_in_lower_case",
                violation_error_message=_("Schrijf het e-mailadres in kleine letters."),
            ),
        )

    def __str__(self) -> str:
        return self.name
