"""The form of a number series. It parses; the service decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.documents.forms import ActChoice
from assembly.documents.models import Act
from assembly.documents.series import LONGEST_TEMPLATE, Series


class SeriesForm(forms.Form):
    """How a series is numbered from a day on."""

    template = forms.CharField(
        label=_("What the number is made of"),
        max_length=LONGEST_TEMPLATE,
        widget=forms.TextInput(attrs={"class": "mono"}),
    )
    restarts = forms.TypedChoiceField(
        label=_("The count"),
        choices=[
            ("year", pgettext_lazy("number series", "begins anew with each year")),
            ("on", pgettext_lazy("number series", "goes on from year to year")),
        ],
        coerce=lambda text: text == "year",
    )
    from_on = forms.DateField(label=_("First day"), help_text=_("Day, month, year: 28.02.2026"))
    basis = ActChoice(
        label=_("Act on which it rests"), queryset=Act.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = series
        self.initial["restarts"] = "year" if self.initial.get("restarts") else "on"
        self.fields["basis"].queryset = Act.objects.order_by("-signed_on", "-pk")  # type: ignore[attr-defined]
        if not series.may_restart:
            del self.fields["restarts"]

    def clean(self) -> dict[str, Any]:
        """Add what this series does not let choose."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        values.setdefault("restarts", self.series.restarts)
        return values
