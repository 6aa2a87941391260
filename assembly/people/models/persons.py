"""Persons exist once."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from assembly.common.search import search_indexes
from assembly.people.enums import Language, Sex
from assembly.people.iin import masked_iin
from assembly.people.keys import keyed_hash, seal, unseal
from assembly.people.querysets import PersonQuerySet

# The Kazakh alphabet's order under collation "C": each letter becomes one that sorts by code point.
KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
IIN_PURPOSE = "person.iin"
SORTABLE = "".join(chr(0x100 + place) for place in range(len(KAZAKH_ALPHABET)))


class Person(models.Model):
    """A human being, with or without a sign-in; may hold any number of seats.

    Salutations are stored whole: Kazakh has no gender, Russian has, and no rule guesses either.

    The individual identification number is never stored in the open: sealed for reading, hashed under
    another key for matching, the identifier of each key beside it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    family_name = models.CharField(_("family name"), max_length=100)
    given_name = models.CharField(_("given name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    salutation_kk = models.CharField(_("salutation in Kazakh"), max_length=200, blank=True)
    salutation_ru = models.CharField(_("salutation in Russian"), max_length=200, blank=True)
    salutation_en = models.CharField(_("salutation in English"), max_length=200, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.KK)
    iin_sealed = models.BinaryField(null=True, editable=False)
    iin_key = models.CharField(max_length=16, blank=True, editable=False, help_text="key it is sealed under")
    iin_hash = models.CharField(max_length=64, blank=True, editable=False)
    iin_hash_key = models.CharField(
        max_length=16, blank=True, editable=False, help_text="key it is hashed under"
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="merged_from",
        help_text="the card that remained when two of one person became one",
    )
    merged_at = models.DateTimeField(null=True, editable=False)
    sort_key = models.GeneratedField(
        expression=models.Func(
            Lower(models.F("family_name")),
            models.Value(KAZAKH_ALPHABET),
            models.Value(SORTABLE),
            function="translate",
        ),
        output_field=models.CharField(max_length=100, db_collation="C"),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            *search_indexes("person", "family_name", "given_name", "patronymic"),
            # Nearly all cards lead nowhere: an index of those would serve no question, and mislead the planner.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="person_merged_into",
            ),
        ]
        ordering = ["sort_key", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="person_email_is_unique_in_any_case"
            ),
            models.UniqueConstraint(
                fields=["iin_hash"], condition=~models.Q(iin_hash=""), name="person_iin_is_nobody_elses"
            ),
            models.CheckConstraint(
                name="merged_person_has_moment_and_nothing_unique",
                condition=models.Q(merged_into__isnull=True, merged_at__isnull=True)
                | models.Q(merged_into__isnull=False, merged_at__isnull=False, email="", iin_hash=""),
            ),
            models.CheckConstraint(
                name="person_iin_is_sealed_iff_hashed",
                condition=models.Q(iin_sealed__isnull=True, iin_key="", iin_hash="", iin_hash_key="")
                | (
                    models.Q(iin_sealed__isnull=False)
                    & ~models.Q(iin_key="")
                    & ~models.Q(iin_hash="")
                    & ~models.Q(iin_hash_key="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return family name, given name, patronymic."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """Return the given and the family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        """Return the two letters of the round sign beside a name."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    def salutation(self, language: str) -> str:
        """Return the greeting of a letter in ``language``; the full name where none is stored."""
        return str(getattr(self, f"salutation_{language}", "")) or self.full_name

    def put_iin(self, number: str) -> None:
        """Seal and hash the number under the present keys, or forget it where it is empty; saves nothing."""
        if not number:
            self.iin_sealed, self.iin_key, self.iin_hash, self.iin_hash_key = None, "", "", ""
            return
        self.iin_key, self.iin_sealed = seal(number.encode(), purpose=IIN_PURPOSE)
        self.iin_hash_key, self.iin_hash = keyed_hash(number, purpose=IIN_PURPOSE)

    def read_iin(self) -> str:
        """Open the sealed number; empty where none is recorded."""
        if self.iin_sealed is None:
            return ""
        return unseal(bytes(self.iin_sealed), key_id=self.iin_key, purpose=IIN_PURPOSE).decode()

    @property
    def masked_iin(self) -> str:
        """Return the number with all but the day of birth hidden."""
        return masked_iin(self.read_iin())
