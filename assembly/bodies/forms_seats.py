"""Forms of a seat that lasts: its end, another role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import EndReason, SeatRole
from assembly.bodies.forms import DAY_HINT, FIRST_DAY, FIRST_DAY_WITHOUT, ActField


class EndSeatForm(forms.Form):
    """The end of a seat."""

    until = forms.DateField(label=FIRST_DAY_WITHOUT, help_text=DAY_HINT)
    reason = forms.ChoiceField(
        label=_("Reason of ending"),
        choices=[choice for choice in EndReason.choices if choice[0] != EndReason.ROLE_CHANGED],
    )
    basis = ActField(
        required=False,
        help_text=_("Needed for rotation, recall and a decision of the President."),
    )


class RoleForm(forms.Form):
    """Another role in the same body."""

    role = forms.ChoiceField(label=_("Role in the body"), choices=SeatRole.choices)
    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)
    basis = ActField()
