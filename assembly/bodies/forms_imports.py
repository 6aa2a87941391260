"""Forms of imports. They parse; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import ImportState, RegisterKind
from assembly.bodies.forms import ALL, ActField
from assembly.bodies.imports.base import LEFT_OUT, NEW_RECORD, Register
from assembly.bodies.models import RegisterImport
from assembly.common.columns import Column

LONGEST_TEXT = 500


class ImportFilter(forms.Form):
    """What the list of imports is narrowed by."""

    register = forms.ChoiceField(
        label=_("Register"), choices=[("", ALL), *RegisterKind.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", ALL), *ImportState.choices], required=False)


class UploadForm(forms.Form):
    """A table and the register it belongs to."""

    is_multipart_upload = True
    register = forms.ChoiceField(label=_("Register"), choices=RegisterKind.choices)
    upload = forms.FileField(
        label=_("Table (.xlsx)"),
        help_text=_(
            "Its columns are found by their headers in Kazakh or Russian, on any sheet and in any order."
        ),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )


class ColumnsForm(forms.Form):
    """Which column of the sheet is which column of the register."""

    basis = ActField(
        required=False,
        label=_("Act for rows that name none"),
        help_text=_("A seat rests on an act. Where the table has one in each row, leave this empty."),
    )

    def __init__(
        self,
        *args: Any,
        headers: Sequence[dict[str, Any]],
        register: Register,
        held: RegisterImport,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].initial = held.basis_id
        if not any(column.code == "basis" for column in register.columns):
            del self.fields["basis"]
        choices = [("", pgettext_lazy("column", "not read")), *((c.code, c.label) for c in register.columns)]
        for header in headers:
            self.fields[f"column_{header['place']}"] = forms.ChoiceField(
                label=header["header"] or _("Column %(number)s") % {"number": header["place"] + 1},
                choices=choices,
                initial=header["code"],
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one column named twice."""
        values = super().clean() or {}
        seen: set[str] = set()
        for name, code in list(values.items()):
            if name.startswith("column_") and code:
                if code in seen:
                    self.add_error(name, _("Another column is named so already."))
                seen.add(code)
        return values

    def places(self) -> dict[str, int]:
        """Return which column stands where."""
        return {
            code: int(name.removeprefix("column_"))
            for name, code in self.cleaned_data.items()
            if name.startswith("column_") and code
        }


class RowForm(forms.Form):
    """The cells of one row, and what the row is about."""

    def __init__(
        self,
        *args: Any,
        columns: Sequence[Column],
        texts: dict[str, str],
        offers: Sequence[tuple[int, str]],
        choice: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for column in columns:
            self.fields[column.code] = forms.CharField(
                label=str(column.label),
                initial=texts.get(column.code, ""),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.TextInput(attrs={"autocomplete": "off", **_offer(column)}),
            )
        choices: list[tuple[str, Any]] = [("", _("As the check found it"))]
        choices += [(str(key), _("It is this person: %(who)s") % {"who": words}) for key, words in offers]
        if offers:
            choices.append((NEW_RECORD, _("It is somebody else: enter as new")))
        choices.append((LEFT_OUT, _("Leave this row out")))
        self.fields["choice"] = forms.ChoiceField(
            label=_("What this row is about"),
            choices=choices,
            initial=choice,
            required=False,
            widget=forms.RadioSelect,
        )


def _offer(column: Column) -> dict[str, str]:
    """Return what ties a field to the list of what may be entered, which the page offers while one types."""
    return {"list": f"allowed_{column.code}"} if column.allowed else {}
