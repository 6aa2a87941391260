"""The form by which a poll is prepared; the rules are in the service."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from assembly.meetings.models import AgendaItem, Meeting
from assembly.voting.enums import PollForm, PollKind
from assembly.voting.form_sources import fixed_form

TEXT, FORM, FREE = "text", "form", "free"
WHAT = (TEXT, FORM, FREE)
ADOPT, FIX_FORM = "decisions.adopt", "sessions.voting_form"
DURATIONS = (
    ("30", "0:30"),
    ("60", "1:00"),
    ("120", "2:00"),
    ("180", "3:00"),
    ("300", "5:00"),
    ("600", "10:00"),
)
LANGUAGES = ("kk", "ru", "en")


class DraftPollForm(forms.Form):
    """A poll on the draft of the current item, on the form of voting, or on any matter of procedure."""

    what = forms.CharField(widget=forms.HiddenInput)
    fixes = forms.ChoiceField(
        label=gettext_lazy("Form of voting to be fixed"),
        choices=PollForm.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=PollForm.OPEN,
    )
    question_kk = forms.CharField(
        label=gettext_lazy("Question in Kazakh"),
        max_length=600,
        widget=forms.Textarea({"rows": 2, "lang": "kk"}),
    )
    question_ru = forms.CharField(
        label=gettext_lazy("Question in Russian"),
        max_length=600,
        widget=forms.Textarea({"rows": 2, "lang": "ru"}),
    )
    question_en = forms.CharField(
        label=gettext_lazy("Question in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2, "lang": "en"}),
    )
    form = forms.ChoiceField(
        label=pgettext_lazy("poll", "How it is held"),
        choices=PollForm.choices,
        widget=forms.RadioSelect,
        initial=PollForm.OPEN,
    )
    duration_seconds = forms.TypedChoiceField(
        label=gettext_lazy("Time for voting, minutes and seconds"),
        choices=DURATIONS,
        coerce=int,
        initial="180",
    )

    def __init__(
        self, *args: Any, meeting: Meeting, what: str, item: AgendaItem | None, **kwargs: Any
    ) -> None:
        self.meeting, self.about, self.item = meeting, what, item
        kwargs.setdefault("initial", {"what": what, **suggested_questions(what, item)})
        super().__init__(*args, **kwargs)
        if what != FORM:
            del self.fields["fixes"]
        else:
            # The question is the choice itself, in the words that the minutes will have.
            for language in LANGUAGES:
                del self.fields[f"question_{language}"]
        # Where the body has fixed the form there is nothing to choose.
        if fixed_form(meeting):
            del self.fields["form"]

    def facts(self) -> dict[str, Any]:
        """Return the arguments of ``draft_poll`` for what was entered."""
        entered = self.cleaned_data
        facts: dict[str, Any] = {
            "meeting_id": self.meeting.pk,
            "item_id": self.item.pk if self.item else None,
            "kind": PollKind.SUBSTANTIVE if self.about == TEXT else PollKind.PROCEDURAL,
            "form": entered.get("form"),
            "duration_seconds": entered["duration_seconds"],
        }
        if self.about == TEXT:
            facts["effect"] = ADOPT
        if self.about == FORM:
            chosen = PollForm(entered["fixes"] or PollForm.OPEN)
            return {
                **facts,
                **form_questions(chosen),
                "effect": FIX_FORM,
                "effect_params": {"form": chosen.value},
            }
        return {**facts, **{f"question_{code}": entered[f"question_{code}"] for code in LANGUAGES}}


def suggested_questions(what: str, item: AgendaItem | None) -> dict[str, str]:
    """Return the usual words of the question on an item's draft, in each language."""
    if what != TEXT or item is None:
        return {}
    questions = {}
    for language in LANGUAGES:
        title = getattr(item, f"title_{language}")
        if title:
            with translation.override(language):
                words = _("Adopt the draft decision on the item “%(title)s”") % {"title": title}
            questions[f"question_{language}"] = words
    return questions


def form_questions(form: PollForm) -> dict[str, str]:
    """Return the question by which the Session fixes its form of voting, in each language."""
    questions = {}
    for language in LANGUAGES:
        with translation.override(language):
            questions[f"question_{language}"] = (
                _("Hold the polls of this Session as a roll-call vote")
                if form is PollForm.ROLL_CALL
                else _("Hold the polls of this Session as an open vote")
            )
    return questions


class ProposeTellersForm(forms.Form):
    """How long the sitting votes on its counting commission; whom, is chosen beside it."""

    duration_seconds = forms.TypedChoiceField(
        label=gettext_lazy("Time for voting, minutes and seconds"),
        choices=DURATIONS,
        coerce=int,
        initial="120",
    )
