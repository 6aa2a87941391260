"""Forms of the room: they parse and word the input; services decide."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.common.names import language_now
from assembly.law.competences import COMPETENCES, Competence, competences_for
from assembly.meetings import agenda_rows
from assembly.people.models import Person

NEEDED_LATER = _("Needed before the meeting is put to the Chairman.")
ISO_DAY, ISO_MOMENT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"


def day_input() -> forms.DateInput:
    """Return a calendar of the browser, which speaks ISO whatever the language."""
    return forms.DateInput(format=ISO_DAY, attrs={"type": "date"})


def competence_choices() -> list[tuple[object, object]]:
    """Return the powers of the Council, and apart from them what belongs to the Session alone.

    Whoever looks for such a matter finds it, and is told by which paragraph the Council may not take it.
    """
    own = competences_for(BodyKind.COUNCIL)
    foreign = [found for found in COMPETENCES if found.is_exclusive and found not in own]
    return [
        (gettext("Powers of the Council"), _named(own)),
        (gettext("Belongs to the Session alone"), _named(foreign)),
    ]


def _named(competences: Sequence[Competence]) -> list[tuple[str, str]]:
    language = language_now()
    return [
        (found.code, f"{found.name(language)} ({found.legal_ref.cite(language)})") for found in competences
    ]


class AgendaRows(agenda_rows.AgendaRows):
    """The rows of the planned agenda of the Council."""

    choices = staticmethod(competence_choices)
    label = _("Competence")


class CouncilMeetingForm(forms.Form):
    """The plan of a sitting of the Council."""

    deputy = forms.ChoiceField(
        label=_("Who convenes"),
        help_text=_("A deputy convenes with the agreement of the Chairman, which is asked for and recorded."),
        required=False,
    )
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
    place_kk = forms.CharField(label=_("Place in Kazakh"), max_length=300, required=False)
    place_ru = forms.CharField(label=_("Place in Russian"), max_length=300, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=300, required=False)

    def __init__(self, *args: Any, deputies: Sequence[Person], with_chairman: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chairman = [("", OfficeKind.CHAIRMAN.label)] if with_chairman else []
        cast("forms.ChoiceField", self.fields["deputy"]).choices = [
            *chairman,
            *((str(person.pk), person.full_name) for person in deputies),
        ]
        for name in ("place_kk", "place_ru"):
            self.fields[name].widget.attrs["lang"] = name[-2:]
            self.fields[name].help_text = NEEDED_LATER

    @property
    def plan(self) -> dict[str, Any]:
        """Return what was entered as the services take it."""
        entered = dict(self.cleaned_data)
        deputy = entered.pop("deputy")
        return {**entered, "deputy_id": int(deputy) if deputy else None}


class PutForm(forms.Form):
    """The draft of the Chairman's act, and the day for the answer."""

    text_kk = forms.CharField(
        label=_("Text in Kazakh"), widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"})
    )
    answer_by = forms.DateField(
        label=_("Ask for an answer by"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=[ISO_DAY, "%d.%m.%Y"],
        widget=day_input(),
    )


class DayForm(forms.Form):
    """The day on which the composition is shown."""

    on = forms.DateField(
        label=_("Composition on the day"),
        required=False,
        input_formats=[ISO_DAY, "%d.%m.%Y"],
        widget=day_input(),
    )
