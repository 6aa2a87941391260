"""Forms as doors to a service: what was typed stays through a refusal, and the refusal stands beside it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assembly.common.errors import DomainError, InvalidValue
from assembly.common.views import refusal_words

UNPROCESSABLE = 422


class Attempt:
    """One posting of a form: ``is_done`` when the act was done, otherwise what hindered it."""

    def __init__(self, request: HttpRequest, form: forms.Form) -> None:
        self.request = request
        self.form = form
        self.refusal: DomainError | None = None
        self.is_done = False

    def run(self, act: Callable[[dict[str, Any]], Any]) -> bool:
        """Call ``act`` with the form's values if this is a valid POST; say whether it was done.

        A refusal that names a field of the form goes to that field, any other is kept for the page.
        """
        if self.request.method != "POST" or not self.form.is_valid():
            return False
        try:
            act(self.form.cleaned_data)
        except DomainError as refusal:
            field = refusal.params.get("field")
            if isinstance(refusal, InvalidValue) and field in self.form.fields:
                self.form.add_error(field, refusal_words(refusal))
            else:
                self.refusal = refusal
            return False
        self.is_done = True
        return True

    def page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """Return the page with the form as it was typed: 200, 422 or the status of the refusal."""
        status = 200
        if self.refusal is not None:
            status = self.refusal.status
        elif self.form.is_bound and not self.form.is_valid():
            status = UNPROCESSABLE
        values = {**context, "form": self.form, "refusal": self.refusal}
        return render(self.request, template, values, status=status)
