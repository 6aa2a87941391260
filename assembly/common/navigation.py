"""What stands in the menus: rooms register their entries, the layouts draw them.

The public menu is the same for everybody. The workspace's menu is built for one person: an entry
appears when its ``right`` agrees, and carries a number when its ``count`` finds something. Both may answer
with rows instead: whether there are any, and how many, is asked once for the whole menu and the bell, by
two queries for each page, however many rooms have lines. Addresses are resolved while
the page is drawn; an entry whose address does not resolve is left out, so that a room may register before
its pages are routed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import IntegerField, QuerySet, Value
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Words = str | Promise
# Yes or no, or rows: yes when there is one.
Yes = bool | QuerySet[Any]
Right = Callable[[Any], Yes]
# A number, or the rows to be counted, which nobody has fetched yet.
Count = Callable[[Any], int | tuple[QuerySet[Any], ...]]


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One section of the public part."""

    label: Words
    url_name: str
    order: int


@dataclass(frozen=True, slots=True)
class WorkspaceEntry:
    """One line of the workspace's menu, as a room registers it."""

    group: Words
    label: Words
    url_name: str
    icon: str
    order: int
    right: Right | None = None
    count: Count | None = None
    is_hot: bool = False


@dataclass(frozen=True, slots=True)
class Bell:
    """Where a person's notices are, and how many he has not read."""

    url_name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Line:
    """An entry ready to be drawn."""

    label: Words
    url: str
    icon: str = ""
    count: int = 0
    hot: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; the first group has none."""

    label: str
    lines: list[Line] = field(default_factory=list)


# Where a request keeps its menu; under what name the bell is counted.
KEPT, BELL = "menu_of_workspace", "bell"
PUBLIC_NAVIGATION: dict[str, PublicEntry] = {}
WORKSPACE_NAVIGATION: dict[str, WorkspaceEntry] = {}
BELLS: list[Bell] = []


def register_public(label: Words, url_name: str, order: int) -> None:
    """Put a section into the public menu; called from ``AppConfig.ready()``."""
    PUBLIC_NAVIGATION[url_name] = PublicEntry(label, url_name, order)


def register(
    group: Words,
    label: Words,
    url_name: str,
    icon: str,
    order: int,
    *,
    right: Right | None = None,
    count: Count | None = None,
    is_hot: bool = False,
) -> None:
    """Put a line into the workspace's menu; called from ``AppConfig.ready()``.

    Args:
        group: heading above the line; an empty one for the top of the menu.
        label: the words of the line.
        url_name: name of an address that needs no arguments.
        icon: name of a Lucide icon.
        order: place in the whole menu; a group stands where its first line stands.
        right: says whether this person sees the line, or returns rows of which one is enough; everybody
            signed in when missing.
        count: how many things wait there for this person, or the rows that are these things.
        is_hot: whether such a number asks for attention now.
    """
    WORKSPACE_NAVIGATION[url_name] = WorkspaceEntry(group, label, url_name, icon, order, right, count, is_hot)


def register_bell(url_name: str, count: Count) -> None:
    """Say where notices are and which of them are unread; the last one registered holds."""
    BELLS[:] = [Bell(url_name, count)]


def address_of(url_name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page, or an empty string when there is no such page."""
    try:
        return reverse(url_name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def public_lines(path: str) -> list[Line]:
    """Return the public menu with the section of ``path`` marked."""
    entries = sorted(PUBLIC_NAVIGATION.values(), key=lambda entry: entry.order)
    found = [(entry, address_of(entry.url_name)) for entry in entries]
    here = nearest(path, [url for _, url in found])
    return [Line(entry.label, url, current=url == here) for entry, url in found if url]


def workspace_groups(request: HttpRequest) -> list[Group]:
    """Return the menu of the person who is signed in; empty for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    seen, numbers = _menu_of(request)
    here = nearest(request.path, [url for _, url in seen])
    groups: dict[str, Group] = {}
    for entry, url in seen:
        number = numbers.get(entry.url_name, 0)
        line = Line(entry.label, url, entry.icon, number, entry.is_hot and number > 0, url == here)
        heading = str(entry.group)
        groups.setdefault(heading, Group(heading)).lines.append(line)
    return list(groups.values())


def bell_line(request: HttpRequest) -> Line | None:
    """Return the bell with the number of unread notices, or nothing when there is none."""
    user = getattr(request, "user", None)
    if not BELLS or user is None or not user.is_authenticated:
        return None
    url = address_of(BELLS[0].url_name)
    return Line("", url, "bell", _menu_of(request)[1][BELL]) if url else None


def _menu_of(request: HttpRequest) -> tuple[list[tuple[WorkspaceEntry, str]], dict[str, int]]:
    """Return the entries that the person sees with their addresses, and how many things wait at each."""
    kept: tuple[list[tuple[WorkspaceEntry, str]], dict[str, int]] | None = getattr(request, KEPT, None)
    if kept is not None:
        return kept
    entries = sorted(WORKSPACE_NAVIGATION.values(), key=lambda entry: entry.order)
    allowed = _allowed(request.user, entries)
    seen = [
        (entry, url) for entry in entries if entry.url_name in allowed and (url := address_of(entry.url_name))
    ]
    counts = {entry.url_name: entry.count for entry, _ in seen if entry.count}
    if BELLS:
        counts[BELL] = BELLS[0].count
    numbers = _numbers(request.user, counts)
    setattr(request, KEPT, (seen, numbers))
    return seen, numbers


def _allowed(user: Any, entries: list[WorkspaceEntry]) -> set[str]:
    answers = {entry.url_name: entry.right is None or entry.right(user) for entry in entries}
    rows = {name: found for name, found in answers.items() if isinstance(found, QuerySet)}
    names = list(rows)
    ones = [
        found.order_by().values_list(Value(place, output_field=IntegerField()))[:1]
        for place, found in enumerate(rows.values())
        if not found.query.is_empty()
    ]
    yes = {name for name, answer in answers.items() if name not in rows and answer}
    return yes | {names[place] for (place,) in _together(ones)}


def _numbers(user: Any, counts: dict[str, Count]) -> dict[str, int]:
    answers = {name: count(user) for name, count in counts.items()}
    numbers = {name: answer if isinstance(answer, int) else 0 for name, answer in answers.items()}
    rows = {name: answer for name, answer in answers.items() if not isinstance(answer, int)}
    for name, number in _counted(rows):
        numbers[name] += number
    return numbers


def _counted(rows: dict[str, tuple[QuerySet[Any], ...]]) -> Iterable[tuple[str, int]]:
    names = list(rows)
    counts = [
        # Grouped by its own number, so that many counts are the branches of one query.
        one.order_by()
        .annotate(of_entry=Value(place, output_field=IntegerField()))
        .values("of_entry")
        .annotate(how_many=CountOf("pk"))
        .values_list("of_entry", "how_many")
        for place, name in enumerate(names)
        for one in rows[name]
        if not one.query.is_empty()
    ]
    return [(names[place], number) for place, number in _together(counts)]


def _together(branches: list[Any]) -> Iterable[Any]:
    if not branches:
        return []
    return branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]


def says_yes(answer: Yes) -> bool:
    """Return what a right of the menu says when it is asked alone."""
    return answer if isinstance(answer, bool) else answer.exists()


def nearest(path: str, urls: list[str]) -> str:
    """Return the longest of ``urls`` under which ``path`` lies; the bare language root only for itself."""
    fitting = [url for url in urls if url and (path == url or (url.count("/") > 2 and path.startswith(url)))]  # noqa: PLR2004 -- /ru/
    return max(fitting, key=len, default="")
