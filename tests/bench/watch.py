"""Screens held open by a process of their own: ``python -m tests.bench.watch PORT PATH COUNT``, cookies on the input."""

import asyncio
import sys

from tests.bench.clients import Screens


async def watch(port, path, count):
    """Open the screens, say so, and hold them until the input ends."""
    cookies = [sys.stdin.readline().strip() for _ in range(count)]
    async with Screens(port, path, cookies, count):
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(watch(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
