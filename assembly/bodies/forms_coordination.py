"""The form by which a coordinator invites an officer. It parses; the service decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.bodies.forms import IinField
from assembly.people.enums import Language


class NewOfficerForm(forms.Form):
    """An officer whom the coordinator names."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The invitation goes there."))
    iin = IinField(help_text=_("12 digits, where they are known: so that nobody is entered twice."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language.choices)
