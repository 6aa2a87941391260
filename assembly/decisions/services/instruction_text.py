"""The words of the Chairman's instruction. Pure: values in, the two official texts out."""

from dataclasses import dataclass
from datetime import date

from assembly.common.dates import official_date


@dataclass(frozen=True, slots=True)
class InstructionWords:
    """What the act says, in one language."""

    text: str
    lead: str
    due_on: date
    criterion: str


def text_in_kazakh(words: InstructionWords) -> str:
    """Return the text of the act in Kazakh."""
    return "\n".join(
        [
            "Қазақстан халқының Ассамблеясы туралы ереженің 5-тармағына сәйкес тапсырамын:",
            "",
            f"1. {words.text}",
            f"2. Жауапты орындаушы: {words.lead}.",
            f"3. Орындау мерзімінің соңғы күні: {official_date(words.due_on, 'kk')}.",
            f"4. Орындалғанын растайтын көрсеткіш: {words.criterion.rstrip('.')}.",
            "5. Орындалуын бақылау Ассамблея Аппаратына (Хатшылығына) жүктелсін.",
        ]
    )


def text_in_russian(words: InstructionWords) -> str:
    """Return the text of the act in Russian."""
    return "\n".join(
        [
            "В соответствии с пунктом 5 Положения об Ассамблее народа Казахстана поручаю:",
            "",
            f"1. {words.text}",
            f"2. Ответственный исполнитель: {words.lead}.",
            f"3. Последний день срока исполнения: {official_date(words.due_on, 'ru')}.",
            f"4. Признак исполнения: {words.criterion.rstrip('.')}.",
            "5. Контроль исполнения возложить на Аппарат (Секретариат) Ассамблеи.",
        ]
    )
