"""People and the roles they hold."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fellowship import clock
from fellowship.models.base import PublicRecord
from fellowship.rules.erased import ERASED
from fellowship.rules.roles import Role, Scope


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an e-mail address in another case is the same person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person with a case-folded address."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person who may do everything in Wagtail's admin; the program's own screens still ask for roles."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by address in any case."""
        return self.get(email__iexact=(username or "").strip())


class Person(PublicRecord, AbstractBaseUser, PermissionsMixin):
    """Anyone who signs in: applicant, advocate, supervisor or staff. The e-mail address is the sign-in name."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    called = models.CharField(_("name to be called"), max_length=100, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the content screens"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=clock.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One person per address, whatever its case."""

        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="person_email_any_case"),
        ]

    def __str__(self) -> str:
        """Give a code, not a name: this text reaches logs."""
        return f"person {str(self.pk)[:8]}"

    @property
    def short_name(self) -> str:
        """What to call this person; whose data was deleted has no name."""
        if self.email.endswith(ERASED):
            return str(_("Name deleted"))
        return self.called or self.name.split(" ")[0] or self.email.split("@")[0]

    def get_full_name(self) -> str:
        """Return the name, or the name to be called where none was given."""
        return self.name or self.short_name

    def get_short_name(self) -> str:
        """Return what to call this person."""
        return self.short_name


class RoleGrant(PublicRecord):
    """A role held from one day to another, somewhere. Ended grants stay as history."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    scope = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Scope], default=Scope.NATION)
    region = models.ForeignKey("fellowship.Region", on_delete=models.PROTECT, null=True, blank=True)
    office = models.ForeignKey("fellowship.HostOffice", on_delete=models.PROTECT, null=True, blank=True)
    fund_code = models.SlugField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """A scope names its place, and no grant ends before it starts."""

        verbose_name = _("role")
        verbose_name_plural = _("roles")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "starts_on"], name="rolegrant_role")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="rolegrant_scope_names_its_place",
                condition=(
                    Q(scope=Scope.NATION, region__isnull=True, office__isnull=True, fund_code="")
                    | Q(scope=Scope.REGION, region__isnull=False, office__isnull=True, fund_code="")
                    | Q(scope=Scope.OFFICE, region__isnull=True, office__isnull=False, fund_code="")
                    | (Q(scope=Scope.FUND, region__isnull=True, office__isnull=True) & ~Q(fund_code=""))
                ),
            ),
            models.CheckConstraint(
                name="rolegrant_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(name="rolegrant_known_role", condition=Q(role__in=[r.value for r in Role])),
        ]
