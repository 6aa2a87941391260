"""Filters of the lists: they read the address of the page and never refuse it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import BodyKind
from assembly.decisions.public import CHIPS

FIRST_YEAR = 2025
LONGEST_QUERY = 200
LONGEST_CODE = 400
ORGANS: tuple[tuple[str, str | Promise], ...] = (
    ("", pgettext_lazy("filter", "All organs")),
    (BodyKind.ASSEMBLY.value, _("Session")),
    (BodyKind.COUNCIL.value, _("Council")),
)


class DecisionFilter(forms.Form):
    """Words, organ, year and public state; a value that means nothing filters nothing."""

    q = forms.CharField(label=_("Number or word"), required=False, max_length=LONGEST_QUERY)
    organ = forms.ChoiceField(label=_("Organ"), required=False, choices=ORGANS)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(year), str(year)) for year in range(on.year, FIRST_YEAR - 1, -1)]
        self.fields["year"].choices = [("", pgettext_lazy("filter", "All years")), *years]  # type: ignore[attr-defined]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            ("", pgettext_lazy("filter", "Any state")),
            *((word, chip.word) for word, chip in CHIPS.items()),
        ]
        self.fields["q"].widget.attrs["class"] = "form-control"
        for name in ("organ", "year", "state"):
            self.fields[name].widget.attrs["class"] = "form-select"

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was understood of the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}


class VerifyForm(forms.Form):
    """A code or a checksum; what it is, is told by its shape."""

    q = forms.CharField(
        label=_("Code or checksum of the paper"),
        help_text=_(
            "26 letters and digits beside the QR code, or the SHA-256 of the file. Blanks do not matter."
        ),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={
                "class": "form-control mono",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
