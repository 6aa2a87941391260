"""Forms of the room. They parse; services decide."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.models import Region
from assembly.common.names import in_language, language_now
from assembly.law.competences import competences_for
from assembly.meetings.models import Meeting
from assembly.people.models import Person

ALL = pgettext_lazy("filter", "All")


class RollFilter(forms.Form):
    """What the list of registration is narrowed by."""

    q = forms.CharField(label=_("A few letters of the name or the region"), required=False, max_length=100)
    presence = forms.ChoiceField(
        label=_("Presence"),
        required=False,
        choices=[
            ("", ALL),
            ("present", _("Those present")),
            ("remote", _("Those taking part remotely")),
            ("absent", _("Those absent")),
        ],
    )
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.all(), required=False, empty_label=ALL
    )


class OpeningForm(forms.Form):
    """Who presides."""

    presiding = forms.ModelChoiceField(label=_("Presiding"), queryset=Person.objects.none())

    def __init__(self, *args: Any, options: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["presiding"]).queryset = Person.objects.filter(
            pk__in=[person.pk for person in options]
        )
        self.fields["presiding"].required = bool(options)
        if options:
            self.initial.setdefault("presiding", options[0].pk)


class ItemForm(forms.Form):
    """An agenda item; the competences are those that the law gives to the organ that meets."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=500)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=500)
    title_en = forms.CharField(label=_("Title in English"), max_length=500, required=False)
    competence = forms.ChoiceField(
        label=_("Competence"), help_text=_("The paragraph that gives this matter to the organ.")
    )
    rapporteur = forms.ModelChoiceField(
        label=_("Rapporteur"), queryset=Person.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = language_now()
        cast("forms.ChoiceField", self.fields["competence"]).choices = [
            (found.code, f"{found.name(language)} ({found.legal_ref.cite(language)})")
            for found in competences_for(meeting.body.kind)
        ]
        cast("forms.ModelChoiceField", self.fields["rapporteur"]).queryset = Person.objects.filter(
            memberships__body=meeting.body
        ).distinct()
        for name in ("title_kk", "title_ru", "title_en"):
            self.fields[name].widget.attrs["lang"] = name[-2:]


class ConveningForm(forms.Form):
    """When and where a body meets."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=300)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=300)
    starts_at = forms.DateTimeField(
        label=_("Date and time"),
        help_text=_("Time of Astana."),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    place_kk = forms.CharField(label=_("Place in Kazakh"), max_length=300)
    place_ru = forms.CharField(label=_("Place in Russian"), max_length=300)
    reply_by = forms.DateField(
        label=_("Last day to answer the invitation"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_kk", "title_ru", "place_kk", "place_ru"):
            self.fields[name].widget.attrs["lang"] = name[-2:]


class DraftForm(forms.Form):
    """The text that the body may adopt on an item, in both official languages."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=500)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=500)
    text_kk = forms.CharField(
        label=_("Text in Kazakh"), widget=forms.Textarea(attrs={"rows": 10, "lang": "kk"}), required=False
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), widget=forms.Textarea(attrs={"rows": 10, "lang": "ru"}), required=False
    )


class ReplyForm(forms.Form):
    """A member's answer to the invitation."""

    reply = forms.CharField()
    reason = forms.CharField(max_length=300, required=False)


class MinutesForm(forms.Form):
    """The text of minutes before they are signed."""

    text_kk = forms.CharField(
        label=_("Text in Kazakh"), widget=forms.Textarea(attrs={"rows": 18, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), widget=forms.Textarea(attrs={"rows": 18, "lang": "ru"})
    )
    reason = forms.CharField(
        label=_("What was changed"),
        help_text=_("For the history: who spoke, what was corrected."),
        max_length=300,
    )


class MeetingFilter(forms.Form):
    """What the list of meetings is narrowed by."""

    body = forms.ChoiceField(label=_("Organ"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("of a record", "State"), required=False)

    def __init__(self, *args: Any, bodies: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["body"]).choices = [
            ("", ALL),
            *((str(body.pk), in_language(body, "name")) for body in bodies),
        ]
        cast("forms.ChoiceField", self.fields["state"]).choices = [("", ALL), *states]
