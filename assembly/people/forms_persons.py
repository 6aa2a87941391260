"""Forms about one person's sign-in. They parse; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.people.forms import FirstPasswordForm
from assembly.people.handovers import Bundle, Handing

REASON = _("Reason")
REASON_HINT = _("It stays in the record and is seen by the Secretariat alone.")
DAY_HINT = _("Day, month, year: 28.02.2026")
NOT_ALPHABETIC = str.maketrans(".|:", "---")


class ReasonForm(forms.Form):
    """An act with a reason."""

    reason = forms.CharField(
        label=REASON, help_text=REASON_HINT, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PhoneForm(forms.Form):
    """One's own telephone."""

    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("Seen by the Secretariat alone."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class AddressForm(forms.Form):
    """One's own new e-mail address; the service says what an address is."""

    address = forms.CharField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RemarkForm(forms.Form):
    """Why something is refused."""

    remark = forms.CharField(
        label=_("Why it is refused"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class LettersForm(forms.Form):
    """The number of letters that was confirmed."""

    count = forms.IntegerField(min_value=0)


class CodeForm(FirstPasswordForm):
    """What somebody with a printed letter enters."""

    code = forms.CharField(
        label=_("Code from the letter"),
        help_text=_("Twenty digits; spaces do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you have one"),
        help_text=_("You will sign in by it. Without one you sign in by the number of the letter."),
        required=False,
    )
    field_order = ("code", "email", "password1", "password2")


class HandoverForm(forms.Form):
    """What becomes of each bundle of a leaver's open work: a successor, or why it is left."""

    def __init__(self, *args: Any, bundles: Sequence[Bundle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bundles = bundles
        for bundle in bundles:
            to, why = self.names(bundle)
            people = [(str(person.pk), person.full_name) for person in bundle.successors]
            self.fields[to] = forms.ChoiceField(
                label=_("To whom"), choices=[("", "–"), *people], required=False
            )
            self.fields[why] = forms.CharField(
                label=_("Or why it stays where it is"), max_length=500, required=False
            )

    @staticmethod
    def names(bundle: Bundle) -> tuple[str, str]:
        """Return the names of a bundle's two fields."""
        stem = bundle.name.translate(NOT_ALPHABETIC)
        return f"to-{stem}", f"why-{stem}"

    def drawn(self) -> list[tuple[Bundle, Any, Any]]:
        """Return each bundle with its two fields, for the template."""
        found = []
        for bundle in self.bundles:
            to, why = self.names(bundle)
            found.append((bundle, self[to], self[why]))
        return found

    def handings(self) -> dict[str, Handing]:
        """Return what was chosen, by the names of the bundles."""
        found = {}
        for bundle in self.bundles:
            to, why = (self.cleaned_data.get(name, "") for name in self.names(bundle))
            found[bundle.name] = Handing(int(to) if to else None, why)
        return found


class ClosingForm(HandoverForm):
    """The closing of a sign-in."""

    closed_on = forms.DateField(
        label=_("From which day"), help_text=_("Today or earlier. The sign-in is closed at once.")
    )
    reason = forms.CharField(
        label=REASON, help_text=REASON_HINT, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
