"""What the desk of what is due is narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.deadlines.due import DUE
from assembly.decisions.forms import day_field

WHOSE = (("", pgettext_lazy("due", "All")), ("mine", pgettext_lazy("due", "Mine")))


class DueFilter(forms.Form):
    """Whose, of which kind, until when."""

    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    until = day_field(label=_("Due until"), required=False)
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(source.code, source.label) for source in DUE.values()]
        self.fields["kind"].choices = [("", pgettext_lazy("filter", "All")), *kinds]  # type: ignore[attr-defined]
