"""A form's field as it is drawn: one look for every form of the portal."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class FieldView:
    """A bound field with what its template asks for.

    The hint and the complaints have ids of their own, and the control names them both, so that a
    screen reader says them together with the label.
    """

    def __init__(self, bound: BoundField, label: Any = "") -> None:
        self.bound = bound
        self.label = label or bound.label
        self.hint = bound.help_text
        self.errors = [str(error) for error in bound.errors]
        self.hint_id = f"{bound.auto_id}_hint"
        self.error_id = f"{bound.auto_id}_error"
        self.is_optional = not bound.field.required and not bound.field.disabled

    @property
    def kind(self) -> str:
        """Return hidden, choices, check or line."""
        widget = self.bound.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, CHOICES):
            return "choices"
        return "check" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def described_by(self) -> str:
        """Return the ids of the complaints and of the hint."""
        ids = [self.error_id] * bool(self.errors) + [self.hint_id] * bool(self.hint)
        return " ".join(ids)

    @property
    def control(self) -> SafeString:
        """Return the control with its classes and its ties."""
        widget = self.bound.field.widget
        own = widget.attrs.get("class", "")
        attributes: dict[str, Any] = {"class": f"{self._look(widget)} {own}".strip()}
        if self.described_by:
            attributes["aria-describedby"] = self.described_by
        if self.errors:
            attributes["aria-invalid"] = "true"
        return self.bound.as_widget(attrs=attributes)

    @property
    def options(self) -> list[dict[str, Any]]:
        """Return the choices one by one, each with its own label."""
        drawn = []
        for option in self.bound.subwidgets:
            option.data["attrs"]["class"] = "form-check-input"
            drawn.append({"id": option.id_for_label, "tag": option.tag(), "word": option.choice_label})
        return drawn

    @staticmethod
    def _look(widget: forms.Widget) -> str:
        if isinstance(widget, forms.CheckboxInput):
            return "form-check-input"
        return "form-select" if isinstance(widget, forms.Select) else "form-control"
