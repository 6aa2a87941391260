"""Invented names: pools from which the same persons come out every time."""

import itertools
import random
from dataclasses import dataclass

# (male, female) family names; Kazakhstan's many peoples, no real person meant.
FAMILIES = (
    ("Абенов", "Абенова"), ("Әлімжанов", "Әлімжанова"), ("Бекжанов", "Бекжанова"), ("Ғабитов", "Ғабитова"),
    ("Дәулетов", "Дәулетова"), ("Елеусінов", "Елеусінова"), ("Жүнісов", "Жүнісова"), ("Зәкіров", "Зәкірова"),
    ("Ибраев", "Ибраева"), ("Қадырбеков", "Қадырбекова"), ("Құсайынов", "Құсайынова"), ("Мұқанов", "Мұқанова"),
    ("Нұрғожин", "Нұрғожина"), ("Нұрланов", "Нұрланова"), ("Оразалин", "Оразалина"), ("Өтегенов", "Өтегенова"),
    ("Сейтжанов", "Сейтжанова"), ("Тоқтаров", "Тоқтарова"), ("Ұзақов", "Ұзақова"), ("Үсенов", "Үсенова"),
    ("Шәріпов", "Шәріпова"), ("Ысқақов", "Ысқақова"), ("Иванченко", "Иванченко"), ("Ковальчук", "Ковальчук"),
    ("Лаврентьев", "Лаврентьева"), ("Зайцев", "Зайцева"), ("Филиппов", "Филиппова"), ("Громов", "Громова"),
    ("Бондаренко", "Бондаренко"), ("Ткаченко", "Ткаченко"), ("Назаренко", "Назаренко"), ("Вернер", "Вернер"),
    ("Шмидт", "Шмидт"), ("Вагнер", "Вагнер"), ("Беккер", "Беккер"), ("Ким", "Ким"), ("Цой", "Цой"), ("Пак", "Пак"),
    ("Ли", "Ли"), ("Сон", "Сон"), ("Юлдашев", "Юлдашева"), ("Махмудов", "Махмудова"), ("Хасанов", "Хасанова"),
    ("Исламов", "Исламова"), ("Галиев", "Галиева"), ("Сафин", "Сафина"), ("Мамедов", "Мамедова"),
    ("Гасанов", "Гасанова"), ("Туманян", "Туманян"), ("Осмонов", "Осмонова"), ("Раджабов", "Раджабова"),
    ("Яхъяев", "Яхъяева"), ("Газиев", "Газиева"), ("Каспшак", "Каспшак"), ("Лоор", "Лоор"), ("Ма", "Ма"),
)  # fmt: skip
MALE = (
    "Асхат", "Бауыржан", "Ғалым", "Дәурен", "Ерлан", "Жандос", "Қуаныш", "Марат", "Нұрлан", "Өмірзақ", "Рустам",
    "Серік", "Тимур", "Ұлан", "Ілияс", "Виктор", "Андрей", "Сергей", "Павел", "Эдуард", "Родион", "Вениамин",
    "Ильдар", "Тельман", "Арсен", "Бахтияр", "Савва", "Роман",
)  # fmt: skip
FEMALE = (
    "Айгүл", "Айнұр", "Әсел", "Гүлнар", "Динара", "Жанна", "Қарлығаш", "Ләззат", "Мадина", "Назгүл", "Сәуле",
    "Тоғжан", "Үміт", "Індира", "Ольга", "Ирина", "Светлана", "Эльвира", "Лейла", "Эмма", "Рената", "Лидия",
    "Оксана", "Бермет", "Патимат", "Вера", "Анна", "Гүзәл",
)  # fmt: skip
FATHERS = (
    ("Серікұлы", "Серікқызы"), ("Болатұлы", "Болатқызы"), ("Қанатұлы", "Қанатқызы"), ("Маратұлы", "Маратқызы"),
    ("Ерланұлы", "Ерланқызы"), ("Әбдіұлы", "Әбдіқызы"), ("Иванович", "Ивановна"), ("Петрович", "Петровна"),
    ("Сергеевич", "Сергеевна"), ("Викторович", "Викторовна"), ("Рашидович", "Рашидовна"), ("Юсупович", "Юсуповна"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InventedName:
    """A person's invented name with the three greetings of letters."""

    family: str
    given: str
    patronymic: str
    is_female: bool

    @property
    def salutation_kk(self) -> str:
        """Return the Kazakh greeting; Kazakh has no gender."""
        return f"Құрметті {self.given} {self.patronymic}"

    @property
    def salutation_ru(self) -> str:
        """Return the Russian greeting."""
        return f"{'Уважаемая' if self.is_female else 'Уважаемый'} {self.given} {self.patronymic}"

    @property
    def salutation_en(self) -> str:
        """Return the English greeting."""
        return f"Dear {'Ms' if self.is_female else 'Mr'} {self.family}"


def invented_names(count: int) -> list[InventedName]:
    """Return ``count`` different names, the same in every run.

    Raises:
        ValueError: the pools do not hold so many.
    """
    everyone = [
        InventedName(family[sex], given, father[sex], bool(sex))
        for sex, givens in ((0, MALE), (1, FEMALE))
        for family, given, father in itertools.product(FAMILIES, givens, FATHERS)
    ]
    if count > len(everyone):
        raise ValueError(f"only {len(everyone)} names can be invented")
    # A fixed seed: demonstration data must be the same everywhere; nothing legal is drawn here.
    return random.Random(747).sample(everyone, count)  # noqa: S311
