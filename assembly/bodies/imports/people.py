"""Persons in tables: their columns, who a row is about, what would change in the register of persons."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import CellState
from assembly.bodies.imports.base import LEFT_OUT, NEW_RECORD, CheckedRow, Circumstances, folded_name
from assembly.bodies.imports.readers import read_iin
from assembly.common.cell_notes import register_notes
from assembly.common.cells import (
    read_day,
    read_email,
    read_full_name,
    read_language,
    read_name,
    read_phone,
    read_sex,
)
from assembly.common.columns import Column
from assembly.people.iin import masked_iin
from assembly.people.keys import keyed_hashes
from assembly.people.models import Person
from assembly.people.models.persons import IIN_PURPOSE

NAME_COLUMNS = ("name", "family_name", "given_name")
YOUNGEST = timedelta(days=16 * 365)
PLAIN_FIELDS = ("birth_on", "sex", "phone", "email", "language")

PERSON_COLUMNS = (
    Column(
        "name",
        _("Name"),
        ("тегі, аты, әкесінің аты", "аты-жөні", "тегі аты", "т.а.ә.", "тағы аты-жөні", "ф.и.о.", "фио",
         "фамилия, имя, отчество", "фамилия имя", "full name", "name"),
        read_full_name,
        kk="Тегі, аты, әкесінің аты",
        ru="Ф.И.О.",
        example="Сынақова Айгүл Мысалқызы",
    ),
    Column("family_name", _("Family name"), ("тегі", "фамилия", "family name", "surname"), read_name),
    Column("given_name", _("Given name"), ("аты", "имя", "есімі", "given name"), read_name),
    Column("patronymic", _("Patronymic"), ("әкесінің аты", "отчество", "patronymic"), read_name),
    Column(
        "iin",
        _("IIN"),
        ("жсн", "иин", "жеке сәйкестендіру нөмірі", "индивидуальный идентификационный номер", "iin"),
        read_iin,
        kk="ЖСН",
        ru="ИИН",
        example="061211600012",
    ),
    Column(
        "birth_on",
        _("Date of birth"),
        ("туған күні", "туған жылы", "дата рождения", "день рождения", "д.р.", "date of birth"),
        read_day,
        kk="Туған күні",
        ru="Дата рождения",
        example=date(1969, 4, 28),
    ),
    Column(
        "sex",
        _("Sex"),
        ("жынысы", "пол", "sex"),
        read_sex,
        kk="Жынысы",
        ru="Пол",
        example="әйел",
        allowed=lambda: ["әйел / жен.", "ер / муж."],
    ),
    Column(
        "phone",
        _("Telephone"),
        ("телефон", "байланыс телефоны", "тел.", "контактный телефон", "ұялы телефон", "telephone", "phone"),
        read_phone,
        kk="Телефон",
        ru="Телефон",
        example="+7 701 000 00 00",
    ),
    Column(
        "email",
        _("E-mail address"),
        ("e-mail", "email", "электрондық пошта", "электрондық мекенжай", "электронная почта", "эл. почта", "почта"),
        read_email,
        kk="E-mail",
        ru="E-mail",
        example="synaq@portal.example",
    ),
    Column(
        "language",
        _("Language of letters"),
        ("тіл", "тілі", "хат тілі", "язык", "язык переписки", "language"),
        read_language,
        kk="Тіл",
        ru="Язык",
        example="қаз",
        allowed=lambda: ["қаз / каз", "орыс / рус", "ағылшын / англ"],
    ),
)  # fmt: skip


def name_of(row: CheckedRow) -> tuple[str, str, str]:
    """Return family name, given name and patronymic, from one column or three."""
    if "name" in row.values:
        family, given, patronymic = row.values["name"]
        return family, given, patronymic
    family, given, patronymic = (
        str(row.values.get(code, "")) for code in ("family_name", "given_name", "patronymic")
    )
    return family, given, patronymic


def check_person_rows(rows: list[CheckedRow], under: Circumstances) -> dict[int, Person]:
    """Say of each row who it is about; return the persons of the register by row.

    Within the table the IIN decides, else name and day of birth; in the register likewise. Where only
    the name agrees, the person is offered and ``under.choices`` of the row decides.
    """
    for row in rows:
        _check_row(row, under)
    _find_repeats([row for row in rows if not row.is_skipped])
    known = _Known(rows)
    found: dict[int, Person] = {}
    for row in rows:
        if row.is_skipped or row.repeats is not None:
            continue
        person = _chosen(row, known, under) or known.match(row)
        if person is None:
            known.offer(row, under)
        else:
            found[row.number] = person
    _check_addresses(rows, found, known)
    _refuse_one_for_two(rows, found)
    return found


def _check_row(row: CheckedRow, under: Circumstances) -> None:
    family, given, patronymic = name_of(row)
    row.title = " ".join(filter(None, (family, given, patronymic)))
    row.is_skipped = under.choices.get(row.number) == LEFT_OUT
    # A name that cannot be read has said why already.
    cells = [row.cells[code] for code in NAME_COLUMNS if code in row.cells]
    if not (family and given) and not any(cell.is_faulty for cell in cells):
        row.note("missing", "name" if not cells or "name" in row.cells else "given_name")
    born, number = row.values.get("birth_on"), row.values.get("iin")
    if born and born > under.on - YOUNGEST:
        row.note("birth_late", "birth_on")
    if "iin" not in row.cells:
        row.note("iin_missing", "iin")
    elif number:
        row.cells["iin"].text = masked_iin(number)
        if born and number[:6] != f"{born:%y%m%d}":
            row.note("iin_other_day", "iin")


def _find_repeats(rows: Sequence[CheckedRow]) -> None:
    """Join rows about one person; refuse one IIN for two."""
    by_iin: dict[str, CheckedRow] = {}
    by_name: dict[tuple[str, Any], CheckedRow] = {}
    for row in rows:
        number, key = row.values.get("iin"), (folded_name(row.title), row.values.get("birth_on"))
        first = by_iin.get(number) if number else None
        if first is None and key[0] and key[1]:
            namesake = by_name.get(key)
            numbers = {namesake.values.get("iin"), number} - {None} if namesake else set()
            first = namesake if len(numbers) < 2 else None  # noqa: PLR2004 -- two numbers are two persons
        if first is None:
            if number:
                by_iin[number] = row
            by_name.setdefault(key, row)
        elif _is_one(first, row):
            row.repeats = first.number
            row.note("repeats_row", "name" if "name" in row.cells else "family_name", row=first.number)
        else:
            row.note("iin_of_other_row", "iin", row=first.number)


def _is_one(first: CheckedRow, other: CheckedRow) -> bool:
    born = {first.values.get("birth_on"), other.values.get("birth_on")}
    return folded_name(first.title) == folded_name(other.title) or (len(born) == 1 and born != {None})


class _Known:
    """The persons of the register that a table could mean, asked at once."""

    def __init__(self, rows: Sequence[CheckedRow]) -> None:
        self.hashes = {
            row.number: keyed_hashes(row.values["iin"], purpose=IIN_PURPOSE)
            for row in rows
            if "iin" in row.values
        }
        every = [value for values in self.hashes.values() for value in values]
        families = {name_of(row)[0] for row in rows}
        addresses = {row.values["email"] for row in rows if "email" in row.values}
        persons = Person.objects.filter(
            Q(iin_hash__in=every) | Q(family_name__in=families - {""}) | Q(email__in=addresses)
        )
        self.persons = list(persons)
        self.by_hash = {person.iin_hash: person for person in self.persons if person.iin_hash}
        self.by_email = {person.email.lower(): person for person in self.persons if person.email}
        self.by_key = {person.pk: person for person in self.persons}
        self.by_name: dict[str, list[Person]] = {}
        for person in self.persons:
            self.by_name.setdefault(folded_name(person.full_name), []).append(person)

    def match(self, row: CheckedRow) -> Person | None:
        """Return the person with the row's IIN; else the one with its name and day of birth."""
        hashes = self.hashes.get(row.number, ())
        for value in hashes:
            if value in self.by_hash:
                return self.by_hash[value]
        born = row.values.get("birth_on")
        for person in self.by_name.get(folded_name(row.title), ()):
            if born and person.birth_on == born and not (hashes and person.iin_hash):
                return person
        return None

    def offer(self, row: CheckedRow, under: Circumstances) -> None:
        """Offer the persons of the same name, unless staff said that this one is new."""
        namesakes = [
            person
            for person in self.by_name.get(folded_name(row.title), ())
            if not (person.iin_hash and row.number in self.hashes)
        ]
        row.offers = [(person.pk, offered_words(person)) for person in namesakes]
        if namesakes and under.choices.get(row.number) != NEW_RECORD:
            row.note("maybe_known", "name" if "name" in row.cells else "family_name", who=row.offers[0][1])


def offered_words(person: Person) -> str:
    """Return how a person is named among those that a row might be about."""
    born = f", {person.birth_on:%d.%m.%Y}" if person.birth_on else ""
    return f"{person.full_name}{born}"


def _chosen(row: CheckedRow, known: _Known, under: Circumstances) -> Person | None:
    choice = under.choices.get(row.number, "")
    if not choice.isdigit():
        return None
    person = known.by_key.get(int(choice)) or Person.objects.filter(pk=int(choice)).first()
    if person is not None:
        known.by_key[person.pk] = person
        row.offers = [(person.pk, offered_words(person))]
    return person


def _check_addresses(rows: Iterable[CheckedRow], found: dict[int, Person], known: _Known) -> None:
    """Refuse an address that another row or another person has; persons exist once."""
    used: dict[str, CheckedRow] = {}
    for row in rows:
        address = row.values.get("email")
        if not address or row.is_skipped or row.repeats is not None:
            continue
        first, owner = used.setdefault(address, row), known.by_email.get(address)
        if first is not row:
            row.note("email_repeats", "email", row=first.number)
        elif owner is not None and owner.pk != getattr(found.get(row.number), "pk", None):
            if (owner.pk, offered_words(owner)) not in row.offers:
                row.offers.append((owner.pk, offered_words(owner)))
            row.note("email_taken", "email", who=owner.full_name)


def _refuse_one_for_two(rows: Iterable[CheckedRow], found: dict[int, Person]) -> None:
    taken: dict[int, int] = {}
    for row in rows:
        person = found.get(row.number)
        if person is not None and taken.setdefault(person.pk, row.number) != row.number:
            row.note("subject_twice", "name" if "name" in row.cells else "family_name", row=taken[person.pk])


def compare_person(row: CheckedRow, person: Person | None) -> dict[str, Any]:
    """Return what would be written of the person, marking each cell: new, changed or the same."""
    changed: dict[str, Any] = {}
    names = dict(zip(("family_name", "given_name", "patronymic"), name_of(row), strict=True))
    if person is None:
        changed |= names
        for code in ("name", *names):
            if code in row.cells and code in row.values:
                row.cells[code].state = CellState.NEW
    else:
        differing = {code: name for code, name in names.items() if name and name != getattr(person, code)}
        changed |= differing
        for code in differing:
            shown = "name" if "name" in row.cells else code
            row.compare(shown, person.full_name if shown == "name" else getattr(person, code), names[code])
    for code in PLAIN_FIELDS:
        value = row.values.get(code)
        old = getattr(person, code) if person else None
        if code == "phone" and old and _digits(str(old)) == _digits(str(value or "")):
            continue
        if row.compare(code, old, value, shown=_shown):
            changed[code] = value
    number = row.values.get("iin")
    if row.compare("iin", person.read_iin() if person else "", number, shown=masked_iin):
        changed["iin"] = number
    return changed


def _digits(text: str) -> str:
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits[-10:]


def _shown(value: Any) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


register_notes(
    "error",
    {
        "birth_late": _("Too young: the day of birth is less than 16 years ago"),
        "iin_of_other_row": _("Another person has this IIN: row {row}"),
        "email_repeats": _("Another person has this address: row {row}"),
        "email_taken": _("Another person of the register has this address: {who}"),
        "subject_twice": _("Row {row} is about the same person of the register"),
    },
)
register_notes(
    "warning",
    {
        "iin_missing": _("no IIN: matched by name and day of birth"),
        "iin_other_day": _("the day of birth inside it is another one"),
        "repeats_row": _("the same person as in row {row}: both rows become one person"),
        "maybe_known": _("perhaps in the register already: {who}"),
    },
)
