"""The front really started: deploy/front/nginx.conf itself, with the places of a test instead of the container's."""

import http.client
import os
import re
import signal
import socket
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.local import children, ports
from deploy.local.checks import front_program
from deploy.local.place import ROOT

CONF = ROOT / "deploy" / "front" / "nginx.conf"
HOST = "portal.example"
NGINX = front_program()


def free_port():
    with socket.socket() as probe:
        probe.bind((ports.LOOPBACK, 0))
        return probe.getsockname()[1]


def make_certificate(folder):
    """Make a certificate for the test's own host, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    folder.mkdir()
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


@dataclass
class Answer:
    """What came back, each header as often as it came."""

    status: int
    headers: list
    body: bytes

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def __getitem__(self, name):
        found = self.all(name)
        return found[0] if found else None


@dataclass
class Front:
    """A running nginx in front of ``upstreams``: {"web:8000": "127.0.0.1:5000"}."""

    folder: object
    upstreams: dict
    files: object
    plain: int = field(default_factory=free_port)
    secure: int = field(default_factory=free_port)
    health: int = field(default_factory=free_port)

    def configuration(self):
        """Return the file of the repository with this test's places; each place must be there."""
        text = CONF.read_text()
        text = re.sub(r"\n\s+listen \[::\].*", "", text)
        places = {
            "listen 127.0.0.1:8081": f"listen 127.0.0.1:{self.health}",
            "listen 8080 ": f"listen 127.0.0.1:{self.plain} ",
            "listen 8443 ": f"listen 127.0.0.1:{self.secure} ",
            "/dev/stderr": str(self.folder / "error.log"),
            "/dev/stdout": str(self.folder / "access.log"),
            "/tmp/": f"{self.folder}/tmp/",
            "/var/cache/nginx/": f"{self.folder}/cache/",
            "/etc/nginx/certificates/": f"{self.folder}/certificates/",
            "/srv/front/": f"{ROOT}/deploy/front/",
            "/srv/static/": f"{self.folder}/static/",
            "/srv/files/": f"{self.files}/",
            **{f"server {name};": f"server {place};" for name, place in self.upstreams.items()},
        }
        for place in places:
            assert place in text, f"{place} is not in {CONF}"
        # In one pass: what a place was replaced by may hold another one.
        return re.sub("|".join(map(re.escape, places)), lambda found: places[found[0]], text)

    def start(self):
        for name in ("tmp", "cache", "static"):
            (self.folder / name).mkdir(exist_ok=True)
        make_certificate(self.folder / "certificates")
        conf = self.folder / "nginx.conf"
        conf.write_text(self.configuration())
        orders = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        self.child = children.start(
            "nginx",
            [*children.dies_with_parent("TERM"), NGINX, "-c", str(conf), "-g", orders],
            log=self.folder / "nginx.log",
            environment=dict(os.environ),
            folder=self.folder,
            stop_signal=signal.SIGTERM,
        )
        try:
            self.child.wait_until(lambda: not ports.is_free(self.secure), 10)
        except BaseException:
            self.child.stop()
            raise
        return self

    def stop(self):
        self.child.stop()

    def connect(self, *, is_secure=True, timeout=20):
        if not is_secure:
            return http.client.HTTPConnection(ports.LOOPBACK, self.plain, timeout=timeout)
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(ports.LOOPBACK, self.secure, timeout=timeout, context=context)

    def get(self, path, *, method="GET", body=None, is_secure=True, **headers):
        connection = self.connect(is_secure=is_secure)
        try:
            connection.request(
                method,
                path,
                body=body,
                headers={"Host": HOST, **{k.replace("_", "-"): v for k, v in headers.items()}},
            )
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


class Listener:
    """A plain server in the portal's place that writes down what the front sends."""

    def __init__(self):
        self.requests = []
        self.answer_headers = {}
        self.delay = threading.Event()
        self.delay.set()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                listener.requests.append((self.path, self.headers))
                listener.delay.wait(10)
                body = f"{len(listener.requests)} {self.headers.get('Cookie', '')}".encode()
                self.send_response(200)
                for name, value in {"Content-Type": "text/html", **listener.answer_headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer((ports.LOOPBACK, 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    @property
    def place(self):
        return f"{ports.LOOPBACK}:{self.server.server_address[1]}"

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
