"""People who sign in (an email address and a name, nothing more), the organisations they work for, and what they may.

A user model of our own from the first migration, because Django cannot change it later.
"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.history import History
from toetssteen.web.accounts.roles import Role
from toetssteen.web.ui.bounds import DAY


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

    def get_by_natural_key(self, email: str | None) -> "User":
        """The user with this address, in whatever case. Raises User.DoesNotExist."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a task."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=150)
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    joined = models.DateTimeField(_("gebruiker sinds"), default=timezone.now, editable=False)
    # A weekly letter, for who asks for it; and until when the last one told.
    digest = models.BooleanField(_("elke week een e-mail"), default=False)
    digested = models.DateTimeField(null=True, blank=True, editable=False)

    objects = Users()
    # Not the password, and not every time somebody comes in or gets a letter.
    history = History(excluded_fields=["password", "last_login", "digested"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

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


class Organisation(models.Model):
    """A party of an alliance: it owns activities, keeps promises, sits at the table."""

    class Kind(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        STATE = "rijk", _("ministerie of rijksdienst")
        CORPORATION = "corporatie", _("woningcorporatie")
        SCHOOL = "school", _("school of schoolbestuur")
        POLICE = "politie", _("politie of justitie")
        CARE = "zorg", _("zorg")
        WELFARE = "welzijn", _("welzijnswerk")
        EMPLOYER = "werkgever", _("ondernemers en werkgevers")
        RESIDENTS = "bewoners", _("bewonersorganisatie")
        OTHER = "overig", _("anders")

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=150, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)
    # What the organisation itself says it does here, for its page.
    about = models.TextField(_("wat deze organisatie doet"), blank=True, max_length=2000)
    invented = models.BooleanField(_("verzonnen"), default=False)
    ended = models.DateField(_("bestaat niet meer sinds"), null=True, blank=True, validators=DAY)

    history = History()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """What somebody may: one role, for one organisation, in one area or everywhere, from one day to another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("gebruiker"))
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("organisatie")
    )
    # The key of an alliance's area, as in definitions/areas; the app that knows areas stands higher.
    area = models.SlugField(_("gebied"), max_length=80, blank=True, help_text=_("Leeg: overal."))
    since = models.DateField(_("vanaf"), default=timezone.localdate, validators=DAY)
    until = models.DateField(_("tot en met"), null=True, blank=True, validators=DAY)

    history = History()

    class Meta:
        verbose_name = _("rol van een gebruiker")
        verbose_name_plural = _("rollen van gebruikers")
        ordering = ("user", "role", "area")
        constraints = (
            # Two, for SQLite cannot say that two empty organisations are the same.
            models.UniqueConstraint(
                fields=("user", "role", "organisation", "area"),
                condition=models.Q(organisation__isnull=False),
                name="accounts_grant_once",
                violation_error_message=_("Deze rol heeft deze gebruiker al."),
            ),
            models.UniqueConstraint(
                fields=("user", "role", "area"),
                condition=models.Q(organisation__isnull=True),
                name="accounts_grant_without_organisation_once",
                violation_error_message=_("Deze rol heeft deze gebruiker al."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="accounts_grant_ends_after_it_starts",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.PARTNER) | models.Q(organisation__isnull=False),
                name="accounts_partner_has_organisation",
                violation_error_message=_("Een partner hoort bij een organisatie. Kies er een."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Attempt(models.Model):
    """One attempt at a secret, or one letter asked for (see `brakes`). No address of anybody: fingerprints made with the
    key of this installation."""

    what = models.CharField(max_length=12)
    account = models.CharField(max_length=32)
    place = models.CharField(max_length=32)
    # A known browser of this account; empty for all others.
    browser = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = (
            models.Index(fields=("what", "account", "at"), name="accounts_attempt_account"),
            models.Index(fields=("what", "place", "at"), name="accounts_attempt_place"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
