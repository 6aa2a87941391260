"""The live process as an ASGI application: ``GET /live/<the address a page would ask>`` answers with a stream of words."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings

from assembly.live.hub import Hub, Reader
from assembly.live.readers import PREFIX, session_key_of, wanted_of

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

# A browser has one stream a sitting; a person a few browsers.
STREAMS_OF_ONE = 8
STREAMS_OF_ALL = 2_000
BEAT_SECONDS = 10.0
RETRY_MS = 2_000


class LiveApplication:
    """Streams for those who may watch; the hub says what is new."""

    def __init__(self, *, make_hub: Callable[[], Hub] = Hub, beat: float = BEAT_SECONDS) -> None:
        self._make_hub = make_hub
        self._beat = beat
        self._hub: Hub | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    @property
    def hub(self) -> Hub:
        """Return the hub, which begins with the first who asks."""
        if self._hub is None:
            self._hub = self._make_hub()
            self._hub.start()
        return self._hub

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                assert self.hub
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.hub.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if scope["method"] != "GET":
            await _say(send, HTTPStatus.METHOD_NOT_ALLOWED)
            return
        if scope["path"] == f"{PREFIX}/health":
            hears = self.hub.is_listening
            await _say(send, HTTPStatus.OK if hears else HTTPStatus.SERVICE_UNAVAILABLE, {"listening": hears})
            return
        wanted = wanted_of(scope["path"], scope["query_string"])
        if wanted is None:
            await _say(send, HTTPStatus.NOT_FOUND)
            return
        session_key = session_key_of(headers.get("cookie", ""))
        user_id, may_watch = await self.hub.who_is(session_key, wanted)
        if user_id is None:
            await _say(send, HTTPStatus.UNAUTHORIZED)
        elif not may_watch:
            await _say(send, HTTPStatus.NOT_FOUND)
        elif self.hub.streams_of(user_id) >= STREAMS_OF_ONE or len(self.hub.readers) >= STREAMS_OF_ALL:
            await _say(send, HTTPStatus.TOO_MANY_REQUESTS)
        else:
            reader = Reader(session_key, user_id, wanted, word=headers.get("last-event-id", ""))
            await self._stream(reader, headers.get("origin", ""), receive, send)

    async def _stream(self, reader: Reader, origin: str, receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": _headers("text/event-stream", origin)}
        )
        await self.hub.join(reader)
        gone = asyncio.create_task(_until_gone(receive))
        pump = asyncio.create_task(self._pump(reader, send))
        try:
            await asyncio.wait({gone, pump}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.hub.leave(reader)
            gone.cancel()
            pump.cancel()
            await asyncio.gather(gone, pump, return_exceptions=True)

    async def _pump(self, reader: Reader, send: Send) -> None:
        await _write(send, f"retry: {RETRY_MS}\n{_beat()}")
        while not reader.is_over:
            try:
                await asyncio.wait_for(reader.changed.wait(), self._beat)
            except TimeoutError:
                await _write(send, _beat())
                continue
            reader.changed.clear()
            if not reader.is_over:
                await _write(send, f"id: {reader.word}\nevent: word\ndata: {reader.word}\n\n")
        await _write(send, "event: end\ndata: end\n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _beat() -> str:
    """Return a sign of life with the server's time, in milliseconds."""
    return f"event: beat\ndata: {int(datetime.now(UTC).timestamp() * 1000)}\n\n"


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _say(send: Send, status: HTTPStatus, facts: Mapping[str, Any] | None = None) -> None:
    body = json.dumps(dict(facts or {"status": status.phrase})).encode()
    await send(
        {"type": "http.response.start", "status": int(status), "headers": _headers("application/json", "")}
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _headers(kind: str, origin: str) -> list[tuple[bytes, bytes]]:
    headers = {
        "content-type": kind,
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "content-security-policy": "default-src 'none'",
        "x-frame-options": "DENY",
    }
    if settings.IS_SERVED_BY_HTTPS:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains; preload"
    # In development the process has an address of its own; the pages of the portal alone may read it.
    if origin and origin == settings.PORTAL_ADDRESS:
        headers |= {
            "access-control-allow-origin": origin,
            "access-control-allow-credentials": "true",
            "vary": "Origin",
        }
    return [(name.encode(), value.encode()) for name, value in headers.items()]
