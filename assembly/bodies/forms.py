"""Forms of the registers. They parse; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import BodyKind, NominationRoute, OfficerRole, SeatRole, StateBodyKind
from assembly.bodies.models import Association, Body, Region, StateBody
from assembly.bodies.register import COLUMNS
from assembly.documents.forms import FILE_TYPES, ManyFilesField, ManyFilesInput
from assembly.documents.models import Act
from assembly.people.enums import Language

DAY_HINT = _("Day, month, year: 28.02.2026")
MOST_ACTS = 300
FIRST_DAY = _("First day")
FIRST_DAY_WITHOUT = _("First day without it")
ALL = pgettext_lazy("filter", "All")
LONGEST_ACT = 140


class ActField(forms.ModelChoiceField):
    """An act of the portal, the newest first, named by its number, day and title."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Basis"))
        kwargs.setdefault("help_text", _("The act on which this rests."))
        super().__init__(queryset=Act.objects.order_by("-signed_on", "-pk"), empty_label="–", **kwargs)

    def label_from_instance(self, record: Any) -> str:
        """Return how the act stands in the list."""
        return f"№ {record.number}, {record.signed_on:%d.%m.%Y}, {record.title}"[:LONGEST_ACT]


class IinField(forms.CharField):
    """The individual identification number; a browser does not remember it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
        super().__init__(label=_("IIN"), max_length=20, required=False, widget=widget, **kwargs)


class ListFilter(forms.Form):
    """What a search for a person is narrowed by."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)


YES_NO = (("", ALL), ("yes", pgettext_lazy("council", "yes")), ("no", pgettext_lazy("council", "no")))


class MemberFilter(forms.Form):
    """What the register of members is narrowed by, and which of its columns are shown."""

    COUNCIL = (
        ("", ALL),
        ("yes", pgettext_lazy("council", "In the Council")),
        ("no", pgettext_lazy("council", "Not in the Council")),
    )
    ENDS = (("", ALL), ("yes", _("an end is set")), ("no", _("no end is set")))
    # What stands in sight; the rest opens by a click.
    SHORT = ("body", "region", "council", "on")

    q = forms.CharField(label=_("Name or association"), required=False, max_length=100)
    body = forms.ModelChoiceField(
        queryset=Body.objects.filter(ended_on=None), label=_("Body"), required=False, empty_label=None
    )
    region = forms.ModelChoiceField(
        queryset=Region.objects.all(), label=_("Region"), required=False, empty_label=ALL
    )
    council = forms.ChoiceField(label=_("Council"), choices=COUNCIL, required=False)
    on = forms.DateField(label=_("On the day"), required=False)
    role = forms.ChoiceField(
        label=_("Role in the body"), choices=[("", ALL), *SeatRole.choices], required=False
    )
    association = forms.ModelChoiceField(
        queryset=Association.objects.all(), label=_("Association"), required=False, empty_label=ALL
    )
    nomination = forms.ChoiceField(
        label=_("Nominated"), choices=[("", ALL), *NominationRoute.choices], required=False
    )
    since = forms.DateField(label=_("Member not before"), required=False)
    until = forms.DateField(label=_("Member not after"), required=False)
    ends = forms.ChoiceField(label=_("End of the seat"), choices=ENDS, required=False)
    account = forms.ChoiceField(label=_("Can sign in"), choices=YES_NO, required=False)
    language = forms.ChoiceField(
        label=_("Language of letters"), choices=[("", ALL), *Language.choices], required=False
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(column.key, column.label) for column in COLUMNS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def short(self) -> list[Any]:
        """Return the fields that stand in sight."""
        return [self[name] for name in self.SHORT]

    def further(self) -> list[Any]:
        """Return the other filters, without the choice of columns."""
        return [self[name] for name in self.fields if name not in {"q", "columns", *self.SHORT}]

    def is_narrowed_further(self) -> bool:
        """Say whether one of the filters out of sight is set, so that they must be shown."""
        return any(bound.value() for bound in self.further())


class TitleFilter(forms.Form):
    """What a register of things that have titles is narrowed by."""

    q = forms.CharField(label=pgettext_lazy("thing", "Name"), required=False, max_length=100)


class BodyFilter(TitleFilter):
    """What the list of bodies is narrowed by."""

    kind = forms.ChoiceField(label=_("Kind of body"), choices=[("", ALL), *BodyKind.choices], required=False)
    on = forms.DateField(label=_("On the day"), required=False)
    ended = forms.BooleanField(label=_("Show those that exist no more"), required=False)


class CompositionFilter(forms.Form):
    """The day on which a body is looked at, and an earlier day to compare with."""

    on = forms.DateField(label=_("On the day"), required=False)
    since = forms.DateField(label=_("Compare with the day"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse to compare with a day that is not earlier."""
        values: dict[str, Any] = super().clean() or {}
        on, since = values.get("on"), values.get("since")
        if on and since and since >= on:
            self.add_error("since", _("Name a day before the day looked at."))
        return values


class StateBodyFilter(TitleFilter):
    """What the register of state bodies is narrowed by."""

    kind = forms.ChoiceField(
        label=_("Kind of body"), choices=[("", ALL), *StateBodyKind.choices], required=False
    )
    ended = forms.BooleanField(label=_("Show those that exist no more"), required=False)


class AssociationFilter(TitleFilter):
    """What the register of associations is narrowed by."""

    LEVELS = (
        ("", ALL),
        ("republican", pgettext_lazy("association", "republican")),
        ("regional", pgettext_lazy("association", "regional")),
    )
    STATES = (
        ("", ALL),
        ("accredited", pgettext_lazy("association", "Accredited")),
        ("pending", pgettext_lazy("association", "Application is considered")),
        ("lapsed", pgettext_lazy("association", "Accreditation is over")),
        ("never", pgettext_lazy("association", "Never accredited")),
    )

    region = forms.ModelChoiceField(
        queryset=Region.objects.all(), label=_("Region"), required=False, empty_label=ALL
    )
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, required=False)
    state = forms.ChoiceField(label=pgettext_lazy("object", "State"), choices=STATES, required=False)


class AssociationForm(forms.Form):
    """An association entered for the first time."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    region = forms.ModelChoiceField(
        queryset=Region.objects.all(),
        label=_("Region"),
        help_text=_("Without a region it is a republican association."),
        required=False,
        empty_label=pgettext_lazy("association", "republican"),
    )


class ApplicationForm(forms.Form):
    """An application for accreditation as it came."""

    applied_on = forms.DateField(label=_("Day on which it came"), help_text=DAY_HINT)
    applicant = forms.CharField(
        label=_("Who brought it"), help_text=_("Name and post in the association."), max_length=200
    )
    papers = ManyFilesField(
        label=_("Papers"),
        help_text=_("The application and copies of the certificates: PDF, docx, xlsx, PNG or JPEG."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": FILE_TYPES}),
    )


class AccreditForm(forms.Form):
    """The decision by which an association is accredited."""

    decided_on = forms.DateField(label=_("Day of the decision"), help_text=DAY_HINT)
    entry_number = forms.CharField(
        label=_("Number in the register of accredited associations"), max_length=40
    )
    until = forms.DateField(
        label=_("First day without accreditation"),
        help_text=_("Left empty: by the setting, counted from the first day of the term."),
        required=False,
    )
    basis = ActField()


class RefuseAccreditationForm(forms.Form):
    """The decision by which accreditation is refused."""

    decided_on = forms.DateField(label=_("Day of the decision"), help_text=DAY_HINT)
    reason = forms.CharField(
        label=_("Reason of the refusal"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    basis = ActField(required=False)


class SeatForm(forms.Form):
    """A seat in a body."""

    body = forms.ModelChoiceField(
        queryset=Body.objects.filter(ended_on=None), label=_("Body"), empty_label=None
    )
    role = forms.ChoiceField(label=_("Role in the body"), choices=SeatRole.choices)
    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)
    basis = ActField()
    association = forms.ModelChoiceField(
        queryset=Association.objects.all(), label=_("On behalf of an association"), required=False
    )
    region = forms.ModelChoiceField(queryset=Region.objects.all(), label=_("Region"), required=False)
    on_behalf_kk = forms.CharField(
        label=_("On whose behalf, in Kazakh"),
        help_text=_("Where it is no association of the register."),
        required=False,
        max_length=300,
    )
    on_behalf_ru = forms.CharField(label=_("On whose behalf, in Russian"), required=False, max_length=300)
    nomination = forms.ChoiceField(
        label=_("Nominated"), choices=[("", "–"), *NominationRoute.choices], required=False
    )
    nominated_by_kk = forms.CharField(label=_("Who nominated, in Kazakh"), required=False, max_length=300)
    nominated_by_ru = forms.CharField(label=_("Who nominated, in Russian"), required=False, max_length=300)
    counts_toward_quorum = forms.BooleanField(
        label=_("Is one of the total number of members"),
        help_text=_("Quorum is counted from this number."),
        required=False,
        initial=True,
    )


class OfficerForm(forms.Form):
    """A post at a state body."""

    role = forms.ChoiceField(
        label=_("Post in the portal"), choices=OfficerRole.choices, initial=OfficerRole.OFFICER
    )
    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)


class EndDayForm(forms.Form):
    """The end of a post."""

    until = forms.DateField(label=FIRST_DAY_WITHOUT, help_text=DAY_HINT)


class AppointmentForm(forms.Form):
    """An appointment to an office."""

    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)
    basis = ActField()


class VacancyForm(forms.Form):
    """The end of a term in an office."""

    until = forms.DateField(label=FIRST_DAY_WITHOUT, help_text=DAY_HINT)
    basis = ActField()


class PersonForm(forms.Form):
    """A person entered for the first time."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    iin = IinField()
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language.choices)
    salutation_kk = forms.CharField(
        label=_("Greeting in Kazakh"),
        help_text=_("The whole greeting with which letters begin."),
        max_length=200,
        required=False,
    )
    salutation_ru = forms.CharField(label=_("Greeting in Russian"), max_length=200, required=False)


class IinForm(forms.Form):
    """The number of a person who is in the register; empty to remove it."""

    iin = IinField(help_text=_("12 digits. Leave it empty to remove the number."))


class MergeForm(forms.Form):
    """What remains of two cards: for each field in which they differ, whose value."""

    def __init__(self, *args: Any, pairs: Sequence[Any], asks_sign_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pair in pairs:
            if pair.kept != pair.other:
                self.fields[pair.name] = forms.ChoiceField(
                    label=pair.label,
                    choices=[("kept", pair.kept), ("other", pair.other)],
                    initial="other" if pair.is_taken else "kept",
                )
        if asks_sign_in:
            self.fields["sign_in_from"] = forms.ChoiceField(
                label=_("Whose sign-in remains"),
                help_text=_("Both cards have a sign-in; the other one is closed."),
                choices=[
                    ("kept", _("of the card that remains")),
                    ("other", _("of the card that is merged")),
                ],
                widget=forms.RadioSelect,
            )


class ApartForm(forms.Form):
    """Why two cards are of two persons."""

    reason = forms.CharField(
        label=_("How they were told apart"),
        help_text=_("For example: different days of birth, compared with the documents of both."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StateBodyChangeForm(forms.Form):
    """What of a state body changes while it stays the same body."""

    kind = forms.ChoiceField(
        label=_("Kind of body"), choices=[("", "–"), *StateBodyKind.choices], required=False
    )
    parent = forms.ModelChoiceField(
        queryset=StateBody.objects.filter(is_active=True), label=_("Part of"), required=False
    )
    address_kk = forms.CharField(label=_("Address in Kazakh"), max_length=300, required=False)
    address_ru = forms.CharField(label=_("Address in Russian"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail address of the office"), required=False)
    phone = forms.CharField(label=_("Telephone of the office"), max_length=40, required=False)


class StateBodyForm(StateBodyChangeForm):
    """A state body entered for the first time."""

    code = forms.SlugField(label=_("Code"), help_text=_("Short, in Latin letters."), max_length=20)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    region = forms.ModelChoiceField(queryset=Region.objects.all(), label=_("Region"), required=False)
    formed_on = forms.DateField(label=_("Exists since"), help_text=DAY_HINT, required=False)

    field_order = ["code", "name_kk", "name_ru", "name_en", "kind", "parent", "region", "formed_on"]


class StateBodyEndForm(forms.Form):
    """The end of a state body."""

    ended_on = forms.DateField(label=_("First day on which it exists no more"), help_text=DAY_HINT)
    successor = forms.ModelChoiceField(
        queryset=StateBody.objects.filter(is_active=True),
        label=_("Who goes on with its work"),
        required=False,
    )
    is_without_successor = forms.BooleanField(label=_("There is no successor"), required=False)
    basis = ActField(required=False)
