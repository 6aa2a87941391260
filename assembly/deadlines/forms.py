"""Forms of the calendar. They parse; services decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.deadlines.enums import DayKind


class DayForm(forms.Form):
    """A day that differs from what its weekday says."""

    day = forms.DateField(label=_("Day"), help_text=_("Day, month, year: 28.02.2026"))
    kind = forms.ChoiceField(label=_("What the day is"), choices=DayKind.choices, widget=forms.RadioSelect)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    source = forms.CharField(
        label=_("By which act"),
        help_text=_("For example: the Government's resolution that moves days off."),
        max_length=200,
    )
