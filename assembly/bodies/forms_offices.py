"""What the list of offices is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import OfficeKind
from assembly.bodies.forms import ALL


class OfficeFilter(forms.Form):
    """A name, of the office or of its holder; the kind of office; held or vacant; a day."""

    STATES = (
        ("", ALL),
        ("held", pgettext_lazy("office", "held")),
        ("vacant", pgettext_lazy("office", "vacant")),
    )

    q = forms.CharField(label=_("Office or holder"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind of office"), choices=[("", ALL), *OfficeKind.choices], required=False
    )
    state = forms.ChoiceField(label=pgettext_lazy("object", "State"), choices=STATES, required=False)
    on = forms.DateField(label=_("On the day"), required=False)
