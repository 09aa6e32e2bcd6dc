"""Packs that unfold into much more than they are: the process that reads them stays small."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from anchor_app.exchange.conversation import command
from anchor_app.exchange.limits import LIMITS
from tests.helpers.packs import forged, values

RECORD = b'{"fields":{%s},"item":"","kind":"x","lineage":[%s],"owner":"o"}'
BOMBS = {
    "depth": b'{"charters":[],"records":' + b"[" * 15_000_000,
    "nothings": b'{"charters":[],"records":[' + b"{}," * 5_000_000 + b"{}]}",
    "lineages": b'{"charters":[],"records":[' + b",".join(
        [RECORD % (b'"a":null', b",".join(b"%d" % one for one in range(10_000)))] * 300) + b'],"versions":[]}',
    "fields": b'{"charters":[],"records":[' + b",".join(
        [RECORD % (b",".join(b'"f%d":null' % one for one in range(999)), b"")] * 1_200) + b'],"versions":[]}',
    "one text": b'{"charters":[],"records":[{"fields":{"a":"' + b"x" * 15_000_000 + b'"}}]}',
}
PEAK = "import atexit; atexit.register(lambda: sys.stderr.write(open('/proc/self/status').read())); "


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_less_than_300_mb(name: str, tmp_path: Path) -> None:
    pack = tmp_path / "bomb.anchorpack"
    pack.write_bytes(forged(values()[0], None, raw=BOMBS[name]))
    request = {"path": str(pack), "passphrase": None, "into": "", "limits": asdict(LIMITS)}
    words = [one.replace("import sys; ", "import sys; " + PEAK) for one in command()]
    done = subprocess.run(words, input=json.dumps(request).encode() + b"\n", capture_output=True, check=False)
    peak = re.search(rb"VmHWM:\s+(\d+) kB", done.stderr)
    # Without a peak the system has ended it, at a limit on all its memory that is not much higher.
    assert peak is None or int(peak[1]) < 300_000
    assert (peak is None) == (done.returncode != 0)
    assert done.returncode or json.loads(done.stdout)["error"] in ("AlteredPack", "TooLarge")
