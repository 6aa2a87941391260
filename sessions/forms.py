"""Forms of the room: they parse and word the input; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.common.names import language_now
from assembly.law.competences import competences_for
from assembly.meetings import agenda_rows
from sessions.enums import SessionKind

NEEDED_LATER = _("Needed before the Session is put to the Chairman.")
ISO_DAY, ISO_MOMENT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"


def day_input() -> forms.DateInput:
    """Return a calendar of the browser, which speaks ISO whatever the language."""
    return forms.DateInput(format=ISO_DAY, attrs={"type": "date"})


def competence_choices() -> list[tuple[str, str]]:
    """Return what the law lets the Session decide, in the reader's language, with the paragraph."""
    language = language_now()
    return [
        (competence.code, f"{competence.name(language)} ({competence.legal_ref.cite(language)})")
        for competence in competences_for(BodyKind.ASSEMBLY)
    ]


class SessionForm(forms.Form):
    """The plan of a Session."""

    number = forms.IntegerField(label=_("Number of the Session"), min_value=1, max_value=3999)
    kind = forms.ChoiceField(label=_("Kind of the Session"), choices=SessionKind.choices)
    starts_at = forms.DateTimeField(
        label=_("Date and time"),
        help_text=_("Time of Astana."),
        widget=forms.DateTimeInput(format=ISO_MOMENT, attrs={"type": "datetime-local"}),
    )
    reply_by = forms.DateField(
        label=_("Last day to answer the invitation"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=[ISO_DAY, "%d.%m.%Y"],
        widget=day_input(),
    )
    theme_kk = forms.CharField(label=_("Theme in Kazakh"), max_length=500, required=False)
    theme_ru = forms.CharField(label=_("Theme in Russian"), max_length=500, required=False)
    theme_en = forms.CharField(label=_("Theme in English"), max_length=500, required=False)
    place_kk = forms.CharField(label=_("Place in Kazakh"), max_length=300, required=False)
    place_ru = forms.CharField(label=_("Place in Russian"), max_length=300, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=300, required=False)

    def __init__(self, *args: Any, with_number: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_number:
            del self.fields["number"]
        for name in ("theme_kk", "place_kk"):
            self.fields[name].widget.attrs["lang"] = "kk"
            self.fields[name].help_text = NEEDED_LATER
        for name in ("theme_ru", "place_ru"):
            self.fields[name].widget.attrs["lang"] = "ru"
            self.fields[name].help_text = NEEDED_LATER


class AgendaRows(agenda_rows.AgendaRows):
    """The rows of the planned agenda of a Session."""

    choices = staticmethod(competence_choices)
    label = _("Competence of the Session")


class PutForm(forms.Form):
    """The draft of the order, and the day for the answer."""

    text_kk = forms.CharField(
        label=_("Text of the order in Kazakh"), widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text of the order in Russian"), widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"})
    )
    answer_by = forms.DateField(
        label=_("Ask for an answer by"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=[ISO_DAY, "%d.%m.%Y"],
        widget=day_input(),
    )
