"""Rows of a planned agenda on a form: they grow and shrink by buttons, without JavaScript."""

from collections.abc import Callable, Sequence
from typing import Self, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST_ITEMS = 60
Choices = Callable[[], Sequence[tuple[object, object]]]


class PlannedItemForm(forms.Form):
    """One row of a planned agenda."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=500, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=500, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=500, required=False)
    competence = forms.ChoiceField(label=_("Competence"))

    def __init__(self, *args: object, choices: Choices, label: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = cast("forms.ChoiceField", self.fields["competence"])
        field.choices, field.label = choices(), label  # type: ignore[assignment]


class AgendaRows:
    """The rows of a planned agenda. A row without any title is left out when the plan is saved.

    A room names its competences by a subclass: ``choices`` gives them, ``label`` says whose they are.
    """

    choices: Choices
    label: object = _("Competence")

    def __init__(self, forms_of_rows: Sequence[PlannedItemForm]) -> None:
        self.forms = list(forms_of_rows)

    @classmethod
    def of(cls, rows: Sequence[dict[str, str]]) -> Self:
        """Draw rows that nobody has checked yet."""
        return cls([cls._form(place, initial=row) for place, row in enumerate(rows)])

    @classmethod
    def sent(cls, post: QueryDict) -> Self:
        """Take rows as they were sent, to be checked."""
        return cls([cls._form(place, data=post) for place in range(_count(post))])

    @classmethod
    def _form(cls, place: int, **given: object) -> PlannedItemForm:
        return PlannedItemForm(prefix=f"item-{place}", choices=cls.choices, label=cls.label, **given)

    def is_valid(self) -> bool:
        """Say whether every row can be read."""
        # Each row is asked, also after a bad one, so that all complaints are shown at once.
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    @property
    def items(self) -> list[dict[str, str]]:
        """Return the rows that have a title."""
        rows = [dict(form.cleaned_data) for form in self.forms]
        return [row for row in rows if row["title_kk"] or row["title_ru"] or row["title_en"]]


def rows_after(post: QueryDict, button: str) -> list[dict[str, str]]:
    """Return the rows as typed, after the button ``add``, ``drop-<n>`` or ``up-<n>``."""
    rows = [
        {name: post.get(f"item-{place}-{name}", "") for name in PlannedItemForm.base_fields}
        for place in range(_count(post))
    ]
    verb, _dash, number = button.partition("-")
    place = int(number) if number.isdigit() and int(number) < len(rows) else -1
    if verb == "add":
        rows.append({})
    elif verb == "drop" and place >= 0:
        del rows[place]
    elif verb == "up" and place > 0:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return rows


def _count(post: QueryDict) -> int:
    sent = post.get("rows", "")
    return min(int(sent), MOST_ITEMS) if sent.isdigit() else 0
