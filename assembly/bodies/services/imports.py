"""Importing a register from a table: read, check, confirm, write in one transaction, forget the table."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import IO

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.bodies.enums import ImportEvent, ImportState
from assembly.bodies.imports.base import CheckedRow, Circumstances, counts_of, digest_of, parse_rows
from assembly.bodies.imports.kept import KeptTable, forget, put_rows, put_table, table_of
from assembly.bodies.imports.refusals import (
    ColumnsMissing,
    ImportFaulty,
    ImportRunning,
    NoTableFound,
    NothingToWrite,
    RegisterChanged,
    TableGone,
)
from assembly.bodies.imports.registers import WRITERS, register_of
from assembly.bodies.models import RegisterImport
from assembly.bodies.permissions import IMPORT_REGISTERS
from assembly.bodies.services.flow import IMPORT_FLOW
from assembly.common.books import Limits, read_book
from assembly.common.clock import day_of
from assembly.common.columns import Table, find_table
from assembly.common.errors import DomainError
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.documents.services.files import harmless_name
from assembly.law.acts import regulation
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons

logger = logging.getLogger(__name__)
LIFE = timedelta(hours=24)
# A worker that was killed leaves its import behind; after this long another one takes it over.
LONGEST_WRITING = timedelta(minutes=15)
PROGRESS_SECONDS = 3600
IMPORTED = "bodies.register_imported"
FAILED = "bodies.register_import_failed"
SIZE, ROWS, LENGTH, EXPANSION = (
    f"bodies.import_{name}" for name in ("megabytes", "rows", "cell_length", "expansion")
)
# The table of members decides quorum: it is written whole or not at all.
QUORUM = regulation("9")


def register_limits() -> None:
    """Register how much of a table is read; no act fixes it. Called from ``ready()``."""
    note = _("A limit of the portal; no act fixes it.")
    register_setting(SIZE, 5, _("Import: largest file, megabytes"), note)
    register_setting(ROWS, 5_000, _("Import: most rows of a sheet"), note)
    register_setting(LENGTH, 500, _("Import: longest text of a cell, characters"), note)
    register_setting(EXPANSION, 200, _("Import: how many times a file may grow when unpacked"), note)


def limits_on(at: datetime) -> Limits:
    """Return how much is read of a table on a day."""
    megabytes, rows, length, expansion = (
        int(setting_value(key, on=day_of(at))) for key in (SIZE, ROWS, LENGTH, EXPANSION)
    )
    return Limits(megabytes=megabytes, rows=rows, characters=length, expansion=expansion)


@transaction.atomic
def begin_import(
    *, register: str, upload: IO[bytes], file_name: str, actor: User | None, at: datetime
) -> RegisterImport:
    """Read an uploaded table, recognise its columns and keep it sealed for a day; nothing is written yet.

    The file itself is not kept: its cells are, encrypted, under the name that it had.

    Args:
        register: see ``RegisterKind``.
        upload: the file, opened for reading.
        file_name: as the browser gave it.
        actor: who imports; needs ``bodies.import_registers``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not import.
        BookRejected: the file is no workbook that the portal reads.
        NoTableFound: no sheet has headers that this register knows.
    """
    require_right(actor, IMPORT_REGISTERS, on=day_of(at))
    assert actor is not None
    kind = register_of(register)
    sheets = read_book(upload, limits=limits_on(at))
    table = find_table(sheets, kind.columns)
    if table is None:
        headers = (column.kk if get_language() == "kk" else column.ru for column in kind.columns)
        names = ", ".join(f"«{header}»" for header in headers if header)
        raise NoTableFound(columns=names, field="upload")
    upload.seek(0)
    begun = RegisterImport(
        register=register,
        uploaded_by=actor,
        uploaded_at=at,
        sha256=hashlib.sha256(upload.read()).hexdigest(),
        sheet=table.sheet,
        header=table.header,
        places=table.places,
    )
    put_table(begun, KeptTable(harmless_name(file_name, "xlsx"), sheets))
    begun.save()

    record(
        stream=f"register_import:{begun.pk}",
        kind="bodies.import_begun",
        actor=actor,
        at=at,
        payload={"register": register, "sha256": begun.sha256, "columns": sorted(table.places)},
    )
    return begun


@transaction.atomic
def check_import(
    *,
    import_id: int,
    actor: User | None,
    at: datetime,
    places: Mapping[str, int] | None = None,
    sheet: int | None = None,
    header: int | None = None,
    basis_id: int | None = None,
    fixes: Mapping[int, Mapping[str, str]] | None = None,
    choices: Mapping[int, str] | None = None,
) -> RegisterImport:
    """Check a table against the register, anew after every correction; writes nothing into the register.

    Args:
        import_id: the import.
        actor: who checks; needs ``bodies.import_registers``.
        at: the moment, timezone-aware.
        places: which column of the sheet is which; as recognised when not given.
        sheet: on which sheet the table stands.
        header: on which of its lines that are not empty the headers stand.
        basis_id: the act for rows that name none.
        fixes: texts typed over cells: row number, column, text; added to the earlier ones.
        choices: what a row is about: ``new``, ``skip`` or a person's key; added to the earlier ones.

    Raises:
        NotAllowed: ``actor`` may not import.
        TransitionRefused: the import is confirmed or over.
        TableGone: the table was removed, or its key was taken away.
        ColumnsMissing: a column is not named without which nobody can be recognised.
    """
    held = _locked(import_id)
    require_right(actor, IMPORT_REGISTERS, on=day_of(at))
    held.state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.CHECK)
    table = _table(held)
    if places is not None:
        held.places = dict(places)
    held.sheet = held.sheet if sheet is None else sheet
    held.header = held.header if header is None else header
    held.basis_id = basis_id or (held.basis_id if places is None else None)
    _require_columns(held)
    for number, cells in (fixes or {}).items():
        table.fixes.setdefault(number, {}).update(cells)
    table.choices.update(choices or {})
    rows = checked_rows(held, table, at=at)
    put_table(held, table)
    put_rows(held, rows)
    held.counts, held.plan_digest, held.failure = counts_of(rows), digest_of(rows), ""
    held.save()

    record(
        stream=f"register_import:{held.pk}",
        kind="bodies.import_checked",
        actor=actor,
        at=at,
        payload={"counts": held.counts, "plan": held.plan_digest},
    )
    return held


def checked_rows(held: RegisterImport, table: KeptTable, *, at: datetime) -> list[CheckedRow]:
    """Return the rows of a table as they stand against the register at this moment."""
    kind = register_of(held.register)
    place = Table(held.sheet, held.header, held.places)
    rows = parse_rows(table.sheets[held.sheet], place, kind, table.fixes)
    kind.check(rows, Circumstances(on=day_of(at), basis_id=held.basis_id, choices=table.choices))
    return rows


@transaction.atomic
def confirm_import(*, import_id: int, actor: User | None, at: datetime) -> RegisterImport:
    """Confirm what the check showed; the worker writes it.

    Args:
        import_id: the import.
        actor: who confirms; needs ``bodies.import_registers``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not import.
        TransitionRefused: it is not checked, or is confirmed already.
        ImportFaulty: cells are wrong; a register is written whole or not at all.
        NothingToWrite: every row is the same as in the register.
        ImportRunning: another import of this register is being written.
    """
    held = _locked(import_id)
    require_right(actor, IMPORT_REGISTERS, on=day_of(at))
    next_state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.CONFIRM)
    if faults := held.counts.get("faults", 0):
        raise ImportFaulty(legal_ref=QUORUM, faults=faults)
    if not held.counts.get("new") and not held.counts.get("changed"):
        raise NothingToWrite
    held.state, held.confirmed_by = next_state, actor
    try:
        with transaction.atomic():
            held.save(update_fields=["state", "confirmed_by"])
    except IntegrityError:
        other = (
            RegisterImport.objects.being_written()
            .select_related("confirmed_by__person")
            .get(register=held.register)
        )
        raise ImportRunning(who=other.confirmed_by.get_full_name() if other.confirmed_by else "") from None

    record(
        stream=f"register_import:{held.pk}",
        kind="bodies.import_confirmed",
        actor=actor,
        at=at,
        payload={"counts": held.counts, "plan": held.plan_digest},
    )
    return held


@transaction.atomic
def drop_import(*, import_id: int, actor: User | None, at: datetime) -> RegisterImport:
    """Cancel an import that is not confirmed; its table is forgotten at once.

    Raises:
        NotAllowed: ``actor`` may not import.
        TransitionRefused: it is confirmed or over.
    """
    held = _locked(import_id)
    require_right(actor, IMPORT_REGISTERS, on=day_of(at))
    held.state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.DROP)
    held.ended_at = at
    forget(held)
    held.save()

    record(stream=f"register_import:{held.pk}", kind="bodies.import_dropped", actor=actor, at=at)
    return held


def write_waiting(*, at: datetime) -> int:
    """Write the imports that were confirmed, one after another; return how many were taken up."""
    taken = 0
    while (held := _claim(at=at)) is not None:
        taken += 1
        try:
            _write(import_id=held.pk, at=at)
        except DomainError as refusal:
            _give_back(import_id=held.pk, failure=refusal.code, at=at)
        except Exception as error:  # noqa: BLE001 -- whatever hindered it, the import must not stay half way
            # The words of a database's refusal repeat the values of the row: only the kind is logged.
            logger.error("import %s was not written: %s", held.pk, type(error).__name__)  # noqa: TRY400
            _give_back(import_id=held.pk, failure="unexpected", at=at)
    return taken


@transaction.atomic
def _claim(*, at: datetime) -> RegisterImport | None:
    held = (
        RegisterImport.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(state=ImportState.QUEUED) | Q(state=ImportState.WRITING, started_at__lt=at - LONGEST_WRITING)
        )
        .order_by("pk")
        .first()
    )
    if held is None:
        return None
    held.state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.START)
    held.started_at = at
    held.save(update_fields=["state", "started_at"])
    return held


@transaction.atomic
def _write(*, import_id: int, at: datetime) -> None:
    """Write one claimed import: everything or nothing."""
    held = _locked(import_id)
    next_state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.FINISH)
    actor = held.confirmed_by
    require_right(actor, IMPORT_REGISTERS, on=day_of(at))
    assert actor is not None
    tick = _progress_of(held)
    rows = checked_rows(held, _table(held), at=at)
    if digest_of(rows) != held.plan_digest:
        raise RegisterChanged
    written = WRITERS[held.register](rows, import_id=held.pk, actor=actor, at=at, tick=tick)
    held.state, held.ended_at = next_state, at
    held.counts = {**held.counts, **written}
    forget(held)
    held.save()

    record(
        stream=f"register_import:{held.pk}",
        kind=IMPORTED,
        actor=actor,
        at=at,
        payload={"register": held.register, "sha256": held.sha256, "counts": held.counts},
    )
    _tell(held, IMPORTED, at=at)


@transaction.atomic
def _give_back(*, import_id: int, failure: str, at: datetime) -> None:
    held = _locked(import_id)
    held.state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.FAIL)
    held.failure = failure
    held.save(update_fields=["state", "failure"])

    record(
        stream=f"register_import:{held.pk}", kind="bodies.import_failed", at=at, payload={"failure": failure}
    )
    _tell(held, FAILED, at=at)


def remove_old(*, at: datetime) -> int:
    """Forget the tables of imports that nobody confirmed within a day; return how many."""
    removed = 0
    for key in list(RegisterImport.objects.left_since(at - LIFE).values_list("pk", flat=True)):
        removed += _expire(import_id=key, at=at)
    return removed


@transaction.atomic
def _expire(*, import_id: int, at: datetime) -> bool:
    held = _locked(import_id)
    if not IMPORT_FLOW.allows(ImportState(held.state), ImportEvent.EXPIRE):
        return False
    held.state = IMPORT_FLOW.next_state(ImportState(held.state), ImportEvent.EXPIRE)
    held.ended_at = at
    forget(held)
    held.save()
    record(stream=f"register_import:{held.pk}", kind="bodies.import_expired", at=at)
    return True


def _locked(import_id: int) -> RegisterImport:
    return RegisterImport.objects.select_for_update(of=("self",)).get(pk=import_id)


def _table(held: RegisterImport) -> KeptTable:
    try:
        return table_of(held)
    except LookupError:
        raise TableGone from None


def _require_columns(held: RegisterImport) -> None:
    kind = register_of(held.register)
    for group in kind.needs:
        if not any(code in held.places for code in group):
            raise ColumnsMissing(name=kind.column(group[0]).label, field=group[0])


def _progress_of(held: RegisterImport) -> Callable[[int], None]:
    total = held.counts.get("rows", 0)

    def tick(done: int) -> None:
        cache.set(progress_key(held.pk), (done, total), PROGRESS_SECONDS)

    tick(0)
    return tick


def progress_key(import_id: int) -> str:
    """Return the name under which the cache keeps how far an import has come."""
    return f"register-import:{import_id}"


def _tell(held: RegisterImport, kind: str, *, at: datetime) -> None:
    person = held.confirmed_by.known_person if held.confirmed_by else None
    if person is not None:
        notify_persons(
            [person],
            kind=kind,
            context={"import_id": held.pk, "register": held.register, "rows": held.counts.get("rows", 0)},
            dedup_key=f"{kind}:{held.pk}:{at.isoformat()}",
            at=at,
            path=f"/registers/imports/{held.pk}/",
        )
