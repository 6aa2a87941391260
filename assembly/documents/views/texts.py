"""A document's versions side by side: reading, adding one, freezing one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.common.attempts import Attempt
from assembly.common.views import act
from assembly.documents.forms import CompareForm, VersionForm
from assembly.documents.models import Document, Version
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.services.versions import add_version, freeze_draft
from assembly.documents.side_by_side import comparison_of
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right

TWO = 2


def document_of(request: SignedInRequest, document_id: int) -> Document:
    """Return a document that the reader may see; for others it does not exist."""
    visible = Document.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(visible, pk=document_id)


def document(request: SignedInRequest, *, document_id: int) -> HttpResponse:
    """Show one version of a document, Kazakh beside Russian, and the list of all its versions."""
    found = document_of(request, document_id)
    versions = list(found.versions.order_by("-number"))
    asked = request.GET.get("version", "")
    shown = next((version for version in versions if str(version.number) == asked), None)
    if asked and shown is None:
        raise Http404
    context = {
        "document": found,
        "versions": versions,
        "version": shown or versions[0],
        "legal": regulation("11"),
    }
    return render(request, "documents/document.html", context)


def compare_versions(request: SignedInRequest, *, document_id: int) -> HttpResponse:
    """Show what changed between two versions, word by word, in each language."""
    found = document_of(request, document_id)
    versions = {version.number: version for version in found.versions.order_by("number")}
    numbers = list(versions)
    if len(numbers) < TWO:
        return redirect("documents:document", document_id=found.pk)
    asked = CompareForm(request.GET, numbers=numbers)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    newer = versions[wanted.get("newer") or numbers[-1]]
    older = versions[wanted.get("older") or max((n for n in numbers if n < newer.number), default=numbers[0])]
    form = CompareForm({"older": older.number, "newer": newer.number}, numbers=numbers)
    context = {"document": found, "form": form, "newer": newer, **comparison_of(older, newer)}
    return render(request, "documents/compare.html", context)


@needs_right(EDIT_DOCUMENT)
def version_new(request: SignedInRequest, *, document_id: int) -> HttpResponse:
    """Write the next version; the page begins with the text of the last one."""
    found = document_of(request, document_id)
    last = found.latest
    initial = {f"text_{code}": last.text(code) for code in ("kk", "ru", "en")} if last else {}
    attempt = Attempt(request, VersionForm(request.POST or None, initial=initial))

    def add(values: dict[str, Any]) -> Version:
        return add_version(document_id=found.pk, actor=request.user, at=timezone.now(), **values)

    if attempt.run(add):
        messages.success(request, _("The new version is kept; the earlier ones stay."))
        return redirect("documents:document", document_id=found.pk)
    return attempt.page("documents/version_new.html", {"document": found, "last": last})


def page_of(**kwargs: Any) -> str:
    """Return the page of the document whose version was frozen."""
    document_id = Version.objects.values_list("document_id", flat=True).get(pk=kwargs["version_id"])
    return reverse("documents:document", kwargs={"document_id": document_id})


@needs_right(EDIT_DOCUMENT)
@act(to=page_of, done=gettext_lazy("The texts of this version can change no more."))
def version_freeze(request: SignedInRequest, *, version_id: int) -> None:
    """Freeze a version."""
    visible = Document.objects.visible_to(request.user, on=timezone.localdate())
    version = get_object_or_404(Version.objects.filter(document__in=visible), pk=version_id)
    freeze_draft(version_id=version.pk, actor=request.user, at=timezone.now())
