"""Sign-in: the user and his invitation."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assembly.people.querysets import InvitationQuerySet
from assembly.people.sign_in_number import number_of, spaced

if TYPE_CHECKING:
    from assembly.people.models.persons import Person


class UserManager(BaseUserManager["User"]):
    """Makes users; staff of the portal never call it, services do."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a user; without a password he cannot sign in until he sets one by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a system administrator: reference data and looking, no right in any procedure."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Who signs in. Rights follow from the seats of the person behind the user."""

    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    session_epoch = models.PositiveIntegerField(
        default=0, help_text="raised when all sessions of the user end at once"
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def known_person(self) -> "Person | None":
        """Return the person behind the user; a system administrator has none."""
        try:
            return self.person
        except ObjectDoesNotExist:
            return None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the epoch as well as to the password: raising it ends all of them for good."""
        by_password = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # not in the stubs
        if not self.session_epoch:
            return str(by_password)
        key_salt = "assembly.people.models.User.session_epoch"
        return salted_hmac(
            key_salt, f"{by_password}:{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def sign_in_name(self) -> str:
        """Return what the user types at the door: his address, or the number of his letter."""
        number = number_of(self.email)
        return spaced(number) if number else self.email

    def get_full_name(self) -> str:
        """Return the person's name, or the address of a user without a person."""
        person = self.known_person
        return person.short_name if person else self.email


class Invitation(models.Model):
    """A person's invitation to sign in.

    The link is made at sending: only the hash of its token is kept, it is used once, and a new
    letter ends the older link.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    batch = models.ForeignKey(
        "people.LetterBatch",
        on_delete=models.PROTECT,
        null=True,
        related_name="invitations",
        help_text="the order of printed letters; none for an invitation by e-mail",
    )
    sign_in_number = models.CharField(
        max_length=8, blank=True, help_text="by which a person without an address will sign in"
    )
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at__isnull=True, ended_at__isnull=True),
                name="person_has_one_open_invitation",
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="invitation_token_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
