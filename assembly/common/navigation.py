"""What stands in the menus: rooms register their entries, the layouts draw them.

The public menu is the same for everybody. The workspace's menu is built for one person: an entry
appears when its ``right`` agrees, and carries a number when its ``count`` finds something. Addresses
are resolved while the page is drawn; an entry whose address does not resolve is left out, so that a
room may register before its pages are routed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Words = str | Promise
Right = Callable[[Any], bool]
Count = Callable[[Any], int]


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
        right: says whether this person sees the line; everybody signed in when missing.
        count: how many things wait there for this person.
        is_hot: whether such a number asks for attention now.
    """
    WORKSPACE_NAVIGATION[url_name] = WorkspaceEntry(group, label, url_name, icon, order, right, count, is_hot)


def register_bell(url_name: str, count: Count) -> None:
    """Say where notices are and how to count the unread ones; the last one registered holds."""
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
    entries = sorted(WORKSPACE_NAVIGATION.values(), key=lambda entry: entry.order)
    seen = [
        (entry, address_of(entry.url_name)) for entry in entries if entry.right is None or entry.right(user)
    ]
    here = nearest(request.path, [url for _, url in seen])
    groups: dict[str, Group] = {}
    for entry, url in seen:
        if not url:
            continue
        number = entry.count(user) if entry.count else 0
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
    return Line("", url, "bell", BELLS[0].count(user)) if url else None


def nearest(path: str, urls: list[str]) -> str:
    """Return the longest of ``urls`` under which ``path`` lies; the bare language root only for itself."""
    fitting = [url for url in urls if url and (path == url or (url.count("/") > 2 and path.startswith(url)))]  # noqa: PLR2004 -- /ru/
    return max(fitting, key=len, default="")
