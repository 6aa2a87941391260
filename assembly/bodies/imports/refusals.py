"""What an import refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class NoTableFound(InvalidValue):
    """No sheet has headers that the register knows."""

    code = "no_table_found"
    title = _("No table was recognised")
    text = _("No sheet has headers that this register knows.")
    advice = _("At least two of these are needed: {columns}. The template has all of them.")


class ColumnsMissing(InvalidValue):
    """Nobody can be recognised without this column."""

    code = "columns_missing"
    title = _("A column is missing")
    text = _("Say in which column this stands: {name}.")


class ImportFaulty(DomainError):
    """Cells are wrong."""

    code = "import_faulty"
    title = _("Nothing was written: cells are wrong")
    text = _(
        "Wrong cells: {faults}. A register is written whole or not at all, since quorum is counted from it."
    )
    advice = _("Correct the cells here, or in the file and upload it again.")


class NothingToWrite(DomainError):
    """Every row is the same as in the register."""

    code = "nothing_to_write"
    title = _("There is nothing to write")
    text = _("Every row is the same as in the register.")


class ImportRunning(DomainError):
    """Another import of the register was confirmed and is not written yet."""

    code = "import_running"
    title = _("This register is being written")
    text = _("Another import of this register was confirmed by {who} and is being written.")
    advice = _("Wait until it ends, then check this table again: the register will have changed.")


class RegisterChanged(DomainError):
    """What was confirmed is not what would be written now."""

    code = "register_changed"
    title = _("The register has changed meanwhile")
    text = _("The register has changed since the table was checked, so nothing was written.")
    advice = _("Check the table again and confirm what it shows then.")


class TableGone(DomainError):
    """The table is removed, or its key is."""

    code = "table_gone"
    status = 410
    title = _("The table is no longer held")
    text = _("An uploaded table is held for a day, then it is removed.")
    advice = _("Upload the file again.")
