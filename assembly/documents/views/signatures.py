"""Pages of signatures: the list, one with its chain and checks, a signed PDF that somebody brought."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from assembly.common.pieces import Chip
from assembly.common.sheets import sheet_response
from assembly.common.views import act
from assembly.documents.enums import SignatureReason
from assembly.documents.forms import SignatureFilter, SignedPdfForm
from assembly.documents.models import Signature, SignatureCheck
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.renderers import RENDERERS
from assembly.documents.selectors import fallen_signatures
from assembly.documents.signature_lines import chip_of, state_chip
from assembly.documents.signing.configuration import methods_on, trust
from assembly.documents.signing.verdicts import Verdict
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature as a line of the list."""

    signature: Signature
    chip: Chip
    over: Any

    @classmethod
    def of(cls, signature: Signature) -> "SignatureLine":
        """Gather what the line shows, from what was fetched along."""
        return cls(signature, chip_of(signature), over_what(signature))


def over_what(signature: Signature) -> Any:
    """Return what was signed: the act, or the paper and its act."""
    act_named = signature.act.reference if signature.act else ""
    if signature.rendition is None:
        return act_named
    renderer = RENDERERS.get(signature.rendition.template)
    label = str(renderer.label) if renderer else "PDF"
    return f"{label}: {act_named}" if act_named else label


def chosen_signatures(request: SignedInRequest) -> tuple[SignatureFilter, QuerySet[Signature]]:
    """Return the filter and the signatures that it names, the newest first."""
    form = SignatureFilter(request.GET)
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = Signature.objects.select_related("act", "person", "rendition", "file").prefetch_related("checks")
    if method := values.get("method"):
        found = found.filter(method=method)
    return form, found


@opens_with_saved_view
@needs_right(EDIT_DOCUMENT)
@require_safe
def signature_list(request: SignedInRequest) -> HttpResponse:
    """List signatures, the newest first, with what their last checks found."""
    form, found = chosen_signatures(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [SignatureLine.of(signature) for signature in page],
        "query": request.GET.urlencode(),
        "fallen": fallen_signatures().count(),
        "checked_at": SignatureCheck.objects.aggregate(last=Max("checked_at"))["last"],
        "methods": [method.label for method in sorted(methods_on(), key=str)],
    }
    return render(request, "documents/signature_list.html", context)


@needs_right(EDIT_DOCUMENT)
@require_safe
def signature_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list of signatures as XLSX."""
    _form, found = chosen_signatures(request)
    headings = (
        _("What was signed"),
        _("Signer"),
        _("How it was made"),
        _("When the portal had it"),
        _("Last check"),
        _("Serial number"),
        _("Checksum of what was signed (sha256)"),
    )
    rows = [
        (
            str(line.over),
            line.signature.signer,
            line.signature.get_method_display(),
            line.signature.received_at,
            str(line.chip.word),
            line.signature.certificate_serial,
            line.signature.content_sha256,
        )
        for line in map(SignatureLine.of, found)
    ]
    return sheet_response(file_name="signatures", title=_("Signatures"), headings=headings, rows=rows)


@needs_right(EDIT_DOCUMENT)
@require_safe
def signature(request: SignedInRequest, *, signature_id: int) -> HttpResponse:
    """Show one signature: signer, time, certificate, chain, and each check of it."""
    checks = Prefetch("checks", SignatureCheck.objects.order_by("-checked_at", "-pk"))
    found = get_object_or_404(
        Signature.objects.select_related("act", "person", "rendition", "file").prefetch_related(checks),
        pk=signature_id,
    )
    rows = [
        (check, state_chip(check.state), SignatureReason(check.reason).label) for check in found.checks.all()
    ]
    context = {"signature": found, "over": over_what(found), "checks": rows, "last": found.last_check}
    return render(request, "documents/signature.html", context)


@needs_right(EDIT_DOCUMENT)
@act(to="documents:signature", done=_("The signature was checked again; what was found stands on top."))
def signature_check(request: SignedInRequest, *, signature_id: int) -> None:
    """Check a signature now."""
    # Here, not above: the signing library takes a while to load, and only this act needs it.
    from assembly.documents.services.checking import check_again  # noqa: PLC0415 -- see above

    check_again(signature_id=signature_id, actor=request.user, at=timezone.now())


@needs_right(EDIT_DOCUMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def signed_pdf(request: SignedInRequest) -> HttpResponse:
    """Check the signatures in a PDF that somebody brought; the file is read and not kept."""
    form = SignedPdfForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        if form.is_valid():
            context["verdicts"] = [
                (one, state_chip(one.state)) for one in _verdicts_in(form.cleaned_data["upload"])
            ]
        else:
            status = UNPROCESSABLE
    return render(request, "documents/signed_pdf.html", context, status=status)


def _verdicts_in(upload: Any) -> list[Verdict]:
    # Here, not above: the signing library takes a while to load, and only this page needs it.
    from assembly.documents.signing.pades import verdicts_of  # noqa: PLC0415 -- see above

    return verdicts_of(upload.read(), trust=trust(), moment=timezone.now())
