"""Official words of the room, the same on every page and paper whatever the reader's language."""

from assembly.documents.enums import ActKind

# What stands above the text of an act.
HEADINGS = {
    ActKind.ORDER: ("ӨКІМ", "РАСПОРЯЖЕНИЕ"),
    ActKind.DECREE: ("ЖАРЛЫҚ", "УКАЗ"),
    ActKind.LETTER: ("ХАТ", "ПИСЬМО"),
}
