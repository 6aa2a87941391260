"""Forms of the room. They parse; services decide."""

from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.documents.enums import ActAccess, ActKind, EndingKind, SignatureMethod
from assembly.documents.models import Act
from assembly.documents.querysets import ActQuerySet
from assembly.documents.translating import Paragraph, Translation

ROWS = 14
PARAGRAPH_ROWS = 3
MOST_PDF_BYTES = 20 * 1024 * 1024
FILE_TYPES = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
ORGANS = (
    ("chairman", pgettext_lazy("whose act", "Chairman of the Assembly")),
    ("assembly", pgettext_lazy("whose act", "Session of the Assembly")),
    ("council", pgettext_lazy("whose act", "Council of the Assembly")),
    ("secretariat", pgettext_lazy("whose act", "Secretariat")),
    ("external", pgettext_lazy("whose act", "Another organ or organisation")),
)


class ManyFilesInput(forms.FileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; their content is judged by the service."""

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        """Return the files as a list; an empty one when none was chosen."""
        chosen = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in chosen]


class VersionForm(forms.Form):
    """The whole new text of a document."""

    text_kk = forms.CharField(
        label=_("Text in Kazakh"),
        help_text=_("Plain text. A line that begins with “1.” is a point."),
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS, "lang": "kk"}),
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"),
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS, "lang": "ru"}),
    )
    text_en = forms.CharField(
        label=_("Translation into English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS, "lang": "en"}),
    )
    pending = forms.ChoiceField(
        label=_("To be translated anew"),
        help_text=_("The text in this language is left out until a translator has brought it up to date."),
        choices=[
            ("", pgettext_lazy("translation", "Nothing: both texts are ready")),
            ("ru", pgettext_lazy("translation", "The Russian text")),
            ("kk", pgettext_lazy("translation", "The Kazakh text")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=_("Why the text changes"),
        help_text=_("For the reader of the history."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Leave out the text that is to be translated anew."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if pending := values.pop("pending", ""):
            values[f"text_{pending}"] = ""
        return values


class TranslationForm(forms.Form):
    """A translation: a field for each paragraph of the source, filled with what it was before."""

    version_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Translation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version_id"].initial = task.version.pk
        self.paragraphs = task.paragraphs
        for paragraph in self.paragraphs:
            if paragraph.number < 0:
                continue
            self.fields[f"p{paragraph.number}"] = forms.CharField(
                label=_("Translation of paragraph %(number)s") % {"number": paragraph.number + 1},
                initial=paragraph.was,
                widget=forms.Textarea(attrs={"rows": PARAGRAPH_ROWS, "lang": task.into}),
            )

    @property
    def rows(self) -> list[tuple[Paragraph, forms.BoundField | None]]:
        """Return each paragraph with its field; one that is gone has none."""
        return [
            (paragraph, self[f"p{paragraph.number}"] if paragraph.number >= 0 else None)
            for paragraph in self.paragraphs
        ]

    @property
    def texts(self) -> list[str]:
        """Return the translated paragraphs in order, each in one line."""
        numbers = [paragraph.number for paragraph in self.paragraphs if paragraph.number >= 0]
        return [" ".join(self.cleaned_data[f"p{number}"].split()) for number in numbers]


class CompareForm(forms.Form):
    """Which two versions are compared; what means nothing falls back to the last two."""

    older = forms.TypedChoiceField(label=_("Earlier version"), coerce=int, required=False)
    newer = forms.TypedChoiceField(label=_("Later version"), coerce=int, required=False)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(number, str(number)) for number in numbers]  # type: ignore[attr-defined]


class ActFilter(forms.Form):
    """What the register of acts is narrowed by."""

    q = forms.CharField(label=_("Number or title"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind of act"),
        choices=[("", pgettext_lazy("filter", "All")), *ActKind.choices],
        required=False,
    )


class SignatureFilter(forms.Form):
    """What the list of signatures is narrowed by."""

    method = forms.ChoiceField(
        label=_("How it was made"),
        choices=[("", pgettext_lazy("filter", "All")), *SignatureMethod.choices],
        required=False,
    )


class SignedPdfForm(forms.Form):
    """A PDF whose signatures are to be checked."""

    upload = forms.FileField(
        label=_("PDF file"),
        help_text=_("It is read and not kept. At most 20 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def clean_upload(self) -> Any:
        """Refuse what is larger than any paper of the portal."""
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_PDF_BYTES:
            raise forms.ValidationError(_("The file is larger than allowed."))
        return upload


class PaperActForm(forms.Form):
    """An act that exists on paper."""

    kind = forms.ChoiceField(label=_("Kind of act"), choices=ActKind.choices)
    organ = forms.ChoiceField(label=_("Whose act"), choices=ORGANS)
    number = forms.CharField(
        label=_("Number"), max_length=60, help_text=_("As printed on the paper, without the sign №.")
    )
    signed_on = forms.DateField(label=_("Date of the act"), help_text=_("Day, month, year: 28.02.2026"))
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=500)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=500)
    access = forms.ChoiceField(
        label=_("Access"),
        choices=ActAccess.choices,
        initial=ActAccess.RESTRICTED,
        required=False,
        help_text=_("Of a restricted act the verification page tells only number, date, checksum and state."),
    )
    upload = forms.FileField(label=_("Scan of the paper"), required=False, help_text=_("PDF, PNG or JPEG."))

    def clean_access(self) -> str:
        """Return the access; what nobody opened stays restricted."""
        return str(self.cleaned_data["access"] or ActAccess.RESTRICTED)


class ActChoice(forms.ModelChoiceField):
    """An act, named by its kind, number, day and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how the act stands in the list."""
        return f"{obj.reference} – {obj.title}"


class CorrectionForm(forms.Form):
    """The corrected text of an issued act, and why."""

    reason_kk = forms.CharField(
        label=_("Reason in Kazakh"),
        help_text=_("Everybody who reads the act is shown it: “A misprint in point 2”."),
        max_length=500,
    )
    reason_ru = forms.CharField(label=_("Reason in Russian"), max_length=500)
    text_kk = forms.CharField(
        label=_("Text in Kazakh"), widget=forms.Textarea(attrs={"rows": ROWS, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Text in Russian"), widget=forms.Textarea(attrs={"rows": ROWS, "lang": "ru"})
    )
    text_en = forms.CharField(
        label=_("Translation into English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS, "lang": "en"}),
    )
    basis = ActChoice(
        label=_("Act that ordered the correction"),
        queryset=Act.objects.none(),
        required=False,
        empty_label="–",
    )

    def __init__(self, *args: Any, bases: ActQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = bases.order_by("-signed_on", "-pk")  # type: ignore[attr-defined]


class EndingForm(forms.Form):
    """How an act ended."""

    kind = forms.ChoiceField(label=_("How it ended"), choices=EndingKind.choices)
    ended_on = forms.DateField(label=_("First day without it"), help_text=_("Day, month, year: 28.02.2026"))
    basis = ActChoice(
        label=_("Act that repeals it"), queryset=Act.objects.none(), required=False, empty_label="–"
    )
    reason_kk = forms.CharField(label=_("Reason in Kazakh"), max_length=500)
    reason_ru = forms.CharField(label=_("Reason in Russian"), max_length=500)

    def __init__(self, *args: Any, bases: ActQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = bases.order_by("-signed_on", "-pk")  # type: ignore[attr-defined]


class SettingForm(forms.Form):
    """A new value of a setting; what kind it is follows from the default."""

    value = forms.CharField(label=_("New value"), max_length=200)
    from_on = forms.DateField(label=_("First day"), help_text=_("Day, month, year: 28.02.2026"))

    def __init__(self, *args: Any, default: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields["value"].label
        if isinstance(default, bool):
            words = [("1", pgettext_lazy("setting", "yes")), ("", pgettext_lazy("setting", "no"))]
            self.fields["value"] = forms.TypedChoiceField(
                label=label, choices=words, coerce=lambda text: text == "1", required=False
            )
        elif isinstance(default, int):
            self.fields["value"] = forms.IntegerField(label=label)
