"""The translator's pages: what waits, and a text paragraph by paragraph beside its source."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.common.attempts import Attempt
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.documents.forms import TranslationForm
from assembly.documents.models import Document, Version
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.services.versions import finish_translation
from assembly.documents.side_by_side import LANGUAGE_NAMES
from assembly.documents.translating import translation_of
from assembly.documents.views.texts import document_of
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right

PAGE = 50
LEGAL = regulation("11")


def missing_text(document: Any) -> str:
    """Say which official text a document of the list lacks."""
    return _("The Kazakh text is missing") if document.newest_ru else _("The Russian text is missing")


@needs_right(EDIT_DOCUMENT)
def translation_list(request: SignedInRequest) -> HttpResponse:
    """List the texts that wait for their translation, the oldest first; ``?format=xlsx`` as a sheet."""
    found = Document.objects.awaiting_translation().order_by("pk")
    if asks_for_sheet(request):
        return sheet_response(
            file_name="translations",
            title=_("Translations"),
            headings=[_("Title"), _("What is missing")],
            rows=[(one.title, missing_text(one)) for one in found],
        )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/translation_list.html", {"page": page, "legal": LEGAL})


@needs_right(EDIT_DOCUMENT)
def translate(request: SignedInRequest, *, document_id: int) -> HttpResponse:
    """Translate a text paragraph by paragraph; what changed since both languages agreed is marked."""
    found = document_of(request, document_id)
    task = translation_of(found)
    if task is None:
        messages.info(request, _("Both texts are there: nothing waits for a translation."))
        return redirect("documents:document", document_id=found.pk)
    form = TranslationForm(request.POST or None, task=task)
    attempt = Attempt(request, form)

    def finish(values: dict[str, Any]) -> Version:
        return finish_translation(
            document_id=found.pk,
            version_id=values["version_id"],
            text=task.joined(form.texts),
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(finish):
        messages.success(request, _("The translation is kept as the next version: both texts are there."))
        return redirect("documents:document", document_id=found.pk)
    context = {
        "document": found,
        "task": task,
        "rows": form.rows,
        "source_name": LANGUAGE_NAMES[task.source],
        "into_name": LANGUAGE_NAMES[task.into],
        "legal": LEGAL,
    }
    return attempt.page("documents/translate.html", context)
