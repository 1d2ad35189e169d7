"""TLS connections: the SSL context of a conn, the handshake, and messages that explain why it failed."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dockline import redaction
from dockline._wire.rawsocket import clock
from dockline._wire.tlssocket import TlsSocket
from dockline.connect.connector import ConnectAttempt, RequestDefaults
from dockline.connect.tcp import TcpConnector
from dockline.errors import ConnectError, InvalidParameter, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

from dockline.connect.tls_socket import EngineSocket

_MTLS_KEYS = ("ca", "cert", "key", "password")


class TlsConnector(TcpConnector):
    """Connects to a port that speaks TLS. `mtls` made the context. It is None if the caller gave the context."""

    def __init__(self, name: str, port: int, context: ssl.SSLContext, mtls: Mapping[str, Any] | None) -> None:
        super().__init__(name, port)
        self.context = context
        # Only paths are kept, for messages and the curl command: never a password, never a key itself.
        self._files = {
            part: os.fsdecode(mtls[part]) if _inline_pem(mtls[part]) is None else "…"
            for part in ("ca", "cert", "key")
            if mtls and mtls.get(part)
        }
        self._has_certificate = None if mtls is None else "cert" in self._files

    def connect(self, limit: float, attempt: ConnectAttempt) -> TlsSocket:
        deadline = clock() + limit
        raw = self.proxy.tunnel(self.host, limit, attempt) if self.proxy else super().connect(limit, attempt)
        tls = TlsSocket(raw, self.context, self.address_without_zone, self._explain)
        try:
            attempt.register(tls)
            tls.handshake(deadline - clock())
            if tls.session.selected_alpn_protocol() == "h2":
                raise ConnectError("the context of 'tls' offers HTTP/2 (by ALPN): dockline speaks HTTP/1.1")
        except ssl.SSLError as error:
            tls.close()
            raise ConnectError(self._explain(error)) from error
        except BaseException:
            tls.close()
            raise
        return tls

    @property
    def request_defaults(self) -> RequestDefaults:
        return RequestDefaults(self.host, self.headers)  # a proxy can't see these fields

    def hand_over(self, raw: Any) -> EngineSocket:
        return EngineSocket(raw, self.context, self.address_without_zone)

    def curl(self) -> tuple[str, list[str], str]:
        names = {"ca": "--cacert", "cert": "--cert", "key": "--key"}
        options = [word for part, file in self._files.items() for word in (names[part], file)] + self._curl_proxy
        if self.context.verify_mode is ssl.CERT_NONE:
            options.append("--insecure")
        return "", options, f"https://{self.host}"

    def _explain(self, error: ssl.SSLError) -> str:
        """Says which part of the handshake failed, and why."""
        reason = (error.reason or "").replace("TLSV13_", "").replace("TLSV1_", "").replace("SSLV3_", "")
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"the engine's certificate is refused: {error.verify_message.rstrip('.')}; {_advice(error)}"
        if reason == "WRONG_VERSION_NUMBER":
            return "the port does not speak TLS; if that is intended, begin the uri with http://"
        if reason in ("UNSUPPORTED_PROTOCOL", "ALERT_PROTOCOL_VERSION", "TLS_ALERT_PROTOCOL_VERSION"):
            return "the engine speaks no version of TLS that is allowed here (1.2 and newer)"
        if reason.startswith("ALERT_") and ("CERTIFICATE" in reason or "UNKNOWN_CA" in reason):
            alert = reason.removeprefix("ALERT_").replace("_", " ").lower()
            if self._has_certificate is False:
                return f"the engine asks for a certificate of this client ({alert}): give 'cert' and 'key' in mtls"
            return f"the engine refuses the certificate of this client ({alert}): was it issued for this engine?"
        if isinstance(error, ssl.SSLEOFError):
            return "the peer closed the connection without the end of TLS (close_notify)"
        return f"{reason.replace('_', ' ').lower() or error}"


def _advice(error: ssl.SSLCertVerificationError) -> str:
    # X509_V_ERR_… of OpenSSL.
    if error.verify_code in (18, 19, 20, 21):
        return "its issuer is not trusted: give the certificate of the issuer as 'ca' in mtls"
    if error.verify_code in (62, 64):
        return "connect by a name, or an address, that the certificate is for"
    if error.verify_code in (9, 10):
        return "the engine needs a new one, or a clock is wrong"
    return "the engine needs another one"


def make_context(mtls: Mapping[str, Any], verify: bool = True) -> ssl.SSLContext:
    """Makes the SSL context for the `mtls` of a conn. Raises InvalidParameter.

    It trusts `ca`, else the certificates that this system trusts. It presents `cert` to the engine. Without `verify`,
    it accepts any certificate.
    """
    for name in mtls:
        if name not in _MTLS_KEYS:
            raise InvalidParameter(f"mtls has no key {redaction.quoted_name(name)}: {nearest(name, _MTLS_KEYS)}")
    for name in ("ca", "cert", "key"):
        if not isinstance(mtls.get(name), (str, bytes, os.PathLike, type(None))):
            raise InvalidParameter(f"mtls {name!r} must be a path or PEM, not {redaction.describe_type(mtls[name])}")
    password = mtls.get("password")
    if not isinstance(password, (str, bytes, type(None))):
        raise InvalidParameter(f"mtls 'password' must be a str or bytes, not {redaction.describe_type(password)}")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    ca, cert, key = (mtls.get(name) for name in ("ca", "cert", "key"))
    if ca is None:
        context.load_default_certs()
    else:
        with _as_file("ca", ca) as path:
            try:
                context.load_verify_locations(path)
            except ssl.SSLError:
                raise InvalidParameter(f"{_label('ca', ca)} holds no certificate in PEM") from None
    if cert is not None:
        with _as_file("cert", cert) as cert_path, _as_file("key", cert if key is None else key) as key_path:
            _load_client_certificate(context, mtls, cert_path, key_path)
    elif key is not None or password is not None:
        raise InvalidParameter("mtls has a 'key' or a 'password', but no 'cert' to which they belong")
    return context


def _load_client_certificate(context: ssl.SSLContext, mtls: Mapping[str, Any], cert: str, key: str) -> None:
    password_requests = []

    def password() -> str | bytes:
        # Also called if there is no password: else OpenSSL would ask at the terminal.
        password_requests.append(True)
        return mtls.get("password") or ""

    try:
        context.load_cert_chain(cert, key, password)
    except ssl.SSLError as error:
        key_label = _label("key", mtls["cert"] if mtls.get("key") is None else mtls["key"])
        if error.reason in ("KEY_VALUES_MISMATCH", "NO_CERTIFICATE_ASSIGNED"):
            message = f"{key_label} does not belong to {_label('cert', mtls['cert'])}"
        elif password_requests and not mtls.get("password"):
            message = f"{key_label} is encrypted: give its 'password'"
        elif password_requests:
            message = f"the 'password' of mtls does not open {key_label}"
        else:
            message = (
                f"{_label('cert', mtls['cert'])} or {key_label} is not PEM of a certificate and of its private key"
            )
        raise InvalidParameter(message) from error
    except ValueError as error:  # a password that is too long
        raise InvalidParameter(f"the 'password' of mtls can't be used: {error}") from None


def _inline_pem(path_or_pem: str | bytes | os.PathLike[str]) -> bytes | None:
    """Returns the PEM, or None for a path. Text is PEM if it has several lines or a "-----"."""
    if isinstance(path_or_pem, str) and ("\n" in path_or_pem or "-----" in path_or_pem):
        return path_or_pem.encode(errors="replace")
    return path_or_pem if isinstance(path_or_pem, bytes) else None


@contextmanager
def _as_file(name: str, path_or_pem: str | bytes | os.PathLike[str]) -> Iterator[str]:
    """Gives the path of a file. PEM goes to a temporary file that only this user can read."""
    pem = _inline_pem(path_or_pem)
    if pem is None:
        path = os.fsdecode(path_or_pem)
        try:
            with open(path, "rb"):  # noqa: PTH123 - checks that it can be read
                pass
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not a valid path"
            raise InvalidParameter(f"{_label(name, path_or_pem)} can't be read: {reason}") from None
        yield path
        return
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(prefix="dockline-") as file:
        file.write(pem)
        file.flush()
        yield file.name


def _label(name: str, path_or_pem: str | bytes | os.PathLike[str]) -> str:
    return (
        f"mtls {name!r} ({redaction.path(os.fsdecode(path_or_pem))})"
        if _inline_pem(path_or_pem) is None
        else f"mtls {name!r}"
    )
