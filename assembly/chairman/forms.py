"""Forms of the Chairman's desk: they parse and word the input; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.forms import DAY_HINT, FIRST_DAY, ActField


class RefusalForm(forms.Form):
    """Why the Chairman refuses a matter."""

    reason = forms.CharField(
        label=_("Why you refuse"),
        help_text=_("Those who prepared the draft read this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperActForm(forms.Form):
    """What stands on the paper that the Chairman signed."""

    number = forms.CharField(label=_("Number on the paper"), max_length=60)
    signed_on = forms.DateField(
        label=_("Date on the paper"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    scan = forms.FileField(
        label=_("Scan of the paper"),
        help_text=_("PDF, PNG or JPEG."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    is_compared = forms.BooleanField(
        label=_("I have compared the paper with the draft: the texts are the same")
    )

    def __init__(self, *args: Any, needs_scan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].required = needs_scan


class DeputyForm(forms.Form):
    """What the President's order says of a deputy from an association."""

    from_on = forms.DateField(label=FIRST_DAY, help_text=DAY_HINT)
    rotation_until = forms.DateField(
        label=_("First day after the period of rotation"),
        help_text=_("The period is set by the President's order."),
    )
    basis = ActField(label=_("Order of the President"))
    recommendation = ActField(
        label=_("Recommendation of the Council"),
        help_text=_("The act on which the order rests, where it is on record."),
        required=False,
    )


class DirectionsForm(forms.Form):
    """The draft of an edition of the directions of work."""

    text_kk = forms.CharField(
        label=_("Text in Kazakh"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"})
    )


class PutDirectionsForm(forms.Form):
    """The day for the Chairman's answer."""

    answer_by = forms.DateField(
        label=_("Ask for an answer by"),
        help_text=_("Not fixed by law."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
