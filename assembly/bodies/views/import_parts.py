"""Correcting an import before it is confirmed: which column is which, single rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.bodies.forms_imports import ColumnsForm, RowForm
from assembly.bodies.imports.kept import rows_of, table_of
from assembly.bodies.imports.preview import (
    columns_shown,
    header_choices,
    line_of,
    masked_text,
    raw_texts,
    shown_rows,
)
from assembly.bodies.imports.registers import register_of
from assembly.bodies.permissions import IMPORT_REGISTERS
from assembly.bodies.services.imports import check_import
from assembly.bodies.views.imports import TABLED, import_of
from assembly.common.attempts import Attempt
from assembly.people.doors import SignedInRequest, needs_right


@never_cache
@needs_right(IMPORT_REGISTERS)
def import_columns(request: SignedInRequest, *, import_id: int) -> HttpResponse:
    """Show how the columns were recognised, and let them be corrected."""
    held = import_of(request, import_id)
    if held.state not in TABLED:
        return redirect("bodies:import_show", import_id=held.pk)
    table, register = table_of(held), register_of(held.register)
    asked_sheet = request.GET.get("sheet", "")
    if asked_sheet.isdigit() and int(asked_sheet) < len(table.sheets) and int(asked_sheet) != held.sheet:
        held.sheet, held.header, held.places = int(asked_sheet), 0, {}
    asked_line = request.GET.get("line", "")
    if asked_line.isdigit() and int(asked_line) < len(table.sheets[held.sheet].lines):
        held.header = int(asked_line)
    headers = header_choices(table, held, register)
    form = ColumnsForm(request.POST or None, headers=headers, register=register, held=held)
    attempt = Attempt(request, form)
    if attempt.run(
        lambda values: check_import(
            import_id=held.pk,
            actor=request.user,
            at=timezone.now(),
            places=form.places(),
            sheet=held.sheet,
            header=held.header,
            basis_id=values["basis"].pk if values.get("basis") else None,
        )
    ):
        return redirect("bodies:import_show", import_id=held.pk)
    sheet = table.sheets[held.sheet]
    context = {
        "held": held,
        "file_name": table.file_name,
        "sheet": sheet.title,
        "sheets": [(number, found.title) for number, found in enumerate(table.sheets)],
        "lines": [
            (place, line.number, " · ".join(masked_text(cell.text[:30]) for cell in line.cells if cell)[:120])
            for place, line in enumerate(sheet.lines[:12])
        ],
        "headers": [(header, form[f"column_{header['place']}"]) for header in headers],
        "recognised": sum(bool(header["code"]) for header in headers),
        "wants_basis": any(column.code == "basis" for column in register.columns),
    }
    return attempt.page("bodies/import_columns.html", context)


@never_cache
@sensitive_post_parameters()
@needs_right(IMPORT_REGISTERS)
def import_row(request: SignedInRequest, *, import_id: int, number: int) -> HttpResponse:
    """Correct the cells of one row, say who it is about, or leave it out."""
    held = import_of(request, import_id)
    if held.state not in TABLED:
        return redirect("bodies:import_show", import_id=held.pk)
    table = table_of(held)
    line = line_of(table, held, number)
    row = next((row for row in rows_of(held) if row.number == number), None)
    if line is None or row is None:
        raise Http404
    columns = [column for column in columns_shown(held) if column.code in held.places]
    texts = raw_texts(table, held, line)
    shown = shown_rows([row], columns)[0]
    form = RowForm(
        request.POST or None,
        columns=columns,
        texts=texts,
        offers=row.offers,
        choice=table.choices.get(number, ""),
    )
    attempt = Attempt(request, form)

    def correct(values: dict[str, Any]) -> None:
        typed = {column.code: values[column.code] for column in columns}
        changed = {code: text for code, text in typed.items() if text != texts.get(code, "")}
        check_import(
            import_id=held.pk,
            actor=request.user,
            at=timezone.now(),
            fixes={number: changed} if changed else None,
            choices={number: values["choice"]},
        )

    if attempt.run(correct):
        messages.success(request, _("Row %(number)s was corrected and checked again.") % {"number": number})
        back = reverse("bodies:import_show", kwargs={"import_id": held.pk})
        return redirect(f"{back}?rows={request.GET.get('rows', '')}" if request.GET.get("rows") else back)
    context = {
        "held": held,
        "row": shown,
        "fields": [(form[column.code], cell) for column, cell in zip(columns, shown.cells, strict=True)],
        "offers": row.offers,
        "allowed": [(column.code, column.allowed()) for column in columns if column.allowed],
    }
    return attempt.page("bodies/import_row.html", context)
