"""Forms of the room: they parse and word the input; services decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Membership
from expert_council.enums import Verdict
from expert_council.models.elections import ELECTED_ROLES

ISO_DAY = "%Y-%m-%d"


def text_field(label: Any, language: str, *, rows: int = 10, required: bool = False) -> forms.CharField:
    """Return a field for an official text."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows, "lang": language})
    )


class EmptyForm(forms.Form):
    """A confirmation: nothing is typed."""


class TextsForm(forms.Form):
    """A text in both official languages."""

    text_kk = text_field(_("Text in Kazakh"), "kk")
    text_ru = text_field(_("Text in Russian"), "ru")


class OpinionTextForm(TextsForm):
    """The text of an opinion and what it says of the whole."""

    verdict = forms.ChoiceField(
        label=_("What the experts say of the text as a whole"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
    )


class NoteForm(forms.Form):
    """Whom a person represents, for the list."""

    note = forms.CharField(label=_("Whom the person represents"), max_length=300, required=False)


class PaperConsentForm(forms.Form):
    """The answer that came on paper."""

    agrees = forms.ChoiceField(
        label=_("What the person answered"),
        choices=[("yes", _("Agrees")), ("no", _("Declines"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("By which paper"), max_length=300, required=False, help_text=_("Its kind, day and number.")
    )


class AnswerForm(forms.Form):
    """One's own answer."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class LeavingForm(forms.Form):
    """Whose seats end with the act."""

    leaving = forms.MultipleChoiceField(
        label=_("Whose seats end with this act"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seats: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["leaving"]).choices = [
            (str(seat.pk), seat.person.full_name) for seat in seats
        ]
        if not seats:
            del self.fields["leaving"]


class ElectionForm(forms.Form):
    """The place and who stands for it."""

    role = forms.ChoiceField(label=_("Place"), choices=ELECTED_ROLES, widget=forms.RadioSelect)
    candidates = forms.MultipleChoiceField(
        label=_("Candidates, in the order of the list"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seats: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["candidates"]).choices = [
            (str(seat.person_id), seat.person.full_name) for seat in seats
        ]


class AskOpinionForm(forms.Form):
    """What the experts are asked, who writes, until when."""

    question_kk = forms.CharField(label=_("Question in Kazakh"), max_length=600, required=False)
    question_ru = forms.CharField(label=_("Question in Russian"), max_length=600, required=False)
    experts = forms.MultipleChoiceField(
        label=_("Who writes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(
        label=_("Last day of the term"),
        required=False,
        input_formats=[ISO_DAY, "%d.%m.%Y"],
        widget=forms.DateInput(format=ISO_DAY, attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, seats: Sequence[Membership], default: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["experts"]).choices = [
            (str(seat.person_id), seat.person.full_name) for seat in seats
        ]
        self.fields["question_kk"].widget.attrs["lang"] = "kk"
        self.fields["question_ru"].widget.attrs["lang"] = "ru"
        self.fields["due_on"].help_text = _("Empty: the term by default, %(day)s. Not fixed by law.") % {
            "day": f"{default:%d.%m.%Y}"
        }


class AffiliationForm(forms.Form):
    """Where an expert from outside works, the country included."""

    affiliation_kk = forms.CharField(
        label=_("Where the expert works, in Kazakh"), max_length=300, required=False,
        help_text=_("With the country, when it is another one."),
    )  # fmt: skip
    affiliation_ru = forms.CharField(
        label=_("Where the expert works, in Russian"), max_length=300, required=False
    )


class ReasonForm(forms.Form):
    """Why a request is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
