"""Forms of the room: they parse and word the input; services decide."""

import uuid
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.models import Region, StateBody
from assembly.common.names import language_now
from assembly.decisions.forms import day_field, lines
from assembly.documents.forms import FILE_TYPES, ManyFilesField, ManyFilesInput
from assembly.documents.selectors import setting_value
from assembly.documents.services.files import FILE_LIMIT
from assembly.people.enums import Language
from assembly.people.models import Person
from secretariat.enums import (
    AppealChannel,
    AppealKind,
    AppealState,
    AppealTopic,
    ApplicantKind,
    TellingWay,
)
from secretariat.models import CitizenAppeal
from secretariat.portal_settings import MOST_FILES
from secretariat.services.registering import Submission

ALL = pgettext_lazy("filter", "All")
LONGEST_TEXT = 20_000
REASON_LANGUAGE = _("In the language of the appeal: the applicant reads it.")


class AppealForm(forms.Form):
    """An appeal, as its applicant writes it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    applicant_kind = forms.ChoiceField(
        label=_("Who appeals"), choices=ApplicantKind.choices, initial=ApplicantKind.PERSON
    )
    applicant_name = forms.CharField(
        label=_("Full name, or name of the organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    applicant_number = forms.CharField(
        label=_("IIN or BIN"),
        help_text=_("12 digits, if you have the number. It is kept encrypted."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.all(), empty_label="–")
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The receipt and the answer are told by letter to this address."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    kind = forms.ChoiceField(label=_("Kind of appeal"), choices=AppealKind.choices)
    topic = forms.ChoiceField(label=_("What it is about"), choices=[("", "–"), *AppealTopic.choices])
    language = forms.ChoiceField(
        label=_("Language of the appeal"),
        help_text=_("The answer comes in this language."),
        choices=Language.choices,
    )
    subject = forms.CharField(label=_("In one line"), max_length=200)
    text = forms.CharField(
        label=_("Text of the appeal"),
        help_text=_("What happened, where and when, and what you ask for."),
        max_length=LONGEST_TEXT,
        widget=lines(10),
    )
    upload = ManyFilesField(
        label=_("Files"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": FILE_TYPES}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4(), "language": language_now()})
        super().__init__(*args, **kwargs)
        on = localdate()
        self.fields["upload"].help_text = _(
            "PDF, docx, xlsx, PNG or JPEG. Files at most: %(files)s; megabytes of each at most: %(size)s."
        ) % {"files": setting_value(MOST_FILES, on=on), "size": setting_value(FILE_LIMIT, on=on)}

    def submission(self) -> Submission:
        """Return what was typed, as the service takes it."""
        values = self.cleaned_data
        plain = {
            name: values[name]
            for name in (
                "key", "kind", "topic", "language", "applicant_kind", "applicant_name", "applicant_number", "address",
                "email", "phone", "subject", "text",
            )
        }  # fmt: skip
        return Submission(
            **plain,
            region_id=values["region"].pk,
            external_number=values.get("external_number", ""),
            has_consent=values.get("has_consent", True),
            uploads=values["upload"],
        )


class PublicAppealForm(AppealForm):
    """An appeal sent through the portal: with consent, and with a field that only a program fills in."""

    has_consent = forms.BooleanField(
        label=_("I agree that my personal data are processed to consider this appeal."), required=False
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def typed(self) -> list[forms.BoundField]:
        """Return the fields that a person sees."""
        return [bound for bound in self if bound.name not in {"key", "website"}]


class StaffAppealForm(AppealForm):
    """An appeal that the staff types from paper or from speech."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[choice for choice in AppealChannel.choices if choice[0] != AppealChannel.PORTAL],
    )
    received_on = day_field(
        label=_("Day on which it came"), help_text=_("Today, when left empty."), required=False
    )
    external_number = forms.CharField(
        label=_("Number in the state system of appeals"), max_length=40, required=False
    )
    field_order = ["key", "channel", "received_on", "external_number"]


class FollowForm(forms.Form):
    """The number and the code of a receipt."""

    number = forms.CharField(
        label=_("Number of the appeal"),
        help_text=_("As on the receipt: 15/2026"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("20 digits from the receipt; blanks do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class AppealFilter(forms.Form):
    """What the list of appeals is narrowed by."""

    q = forms.CharField(label=_("Number, name or words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=pgettext_lazy("object", "State"), choices=[("", ALL), *AppealState.choices], required=False
    )
    topic = forms.ChoiceField(
        label=_("What it is about"), choices=[("", ALL), *AppealTopic.choices], required=False
    )
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.all(), required=False, empty_label=ALL
    )
    executor = forms.ModelChoiceField(
        label=_("Executor"), queryset=Person.objects.none(), required=False, empty_label=ALL
    )
    since = day_field(label=_("Registered from"), required=False)
    until = day_field(label=_("Registered until"), required=False)
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, staff: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.filter(pk__in=[person.pk for person in staff])
        self.fields["executor"].queryset = known  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """The span of registration that figures are made of."""

    since = day_field(label=_("Registered from"), required=False)
    until = day_field(label=_("Registered until"), required=False)


class GroundsForm(forms.Form):
    """The two grounds on which the Secretariat considers an appeal (п. 17, подп. 3)."""

    is_national = forms.BooleanField(label=_("It is of national significance"), required=False)
    is_interethnic = forms.BooleanField(label=_("It touches interethnic relations"), required=False)


class AcceptForm(GroundsForm):
    """Accepting an appeal."""

    topic = forms.ChoiceField(label=_("What it is about"), choices=AppealTopic.choices)
    executor = forms.ModelChoiceField(label=_("Executor"), queryset=Person.objects.none(), empty_label="–")

    def __init__(self, *args: Any, staff: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.filter(pk__in=[person.pk for person in staff])
        self.fields["executor"].queryset = known  # type: ignore[attr-defined]


class RedirectForm(GroundsForm):
    """Redirecting an appeal."""

    state_body = forms.ModelChoiceField(
        label=_("State body"), queryset=StateBody.objects.filter(is_active=True), empty_label="–"
    )
    reason = forms.CharField(
        label=_("Why"), help_text=REASON_LANGUAGE, max_length=1000, widget=lines(4), required=False
    )


class ExecutorForm(forms.Form):
    """Another executor."""

    executor = forms.ModelChoiceField(label=_("Executor"), queryset=Person.objects.none(), empty_label="–")

    def __init__(self, *args: Any, staff: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.filter(pk__in=[person.pk for person in staff])
        self.fields["executor"].queryset = known  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    """The decision to extend a term."""

    due_on = day_field(label=_("New last day"))
    reason = forms.CharField(
        label=_("Why"), help_text=REASON_LANGUAGE, max_length=1000, widget=lines(4), required=False
    )


class NoteForm(forms.Form):
    """A note among the staff."""

    text = forms.CharField(label=_("Note"), max_length=2000, widget=lines(3))


class AnswerForm(forms.Form):
    """The draft of an answer."""

    language = forms.ChoiceField(label=_("Language of the answer"))
    text = forms.CharField(
        label=_("Text of the answer"),
        help_text=_(
            "Each line is a paragraph. Number, day, addressee and signature are printed by the portal."
        ),
        max_length=LONGEST_TEXT,
        widget=lines(14),
    )

    def __init__(self, *args: Any, appeal: CitizenAppeal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [code for code in (appeal.language, Language.KK) if code]
        choices = [(code, Language(code).label) for code in dict.fromkeys(allowed)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["lang"] = appeal.draft_language or appeal.language


class ToldForm(forms.Form):
    """How and when an applicant was told."""

    way = forms.ChoiceField(
        label=_("How"), choices=[choice for choice in TellingWay.choices if choice[0] != TellingWay.EMAIL]
    )
    told_on = day_field(label=_("Day"))


class SignForm(forms.Form):
    """Which draft the signer has read."""

    drafted_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"], widget=forms.HiddenInput
    )
