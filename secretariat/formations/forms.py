"""Forms of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import SeatRole
from secretariat.formations.enums import FormationKind


class FormationForm(forms.Form):
    """The plan: what, for what, until when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=FormationKind.choices, widget=forms.RadioSelect)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300)
    aim_kk = forms.CharField(
        label=_("Aim in Kazakh"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    aim_ru = forms.CharField(
        label=_("Aim in Russian"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = forms.DateField(
        label=_("Last day of the term"),
        help_text=_("Empty where it works without a term."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name_kk", "name_ru", "aim_kk", "aim_ru"):
            self.fields[name].widget.attrs["lang"] = name[-2:]


class RoleForm(forms.Form):
    """What a member is in it."""

    role = forms.ChoiceField(
        label=_("Role in the body"),
        choices=SeatRole.choices,
        widget=forms.RadioSelect,
        initial=SeatRole.MEMBER,
    )


class ReportForm(forms.Form):
    """The closing report in both official languages."""

    text_kk = forms.CharField(
        label=_("Text in Kazakh"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"})
    )
