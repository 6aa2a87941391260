"""Forms of the room: they parse and word the input; services decide."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import SeatRole
from assembly.bodies.forms import DAY_HINT, FIRST_DAY, FIRST_DAY_WITHOUT
from assembly.bodies.models import Body, Membership
from assembly.documents.forms import FILE_TYPES
from assembly.people.models import Person
from regions.enums import RegionalReportState
from regions.form import FIGURE_NAMES, FIGURES, LONGEST_TEXT, TEXT_NAMES, TEXTS
from regions.models import RegionalReport
from regions.quarters import Quarter
from regions.selectors import quarter_words
from regions.services.rules import MOST

LANGUAGES = (("kk", _("Kazakh")), ("ru", _("Russian")))
ROWS = 7


class DraftForm(forms.Form):
    """The form of a regional report; a draft need not be complete."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language of the report"), choices=LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for figure in FIGURES:
            self.fields[figure.name] = forms.IntegerField(
                label=figure.label, help_text=figure.note, min_value=0, max_value=MOST, required=False
            )
        for text in TEXTS:
            self.fields[text.name] = forms.CharField(
                label=text.label,
                help_text=text.note,
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": ROWS}),
            )

    @classmethod
    def of(cls, report: RegionalReport) -> "DraftForm":
        """Return the form filled with the draft."""
        return cls(
            initial={
                "revision": report.revision,
                "language": report.language,
                **report.figures,
                **report.texts,
            }
        )

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        """Return the numbers of the form in their order."""
        return [self[name] for name in FIGURE_NAMES]

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """Return the texts of the form in their order."""
        return [self[name] for name in TEXT_NAMES]

    def values(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        typed = self.cleaned_data
        return {
            "revision": typed["revision"],
            "language": typed["language"],
            "figures": {name: typed[name] for name in FIGURE_NAMES},
            "texts": {name: typed[name] for name in TEXT_NAMES},
        }


class AttachForm(forms.Form):
    """A file for the draft."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("PDF, docx, xlsx, PNG or JPEG."),
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
    )


class RemarkForm(forms.Form):
    """What is missing in a report."""

    remark = forms.CharField(
        label=_("What is missing"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class QuarterForm(forms.Form):
    """Which quarter is shown."""

    quarter = forms.ChoiceField(label=_("Quarter"), required=False)

    def __init__(self, *args: Any, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        self.fields["quarter"].choices = [(one.code, quarter_words(one)) for one in quarters]  # type: ignore[attr-defined]

    def chosen(self) -> Quarter:
        """Return the quarter chosen; the newest when none, or one that means nothing, is."""
        wanted = self.cleaned_data.get("quarter") if self.is_valid() else ""
        return next((one for one in self.quarters if one.code == wanted), self.quarters[0])


class WorkFilter(QuarterForm):
    """What of the reports is shown."""

    state = forms.ChoiceField(label=pgettext_lazy("object", "State"), required=False)
    late = forms.BooleanField(label=_("Late only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", pgettext_lazy("states", "All")), *RegionalReportState.choices]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class CouncilSeatForm(forms.Form):
    """A member's seat in the council of his regional assembly."""

    person = forms.ModelChoiceField(label=_("Member of the assembly"), queryset=Person.objects.none())
    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)
    basis = forms.CharField(
        label=_("Act of the chair"),
        help_text=_("Number and date, as on the paper: the council is formed by the chair."),
        max_length=300,
    )

    def __init__(self, *args: Any, assembly: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = (
            Membership.objects.of(assembly).filter(term__endswith__isnull=True).exclude(role=SeatRole.CHAIR)
        )
        cast("forms.ModelChoiceField", self.fields["person"]).queryset = Person.objects.filter(
            pk__in=seats.values("person")
        ).order_by("sort_key", "pk")


class CouncilSeatEndForm(forms.Form):
    """The end of a seat in the council."""

    until = forms.DateField(label=FIRST_DAY_WITHOUT, help_text=DAY_HINT)
