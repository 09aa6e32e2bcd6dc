"""The one way in which a pack writes JSON, and checksums over it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON as UTF-8 with sorted keys and no spaces; raises ValueError for what JSON or UTF-8 cannot hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def checksum(manifest: Any) -> str:
    """The pack's checksum: that of its manifest without the checksum. It is also the pack's id."""
    return digest(canonical({key: value for key, value in manifest.items() if key != "checksum"}))
