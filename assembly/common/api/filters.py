"""Filters of the lists: what cannot be understood is refused with 400, nothing is guessed or passed over."""

from typing import Any

import django_filters
from django import forms
from drf_spectacular.utils import extend_schema_field

FIRST_YEAR, LAST_YEAR = 1995, 2200
LONGEST_TEXT = 200


class FilterForm(forms.Form):
    """What came in the address: a filter that is named has a value, but for words."""

    def clean(self) -> dict[str, Any]:
        """Return the values.

        Raises:
            ValidationError: a filter is named and left empty.
        """
        for name, field in self.fields.items():
            if self.data.get(name) == "" and not isinstance(field, forms.CharField):
                self.add_error(name, field.error_messages["required"])
        return self.cleaned_data


class Filters(django_filters.FilterSet):
    """Base of the filters of a list."""

    class Meta:
        form = FilterForm


@extend_schema_field({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})
class YearFilter(django_filters.NumberFilter):
    """A year of the Assembly: it was founded in 1995."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": 2**31 - 1})
class KeyFilter(django_filters.NumberFilter):
    """The key of another record; a key of nothing finds nothing."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=2**31 - 1, **kwargs)


class IsoDayField(forms.DateField):
    """A day written 2026-11-23, whatever the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], localize=False, **kwargs)


@extend_schema_field({"type": "string", "format": "date"})
class DayFilter(django_filters.DateFilter):
    """A day, ISO 8601."""

    field_class = IsoDayField


@extend_schema_field({"type": "string", "maxLength": LONGEST_TEXT})
class TextFilter(django_filters.CharFilter):
    """Words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=LONGEST_TEXT, **kwargs)


@extend_schema_field({"type": "boolean"})
class YesNoFilter(django_filters.ChoiceFilter):
    """Yes or no, written true or false."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[("true", "true"), ("false", "false")], **kwargs)
