"""Servers that speak TLS, with certificates that are sound, for another name, out of date, or from nobody."""

import ssl
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.misbehaving.case import READ, Case, Web, both, passing

_CONFIGURATION = """[ca]
default_ca = here
[here]
database = {folder}/index
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = names
x509_extensions = names_of_host
[names]
commonName = supplied
[names_of_host]
subjectAltName = DNS:{host}
"""


@cache
def _certificate(host: str, until: str) -> tuple[ssl.SSLContext, str]:
    """A server's side with a certificate of its own making, and the certificate itself, made by openssl."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "index").touch()
        (folder / "serial").write_text("01\n")
        (folder / "configuration").write_text(_CONFIGURATION.format(folder=folder, host=host))
        request = (
            "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -out request "
            f"-subj /CN={host}"
        )
        signature = (
            "openssl ca -batch -notext -selfsign -config configuration -keyfile key -in request -out certificate "
            f"-startdate 20200101000000Z -enddate {until}0101000000Z"
        )
        for command in (request, signature):
            subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(folder / "certificate", folder / "key")
        return server, (folder / "certificate").read_text()


def _speaks_tls(web: Web, *, host: str = "bad.example", until: str = "2090", trusted: bool = True) -> None:
    server, certificate = _certificate(host, until)
    web.address = "https://bad.example/it"
    web.speak_tls(server)
    web.trusted = ssl.create_default_context(cadata=certificate) if trusted else ssl.create_default_context()
    web.answer()


def _falls_back(web: Web, status: int) -> None:
    _speaks_tls(web)
    web.redirect("http://bad.example/plain", status=status)
    web.answer(path="/plain")


def _rises(web: Web) -> None:
    _speaks_tls(web)
    web.address = "http://bad.example/up"
    web.redirect("https://bad.example/it", path="/up", status=301)


def _plain(web: Web) -> None:
    web.address = "https://bad.example/it"
    web.secure_port = web.origin.port
    web.answer()


_UNVERIFIED = passing("tls", "check the address or tell the publisher")

CASES: tuple[Case, ...] = (
    both("tls-sound", "speaks TLS as it should", _speaks_tls, READ),
    both("tls-own", "vouches for itself", lambda web: _speaks_tls(web, trusted=False), _UNVERIFIED),
    both(
        "tls-other-name",
        "has the certificate of another name",
        lambda web: _speaks_tls(web, host="other.example"),
        _UNVERIFIED,
    ),
    both(
        "tls-expired", "has a certificate that is out of date", lambda web: _speaks_tls(web, until="2021"), _UNVERIFIED
    ),
    both("tls-none", "takes no notice of a greeting in TLS", _plain, passing("timeout"), timeout=0.7),
    both("tls-left", "redirects from https to http", lambda web: _falls_back(web, 302), READ),
    both("tls-left-for-good", "moves from https to http for good", lambda web: _falls_back(web, 301), READ),
    both("tls-entered-for-good", "moves from http to https for good", _rises, READ),
)
