"""Content Credentials (C2PA): a signed statement in the file of how the picture came to be and what it was made from.

Signed last: whatever touches the file afterwards breaks the seal. Source: C2PA Technical Specification 2.2, `c2pa.actions.v2` with
the IPTC digital source type of the picture.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.errors import Refused
from generation.xmp import SOURCE_TYPES

ALGORITHMS = ("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519")
GENERATOR = "Shop Content"


@dataclass(frozen=True, slots=True)
class Seal:
    """With what is signed: files in PEM, the certificate with its chain, leaf first. `timestamps`: address of an RFC 3161 authority."""

    certificate: str
    key: str
    algorithm: str = "es256"
    timestamps: str = ""

    def __bool__(self) -> bool:
        return bool(self.certificate or self.key)

    def checked(self) -> Seal:
        """Itself. Raises `Refused("credentials.unusable")` for a setting that cannot be right; nothing is signed."""
        if not self:
            return self
        if self.algorithm not in ALGORITHMS:
            raise Refused(
                "credentials.unusable", f"{self.algorithm!r} is no algorithm; use one of {', '.join(ALGORITHMS)}"
            )
        for path, begins in ((self.certificate, "CERTIFICATE-----"), (self.key, "PRIVATE KEY-----")):
            if begins not in _read(path):
                raise Refused("credentials.unusable", f"{path!r} holds no PEM with {begins.strip('-')}")
        return self

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate's file; "" without one."""
        return hashlib.sha256(_read(self.certificate).encode()).hexdigest() if self else ""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A picture that went into this one."""

    title: str
    media_type: str
    data: bytes


def sealed(
    data: bytes, media_type: str, source_type: str, seal: Seal, title: str, ingredients: Sequence[Ingredient] = ()
) -> bytes:
    """The same file with a signed manifest; its pixels and its XMP stay. Raises `Refused("credentials.unusable")`."""
    seal.checked()
    try:
        import c2pa
    except (ImportError, OSError) as error:
        raise Refused("credentials.unusable", f"install c2pa-python: {error}") from error
    library: Any = c2pa
    made: dict[str, Any] = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPES + source_type}
    manifest = {
        "claim_generator_info": [{"name": GENERATOR}],
        "title": title,
        "format": media_type,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [made]}}],
    }
    try:
        info = library.C2paSignerInfo(
            seal.algorithm.encode(),
            _read(seal.certificate).encode(),
            _read(seal.key).encode(),
            seal.timestamps.encode() or None,
        )
        with library.Signer.from_info(info) as signer, library.Builder(json.dumps(manifest)) as builder:
            for one in ingredients:
                told = json.dumps({"title": one.title, "relationship": "componentOf"})
                builder.add_ingredient(told, one.media_type, io.BytesIO(one.data))
            written = io.BytesIO()
            builder.sign(signer, media_type, io.BytesIO(data), written)
    except library.C2paError as error:
        raise Refused("credentials.unusable", f"the certificate or its key cannot sign: {error}") from error
    return written.getvalue()


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except (OSError, ValueError) as error:
        raise Refused("credentials.unusable", f"{path!r} cannot be read: {error}") from error
