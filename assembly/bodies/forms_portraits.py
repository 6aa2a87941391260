"""The form of a photograph. It parses; the service decides."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PortraitForm(forms.Form):
    """A picture."""

    upload = forms.FileField(
        label=_("Photograph"),
        help_text=_("JPEG or PNG. It is cut to a square; place and time of taking are not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
