"""Stand-ins that speak the protocols of two programs that cannot be shipped: NCANode and NCALayer.

NCANode's really verifies: the signature by the signer's key, the certificate by the authority of the tests,
its term and its revocation. It also repeats what the real one does not ask: content that the signature
carries wins over ``data``, and a signature without a signer is "valid".
"""

import asyncio
import base64
import contextlib
import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiohttp import WSMsgType, web
from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

HASHES = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


class Node:
    """NCANode on this machine: ``POST /cms/verify``."""

    def __init__(self, authority):
        self.authority, self.asked, self.spoil = authority, [], None
        node = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                node.asked.append((self.path, question))
                status, answer = node.answer(question)
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/")
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, question):
        if self.spoil:
            return self.spoil(question)
        try:
            signed = cms.ContentInfo.load(base64.b64decode(question["cms"]))["content"]
            signers = [self.signer(signed, one, question.get("data")) for one in signed["signer_infos"]]
        except (ValueError, TypeError, KeyError) as error:
            return 400, {"status": 400, "message": str(error)}
        is_valid = all(is_signed and certificate["valid"] for is_signed, certificate in signers)
        return 200, {
            "status": 200,
            "message": "OK",
            "valid": is_valid,
            "signers": [{"certificates": [certificate], "tsp": None} for _, certificate in signers],
        }

    def signer(self, signed, signer, data):
        carried = signed["encap_content_info"]["content"].native
        content = carried if carried is not None else base64.b64decode(data or "")
        [found] = [
            x509.load_der_x509_certificate(one.chosen.dump())
            for one in signed["certificates"]
            if one.chosen.serial_number == signer["sid"].chosen["serial_number"].native
        ]
        return self.is_signed(signer, content, found), self.described(found)

    def is_signed(self, signer, content, certificate):
        algorithm = HASHES[signer["digest_algorithm"]["algorithm"].native]()
        digest = hashes.Hash(algorithm)
        digest.update(content)
        [said] = [
            one["values"][0].native
            for one in signer["signed_attrs"]
            if one["type"].native == "message_digest"
        ]
        attributes = signer["signed_attrs"].untag().dump()
        key, value = certificate.public_key(), signer["signature"].native
        try:
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(value, attributes, ec.ECDSA(algorithm))
            else:
                key.verify(value, attributes, padding.PKCS1v15(), algorithm)
        except InvalidSignature:
            return False
        return said == digest.finalize()

    def described(self, certificate):
        now = datetime.now(UTC)
        revoked = dict(self.authority.revoked).get(certificate.serial_number)
        try:
            certificate.verify_directly_issued_by(self.authority.certificate)
            is_issued = True
        except (ValueError, InvalidSignature):
            is_issued = False
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        in_force = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
        subject = {one.rfc4514_attribute_name: one.value for one in certificate.subject}
        serial = [one.value for one in certificate.subject if one.oid == x509.NameOID.SERIAL_NUMBER]
        given = [one.value for one in certificate.subject if one.oid == x509.NameOID.GIVEN_NAME]
        return {
            "valid": is_issued and in_force and revoked is None,
            "revocations": [
                {
                    "revoked": revoked is not None,
                    "by": "CRL",
                    "revocationTime": stamp(revoked) if revoked else None,
                    "reason": "keyCompromise" if revoked else "",
                }
            ],
            "notBefore": stamp(certificate.not_valid_before_utc),
            "notAfter": stamp(certificate.not_valid_after_utc),
            "keyUsage": "SIGN" if usage.content_commitment else "AUTH",
            "serialNumber": f"{certificate.serial_number:x}",
            "signAlg": "SHA256WITHRSA",
            "keyUser": ["INDIVIDUAL"],
            "subject": {
                "commonName": subject["CN"],
                "country": "KZ",
                **({"iin": serial[0].removeprefix("IIN")} if serial else {}),
                **({"lastName": given[0]} if given else {}),
                "dn": certificate.subject.rfc4514_string(),
            },
            "issuer": {"commonName": "Root of the tests", "dn": certificate.issuer.rfc4514_string()},
        }


def stamp(moment):
    """Write a moment as Spring does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+00:00")


ANSWERS = {
    "cancels": {"status": True, "body": {}},
    "has no key": {"status": False, "code": "SIGNING_FAILURE", "message": "Key not found", "details": ""},
    "breaks": {"status": False, "code": "GENERAL_ERROR", "message": "<b>Disk</b> is full", "details": ""},
    "sleeps": None,
}


class Layer:
    """NCALayer on this machine: greets, then answers one question; ``behaves`` says how."""

    def __init__(self, holder):
        self.holder, self.behaves, self.asked = holder, "signs", []
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        self.ready.wait(10)

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}/"

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._start())
        self.ready.set()
        self.loop.run_forever()
        self.loop.run_until_complete(self.runner.cleanup())
        self.loop.close()

    async def _start(self):
        application = web.Application()
        application.router.add_get("/", self._speak)
        self.runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]

    async def _speak(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.behaves != "mute":
            await socket.send_json({"result": {"version": "1.4"}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            question = json.loads(message.data)
            self.asked.append(question)
            await socket.send_str("--heartbeat--")
            answer = self.answer(question)
            if answer is not None:
                await socket.send_json(answer)
        return socket

    def answer(self, question):
        if self.behaves == "old":
            return self.older(question)
        if self.behaves in ANSWERS:
            return ANSWERS[self.behaves]
        asked = question["args"]["signingParams"]
        assert (asked["decode"], asked["encapsulate"], asked["digested"]) == (True, False, False)
        return {"status": True, "body": {"result": [self.signed(question["args"]["data"])]}}

    def older(self, question):
        """Answer as a program without the present module."""
        if question["module"] == "kz.gov.pki.knca.basics":
            return {"success": False, "errorCode": "MODULE_NOT_FOUND"}
        _storage, kind, data, attached = question["args"]
        assert (question["method"], kind, attached) == ("createCAdESFromBase64", "SIGNATURE", False)
        return {"code": "200", "message": "", "responseObject": self.signed(data)}

    def signed(self, data):
        content = base64.b64decode(data)
        if self.behaves == "signs other bytes":
            content += b"."
        return base64.b64encode(self.holder.cms(content)).decode()

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
