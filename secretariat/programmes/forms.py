"""Forms of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.programmes.enums import ProgrammeKind


class ProgrammeForm(forms.Form):
    """The first draft."""

    kind = forms.ChoiceField(
        label=_("Kind of document"), choices=ProgrammeKind.choices, widget=forms.RadioSelect
    )
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=500)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=500)
    text_kk = forms.CharField(
        label=_("Text in Kazakh"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title_kk"].widget.attrs["lang"] = "kk"
        self.fields["title_ru"].widget.attrs["lang"] = "ru"


class ChoiceForm(forms.Form):
    """One record chosen among those that the page offers."""

    chosen = forms.IntegerField()


class PutForm(forms.Form):
    """The day for the Chairman's answer."""

    answer_by = forms.DateField(
        label=_("Ask for an answer by"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
