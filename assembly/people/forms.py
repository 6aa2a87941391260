"""Forms of signing in, of invitations and of one's own card. They parse; services decide."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.people.enums import Language
from assembly.people.narrowing import NARROWINGS
from assembly.people.sign_in_number import as_login

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("New password once more")
DAY = "28.02.2026"
PASSWORD_HINT = _("At least 10 characters, not only digits. A phrase of several words is good.")


class SignInForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, login=EMAIL, password=PASSWORD)
        # Not an address field: who has no e-mail signs in by the number of his letter.
        self.fields["login"] = forms.CharField(
            label=EMAIL,
            help_text=_("Or the sign-in number from your printed letter."),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "inputmode": "email"}),
        )
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """Return the address that was meant: a number stands for one."""
        return as_login(super().clean_login())


class PasswordChangeForm(allauth_forms.ChangePasswordForm):
    """The old password and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, oldpassword=_("Current password"), password1=NEW_PASSWORD, password2=AGAIN)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = PASSWORD_HINT


class PasswordResetForm(allauth_forms.ResetPasswordForm):
    """The address to which the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, email=EMAIL)


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password twice, from the link of a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, password1=NEW_PASSWORD, password2=AGAIN)
        self.fields["password1"].help_text = PASSWORD_HINT


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    """One's password once more, before something that binds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, password=PASSWORD)
        self.fields["password"].help_text = ""


def _dress(form: forms.Form, **labels: Any) -> None:
    """Give fields our labels; a placeholder that repeats a label only vanishes while one types."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class FirstPasswordForm(forms.Form):
    """The password of an invited person, twice."""

    password1 = forms.CharField(
        label=PASSWORD,
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        values = super().clean() or {}
        first, second = values.get("password1"), values.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        return values


class LanguageForm(forms.Form):
    """The language of a person's letters."""

    language = forms.ChoiceField(
        label=_("Language of letters"), choices=Language.choices, widget=forms.RadioSelect
    )


class PersonFilter(forms.Form):
    """What a list of persons is narrowed by."""

    STATES = (
        ("", pgettext_lazy("sign-in", "All persons")),
        ("none", pgettext_lazy("sign-in", "Not invited")),
        ("invited", pgettext_lazy("sign-in", "Invited, no password yet")),
        ("never", pgettext_lazy("sign-in", "Never signed in")),
        ("signed_in", pgettext_lazy("sign-in", "Signed in at least once")),
        ("closed", pgettext_lazy("sign-in", "Closed sign-in")),
        ("no_address", pgettext_lazy("sign-in", "Without an e-mail address")),
    )
    LANGUAGES = (("", pgettext_lazy("filter", "All")), *Language.choices)

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Sign-in"), choices=STATES, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for narrowing in NARROWINGS.values():
            choices = [("", pgettext_lazy("filter", "All")), *narrowing.choices()]
            self.fields[narrowing.name] = forms.ChoiceField(
                label=narrowing.label, choices=choices, required=False
            )


class InvitationListForm(PersonFilter):
    """The list shown before its letters were confirmed, with the number of them."""

    count = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class MessageFilter(forms.Form):
    """What the list of messages is narrowed by."""

    q = forms.CharField(label=_("Recipient's address"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, kinds: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", [("", _("All kinds")), *kinds])
        _choose(self, "state", [("", _("All states")), *states])


class EventFilter(forms.Form):
    """What the journal is narrowed by."""

    room = forms.ChoiceField(label=_("Section"), required=False)
    stream = forms.CharField(
        label=_("Object"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "meeting:5"}),
    )
    since = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"placeholder": DAY})
    )
    until = forms.DateField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"placeholder": DAY})
    )

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "room", [("", _("All sections")), *rooms])


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class AccessFilter(forms.Form):
    """What of the views of personal data is shown."""

    person = forms.CharField(label=_("Whose data"), required=False, max_length=100)
    viewer = forms.CharField(label=_("Who looked"), required=False, max_length=100)
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    since = forms.DateField(label=_("From the day"), required=False)
    until = forms.DateField(label=_("Until the day"), required=False)
