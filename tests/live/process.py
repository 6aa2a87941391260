"""The live process really started on the test's database, and a reader of its streams."""

import contextlib
import http.client
import queue
import threading

from deploy.local import children, ports
from deploy.local.place import ROOT, program
from tests.children import environment_of_child
from tests.deploy.front import free_port


class LiveProcess:
    """granian with the live application, as ./run and the server start it."""

    def __init__(self, folder, *, application="assembly.live.asgi:application", **environment):
        self.folder, self.port, self.application = folder, free_port(), application
        self.environment = environment_of_child(PORTAL_DATA=str(folder), **environment)
        self.start()

    @property
    def address(self):
        return f"http://localhost:{self.port}/live"

    def start(self):
        self.child = children.start(
            "live",
            [
                *children.dies_with_parent("TERM"),
                *(program("granian"), "--interface", "asgi", "--no-ws", "--host", ports.LOOPBACK),
                *("--port", str(self.port), "--workers-kill-timeout", "2", self.application),
            ],
            log=self.folder / "live.log",
            environment=children.child_environment(self.environment),
            folder=ROOT,
        )
        try:
            self.child.wait_until(lambda: ports.status_of(self.port, "/live/health") == 200, 60)
        except BaseException:
            self.child.stop()
            raise

    def stop(self):
        self.child.stop(5)


class Stream:
    """One open stream, read in a thread: ``next()`` gives what came as (event, value)."""

    def __init__(self, connection, path, **headers):
        self.connection = connection
        connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        self.response = connection.getresponse()
        self.status, self.headers = self.response.status, self.response.headers
        self.events = queue.Queue()
        if self.status == 200:
            self.thread = threading.Thread(target=self._read, daemon=True)
            self.thread.start()
        else:
            self.response.read()

    def _read(self):
        event = {}
        try:
            for line in iter(self.response.readline, b""):
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif "event" in event:
                    self.events.put((event["event"], event["data"]))
                    event = {}
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass
        self.events.put(("gone", ""))

    def next(self, *, within=10, beats=False):
        """Return the next event that is no beat, unless beats are asked for."""
        while True:
            event = self.events.get(timeout=within)
            if beats or event[0] != "beat":
                return event

    def is_silent(self, seconds):
        try:
            return self.next(within=seconds) and False
        except queue.Empty:
            return True

    def close(self):
        if self.connection.sock:
            with contextlib.suppress(OSError):  # the other side may have gone first
                self.connection.sock.shutdown(2)
        if hasattr(self, "thread"):
            self.thread.join(5)
        self.response.close()
        self.connection.close()
