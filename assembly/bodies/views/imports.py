"""Importing a register: upload, columns, check, confirm, progress, result."""

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.bodies.enums import ImportState
from assembly.bodies.forms_imports import ImportFilter, UploadForm
from assembly.bodies.imports.kept import rows_of, table_of
from assembly.bodies.imports.preview import (
    KINDS,
    chosen_kind,
    columns_shown,
    faults_by_words,
    kinds_of_rows,
    marked_sheet,
    shown_rows,
)
from assembly.bodies.imports.refusals import ColumnsMissing, ImportFaulty
from assembly.bodies.imports.registers import REGISTERS, register_of
from assembly.bodies.imports.templates import template_of
from assembly.bodies.models import RegisterImport
from assembly.bodies.permissions import IMPORT_REGISTERS
from assembly.bodies.services.imports import (
    QUORUM,
    begin_import,
    check_import,
    confirm_import,
    drop_import,
    progress_key,
)
from assembly.common.attempts import Attempt
from assembly.common.pieces import WorkStep
from assembly.common.sheets import XLSX, sheet_response
from assembly.common.views import act
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50
LIVING = {ImportState.QUEUED, ImportState.WRITING}
TABLED = {ImportState.READ, ImportState.CHECKED}


def import_of(request: SignedInRequest, import_id: int) -> RegisterImport:
    """Return an import that the reader may see; its view is written down while it holds a table."""
    now = timezone.now()
    visible = RegisterImport.objects.visible_to(request.user, on=timezone.localdate(now))
    held = get_object_or_404(
        visible.select_related("uploaded_by__person", "confirmed_by__person"), pk=import_id
    )
    if held.is_open and request.method == "GET":
        log_access(viewer=request.user, subject=f"register_import:{held.pk}", page=request.path, at=now)
    return held


def chosen_imports(request: SignedInRequest) -> tuple[ImportFilter, Any]:
    """Return the filter and the imports that it names."""
    form = ImportFilter(request.GET)
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = RegisterImport.objects.visible_to(request.user, on=timezone.localdate())
    for name in ("register", "state"):
        if values.get(name):
            found = found.filter(**{name: values[name]})
    return form, found.select_related("uploaded_by__person")


@opens_with_saved_view
@needs_right(IMPORT_REGISTERS)
def import_list(request: SignedInRequest) -> HttpResponse:
    """List the imports: which register, who, when, what came of it."""
    form, found = chosen_imports(request)
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "registers": [(code, str(_label(code))) for code in REGISTERS],
        "query": request.GET.urlencode(),
    }
    return render(request, "bodies/import_list.html", context)


def _label(code: str) -> Any:
    return dict(RegisterImport._meta.get_field("register").choices or ())[code]


@needs_right(IMPORT_REGISTERS)
def import_export(request: SignedInRequest) -> HttpResponse:
    """Give the list of imports as XLSX."""
    _form, found = chosen_imports(request)
    rows = [
        (
            held.get_register_display(),
            held.get_state_display(),
            held.uploaded_by.get_full_name(),
            f"{timezone.localtime(held.uploaded_at):%d.%m.%Y %H:%M}",
            held.counts.get("rows"),
            held.counts.get("new"),
            held.counts.get("changed"),
        )
        for held in found
    ]
    headings = (
        _("Register"),
        _("State"),
        _("Uploaded by"),
        _("Uploaded at"),
        _("Rows"),
        _("New"),
        _("Changed"),
    )
    return sheet_response(file_name="imports", title=_("Import of registers"), headings=headings, rows=rows)


@require_GET
@needs_right(IMPORT_REGISTERS)
def import_template(request: SignedInRequest, *, register: str) -> HttpResponse:
    """Give the template of a register to be filled in."""
    if register not in REGISTERS:
        raise Http404
    response = HttpResponse(template_of(register_of(register)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="template-{register}.xlsx"'
    return response


@needs_right(IMPORT_REGISTERS)
def import_new(request: SignedInRequest) -> HttpResponse:
    """Upload a table; when its columns are recognised it is checked at once."""
    asked = request.GET.get("register", "")
    initial = {"register": asked if asked in REGISTERS else "members"}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    attempt = Attempt(request, form)
    begun: list[RegisterImport] = []
    now = timezone.now()

    def begin(values: dict[str, Any]) -> None:
        upload = values["upload"]
        begun.append(
            begin_import(
                register=values["register"],
                upload=upload,
                file_name=str(upload.name or ""),
                actor=request.user,
                at=now,
            )
        )

    if attempt.run(begin):
        held = begun[0]
        try:
            check_import(import_id=held.pk, actor=request.user, at=now)
        except ColumnsMissing:
            return redirect("bodies:import_columns", import_id=held.pk)
        return redirect("bodies:import_show", import_id=held.pk)
    context = {"registers": [(code, str(_label(code))) for code in REGISTERS]}
    return attempt.page("bodies/import_new.html", context)


@never_cache
@needs_right(IMPORT_REGISTERS)
def import_show(request: SignedInRequest, *, import_id: int) -> HttpResponse:
    """Show an import where it stands: the check, the progress, the result."""
    held = import_of(request, import_id)
    if held.state == ImportState.READ:
        return redirect("bodies:import_columns", import_id=held.pk)
    if held.state == ImportState.CHECKED:
        return render(request, "bodies/import_check.html", _check_context(request, held))
    context: dict[str, Any] = {"held": held, "history": history_of(f"register_import:{held.pk}")}
    if held.state in LIVING:
        done, total = cache.get(progress_key(held.pk)) or (0, held.counts.get("rows", 0))
        context |= {"done": done, "total": max(total, 1), "steps": _steps(held, done, total)}
    context["list_url"] = reverse(register_of(held.register).list_url)
    return render(request, "bodies/import_done.html", context)


def _steps(held: RegisterImport, done: int, total: int) -> list[WorkStep]:
    is_begun = held.state == ImportState.WRITING
    return [
        WorkStep("done", _("Rows checked"), str(total)),
        WorkStep("now" if is_begun else "todo", _("The register is written"), f"{done} / {total}"),
        WorkStep("todo", _("The uploaded table is removed")),
    ]


def _check_context(request: SignedInRequest, held: RegisterImport) -> dict[str, Any]:
    rows = rows_of(held)
    table = table_of(held)
    kinds = kinds_of_rows(rows)
    kind = chosen_kind(request.GET.get("rows", ""), kinds)
    page = Paginator([row for row in rows if KINDS[kind](row)], PAGE).get_page(request.GET.get("page"))
    columns = columns_shown(held)
    faults = held.counts.get("faults", 0)
    return {
        "held": held,
        "file_name": table.file_name,
        "sheet": table.sheets[held.sheet].title,
        "columns": columns,
        "columns_count": sum(column.code in held.places for column in columns),
        "sheet_columns": len(table.sheets[held.sheet].lines[held.header].cells),
        "kinds": kinds,
        "kind": kind,
        "page": page,
        "rows": shown_rows(list(page), columns),
        "counts": held.counts,
        "faulty": ImportFaulty(legal_ref=QUORUM, faults=faults) if faults else None,
        "faults": faults_by_words(rows)[:20],
        "writes": held.counts.get("new", 0) + held.counts.get("changed", 0),
        "legal": QUORUM,
        "is_members": held.register == "members",
    }


@never_cache
@needs_right(IMPORT_REGISTERS)
def import_marked(request: SignedInRequest, *, import_id: int) -> HttpResponse:
    """Give the table with the remarks beside each row, to be corrected and uploaded again."""
    held = import_of(request, import_id)
    if held.state not in TABLED:
        raise Http404
    headings, rows = marked_sheet(held, table_of(held), rows_of(held))
    response = sheet_response(
        file_name=f"import-{held.pk}-marked", title=_("Remarks"), headings=headings, rows=rows
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _to_import(*, import_id: int) -> str:
    return reverse("bodies:import_show", kwargs={"import_id": import_id})


@act(to=_to_import)
def import_confirm(request: SignedInRequest, *, import_id: int) -> HttpResponse | None:
    """Confirm what the check showed."""
    confirm_import(import_id=import_of(request, import_id).pk, actor=request.user, at=timezone.now())
    return None


@act(to=_to_import)
def import_check(request: SignedInRequest, *, import_id: int) -> HttpResponse | None:
    """Check the table again against the register as it is now."""
    check_import(import_id=import_of(request, import_id).pk, actor=request.user, at=timezone.now())
    messages.success(request, _("The table was checked again."))
    return None


@act(to=lambda **_kwargs: reverse("bodies:import_list"))
def import_drop(request: SignedInRequest, *, import_id: int) -> HttpResponse | None:
    """Cancel an import; its table is removed at once."""
    drop_import(import_id=import_of(request, import_id).pk, actor=request.user, at=timezone.now())
    messages.success(request, _("The import is cancelled, the uploaded table is removed."))
    return None
