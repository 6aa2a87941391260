"""Forms of the room: they parse and word the input; services decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.models import Body, Office, StateBody
from assembly.common.errors import DomainError
from assembly.common.names import language_now
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.documents.forms import FILE_TYPES, ManyFilesField, ManyFilesInput
from assembly.people.enums import Language

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


def put_on_form(form: forms.Form, refusal: DomainError) -> bool:
    """Write a refusal beside the field that it names; say whether there is such a field."""
    field = refusal.params.get("field", "")
    if field not in form.fields:
        return False
    form.add_error(field, " ".join(part for part in (refusal.message(), refusal.advice_text()) if part))
    return True


def day_field(**options: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=DAY_FORMATS, **options)


def lines(rows: int, **attributes: Any) -> forms.Textarea:
    """Return a control of several lines."""
    return forms.Textarea(attrs={"rows": rows, **attributes})


class AssignmentFilter(forms.Form):
    """What of the assignments is shown."""

    q = forms.CharField(label=_("Number or words"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("object", "State"), required=False)
    lead = forms.ModelChoiceField(
        label=_("State body"),
        queryset=StateBody.objects.filter(is_active=True),
        required=False,
        empty_label=pgettext_lazy("state bodies", "All"),
    )
    due_from = day_field(label=_("Due from"), required=False)
    due_until = day_field(label=_("Due until"), required=False)
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", pgettext_lazy("states", "All")), *AssignmentState.choices]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class ConsiderationFilter(forms.Form):
    """What of the considerations is shown."""

    state = forms.ChoiceField(label=pgettext_lazy("object", "State"), required=False)
    lead = forms.ModelChoiceField(
        label=_("State body"),
        queryset=StateBody.objects.filter(is_active=True),
        required=False,
        empty_label=pgettext_lazy("state bodies", "All"),
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", pgettext_lazy("states", "All")), *ConsiderationState.choices]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """A report on an assignment."""

    text = forms.CharField(
        label=_("What was done and what shows it"),
        help_text=_("In your own words, in Kazakh or in Russian."),
        max_length=20_000,
        widget=lines(8),
    )
    language = forms.ChoiceField(label=_("Language of the report"), choices=Language.choices)
    uploads = ManyFilesField(
        label=_("Documents"),
        help_text=_("PDF, docx, xlsx, PNG or JPEG; several may be chosen."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": FILE_TYPES}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": language_now()})
        super().__init__(*args, **kwargs)


class ReturnForm(forms.Form):
    """What is missing in a report."""

    remark = forms.CharField(label=_("What is missing"), max_length=2000, widget=lines(4))


class PublicationForm(forms.Form):
    """A republican medium that published an address."""

    medium_kk = forms.CharField(label=_("Medium, in Kazakh"), max_length=200)
    medium_ru = forms.CharField(label=_("Medium, in Russian"), max_length=200)
    published_on = day_field(label=_("Day of the publication"))
    link = forms.URLField(label=_("Address of the publication"), required=False, assume_scheme="https")


class SendForm(forms.Form):
    """Which state bodies a decision is sent to."""

    state_bodies = forms.ModelMultipleChoiceField(
        label=_("State bodies that will consider the decision"),
        queryset=StateBody.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state_bodies"].queryset = choices  # type: ignore[attr-defined]


class ConsideredForm(forms.Form):
    """What a state body resolved."""

    considered_on = day_field(label=_("Day of the consideration"))
    signatory = forms.CharField(
        label=_("Who signed"), help_text=_("Post and name, as in the letter."), max_length=300
    )
    resolved_kk = forms.CharField(label=_("What was resolved, in Kazakh"), widget=lines(5, lang="kk"))
    resolved_ru = forms.CharField(label=_("What was resolved, in Russian"), widget=lines(5, lang="ru"))


class ExecutionForm(forms.Form):
    """What one lead executor is to do, until when, and what counts as done."""

    lead = forms.ChoiceField(label=_("Lead executor"))
    text_kk = forms.CharField(label=_("What is to be done, in Kazakh"), widget=lines(4, lang="kk"))
    text_ru = forms.CharField(label=_("What is to be done, in Russian"), widget=lines(4, lang="ru"))
    criterion_kk = forms.CharField(
        label=_("What counts as done, in Kazakh"), max_length=600, widget=lines(2, lang="kk")
    )
    criterion_ru = forms.CharField(
        label=_("What counts as done, in Russian"), max_length=600, widget=lines(2, lang="ru")
    )
    working_days = forms.IntegerField(
        label=_("Working days"),
        help_text=_("Enter a number and press “Compute the day”, or choose the day yourself."),
        min_value=1,
        max_value=1000,
        required=False,
    )
    due_on = day_field(label=_("Last day of the term"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            (_("State bodies"), [(f"state_body:{one.pk}", str(one)) for one in StateBody.objects.filter(is_active=True)]),
            (_("Offices"), [(f"office:{one.pk}", str(one)) for one in Office.objects.all()]),
            (_("Bodies of the Assembly"), [(f"body:{one.pk}", str(one)) for one in Body.objects.all()]),
        ]  # fmt: skip

    def lead_key(self) -> dict[str, Any]:
        """Return the chosen lead as the service takes it: ``{"lead_state_body_id": 5}``."""
        kind, _sep, key = self.cleaned_data["lead"].partition(":")
        return {f"lead_{kind}_id": int(key)}

    def days_typed(self) -> int | None:
        """Return the number of working days that was typed, before anything else is judged."""
        typed = str(self.data.get("working_days", ""))
        return int(typed) if typed.isdigit() and 1 <= int(typed) <= 1000 else None  # noqa: PLR2004 -- the field's own bounds

    def with_day(self, due_on: date) -> "ExecutionForm":
        """Return the form with what was typed and the computed day."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        return type(self)(initial={**typed, "due_on": due_on})

    def given(self) -> dict[str, Any]:
        """Return the values as the services take them, the chosen lead among them."""
        values = {
            name: self.cleaned_data[name] for name in self.fields if name not in {"lead", "working_days"}
        }
        return {**values, **self.lead_key()}


class AssignForm(ExecutionForm):
    """A point of a decision, given to one lead executor."""

    point = forms.CharField(
        label=_("Point of the decision"), help_text=_("As printed: 2 or 3.1"), max_length=20
    )


class InstructionForm(ExecutionForm):
    """An instruction that the Chairman gives to one lead executor."""
