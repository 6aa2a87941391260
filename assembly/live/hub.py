"""The hub: what is watched, one ear at the database, one question for all, a word to each whose page has changed."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import psycopg
from django.db import DatabaseError, close_old_connections, connection
from psycopg import sql

from assembly.live.readers import Wanted, reader_of
from assembly.meetings.services.locks import LIVE_CHANNEL
from assembly.voting.live_words import Watched, watched_sittings

log = logging.getLogger(__name__)
# Threads that ask the database: one looks, the others know people by their sign-in.
THREADS = 3


@dataclass(eq=False, slots=True)
class Reader:
    """One open stream."""

    session_key: str
    user_id: int
    wanted: Wanted
    word: str = ""
    is_over: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, word: str) -> None:
        """Give the reader a word; of several that came at once the last one counts."""
        if word != self.word:
            self.word = word
            self.changed.set()

    def end(self) -> None:
        """End the stream: the page goes back to asking for itself."""
        self.is_over = True
        self.changed.set()


@dataclass(eq=False)
class Hub:
    """Everybody who watches, and what they watch.

    Attributes:
        pause: the least time between two looks, seconds: whatever happens meanwhile is one change.
        tick: how often open polls are looked at, seconds: casting a vote tells nothing.
        sweep: how often every watched sitting is looked at, seconds, should a word have been lost.
        recheck: how often rights are asked for again, seconds.
    """

    pause: float = 0.2
    tick: float = 0.25
    sweep: float = 5.0
    recheck: float = 60.0
    readers: set[Reader] = field(default_factory=set)
    sittings: dict[int, Watched] = field(default_factory=dict)
    is_listening: bool = False

    def __post_init__(self) -> None:
        """Make what belongs to the running loop."""
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
        self._changed: set[int] = set()
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to listen, to look and to ask for rights again."""
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._look, self._recheck)]

    async def stop(self) -> None:
        """End every stream and stop."""
        for reader in self.readers:
            reader.end()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)

    async def ask(self, question: Callable[..., Any], *words: Any, **named: Any) -> Any:
        """Ask the database in a thread of the hub, whose connection stays."""
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, partial(_asked, question, *words, **named)
        )

    async def who_is(self, session_key: str, wanted: Wanted) -> tuple[int | None, bool]:
        """Return who has signed in under a key, and whether he may watch what he wants."""
        return await self.ask(reader_of, session_key, wanted.meeting_id, at=datetime.now(UTC))

    def streams_of(self, user_id: int) -> int:
        """Return how many streams a user has open."""
        return sum(reader.user_id == user_id for reader in self.readers)

    async def join(self, reader: Reader) -> None:
        """Let a reader watch; the word of the moment is told at once unless he has it."""
        self.readers.add(reader)
        self._changed.add(reader.wanted.meeting_id)
        self._wake.set()

    def leave(self, reader: Reader) -> None:
        """Forget a reader, and the sitting that nobody watches any more."""
        self.readers.discard(reader)
        if reader.wanted.meeting_id not in self._watched():
            self.sittings.pop(reader.wanted.meeting_id, None)

    def _watched(self) -> set[int]:
        return {reader.wanted.meeting_id for reader in self.readers}

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(autocommit=True, **_address()) as ear:
                    await ear.execute(sql.SQL("LISTEN {}").format(sql.Identifier(LIVE_CHANNEL)))
                    self.is_listening = True
                    self._hear(self._watched())
                    async for word in ear.notifies():
                        self._hear([int(word.payload)])
            except psycopg.Error as error:
                log.warning("the database is not heard: %s", error)
            self.is_listening = False
            await asyncio.sleep(1)

    def _hear(self, meeting_ids: Iterable[int]) -> None:
        self._changed.update(meeting_ids)
        self._wake.set()

    async def _look(self) -> None:
        swept = asyncio.get_running_loop().time()
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self.tick)
            self._wake.clear()
            now = asyncio.get_running_loop().time()
            watched = self._watched()
            voting = {pk for pk, sitting in self.sittings.items() if sitting.common.open_poll}
            wanted = watched if now - swept >= self.sweep else watched & (self._changed | voting)
            swept = now if wanted == watched else swept
            self._changed.clear()
            if wanted:
                await self._look_at(wanted)
            await asyncio.sleep(self.pause)

    async def _look_at(self, meeting_ids: set[int]) -> None:
        try:
            found = await self.ask(watched_sittings, meeting_ids, before=dict(self.sittings))
        except DatabaseError as error:
            log.warning("the database does not answer: %s", error)
            self._changed |= meeting_ids
            return
        self.sittings.update(found)
        at = datetime.now(UTC)
        for reader in self.readers:
            if reader.wanted.meeting_id in found:
                sitting = found[reader.wanted.meeting_id]
                reader.tell(sitting.word(reader.user_id, on_phone=reader.wanted.on_phone, at=at))

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(self.recheck)
            for reader in list(self.readers):
                try:
                    user_id, may_watch = await self.who_is(reader.session_key, reader.wanted)
                except DatabaseError as error:
                    log.warning("rights cannot be asked for: %s", error)
                    break
                if user_id != reader.user_id or not may_watch:
                    reader.end()


def _asked(question: Callable[..., Any], *words: Any, **named: Any) -> Any:
    close_old_connections()
    try:
        return question(*words, **named)
    finally:
        close_old_connections()


def _address() -> dict[str, Any]:
    known = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {word: known[name] for word, name in names.items() if known[name]}
