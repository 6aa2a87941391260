"""Clients of the benchmarks: lean enough to leave the machine to the portal, all released at one moment."""

import asyncio
import time

from deploy.local import ports

PATIENCE_S = 60


class Answer(asyncio.Protocol):
    """One connection that stays open: sends a request, waits for the whole answer."""

    def __init__(self):
        self.transport = self.waiting = None
        self.heard = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.heard += data
        head, gap, body = self.heard.partition(b"\r\n\r\n")
        if not gap or self.waiting is None or self.waiting.done():
            return
        lower = head.lower()
        if b"content-length:" in lower:
            length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
            is_whole = len(body) >= length
        else:
            is_whole = body.endswith(b"0\r\n\r\n")
        if is_whole:
            self.waiting.set_result(int(head.split(b" ", 2)[1]))

    def connection_lost(self, error):
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(error or ConnectionResetError("the portal closed the connection"))

    def ask(self, request):
        """Send ``request``; return what will be the status of its answer."""
        self.heard = b""
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.waiting


def post(path, cookie, fields):
    """Return the bytes of a form that is sent."""
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def get(path, cookie=""):
    """Return the bytes of a page that is asked for."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()


def side_by_side(port, lines):
    """Let each line of requests have a connection of its own, one request after the other, all begun at once.

    Returns:
        The seconds from the first request to the last answer, and the statuses in the order of the lines.
    """
    return asyncio.run(asyncio.wait_for(_side_by_side(port, lines), PATIENCE_S))


async def _side_by_side(port, lines):
    loop = asyncio.get_running_loop()
    clients = [(await loop.create_connection(Answer, ports.LOOPBACK, port))[1] for _ in range(len(lines))]

    async def walk(client, line):
        return [await client.ask(request) for request in line]

    try:
        began = time.perf_counter()
        found = await asyncio.gather(*(walk(*pair) for pair in zip(clients, lines, strict=True)))
        seconds = time.perf_counter() - began
    finally:
        for client in clients:
            client.transport.close()
    return seconds, [status for statuses in found for status in statuses]


class Screens:
    """Open streams of a sitting, each with the moment at which its last word came."""

    def __init__(self, port, path, cookies, count):
        self.port, self.path = port, path
        self.cookies = [cookies[number % len(cookies)] for number in range(count)]
        self.words = []
        self.heard = asyncio.Event()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        for cookie in self.cookies:
            _transport, screen = await loop.create_connection(self._screen, ports.LOOPBACK, self.port)
            screen.transport.write(get(self.path, cookie))
            self.words.append(screen)
        await self.until(0)
        return self

    async def __aexit__(self, *_error):
        for screen in self.words:
            screen.transport.close()

    def _screen(self):
        return Screen(self.heard)

    async def until(self, moment):
        """Wait until every screen has had a word after ``moment``; return when the last one had it."""
        async with asyncio.timeout(PATIENCE_S):
            while min(screen.at for screen in self.words) <= moment:
                self.heard.clear()
                await self.heard.wait()
        return max(screen.at for screen in self.words)


class Screen(asyncio.Protocol):
    """One stream, read as it comes; each word is told to whoever waits for it."""

    def __init__(self, heard):
        self.transport, self.at, self.heard = None, 0, heard

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if b"event: word" in data:
            self.at = time.perf_counter()
            self.heard.set()
