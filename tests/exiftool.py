"""What an independent program reads in our pictures. Without it the tests fail, and say how to get it."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any


def labels(picture: bytes) -> dict[str, Any]:
    """XMP properties by group and name, as ExifTool reads them: `{"XMP-iptcExt:DigitalSourceType": "http://…"}`."""
    assert shutil.which("exiftool"), "install ExifTool: sh tests/exiftool.sh"
    asked = ["exiftool", "-json", "-G1", "-n", "-struct", "-XMP:all", "-File:FileType", "-Error", "-Warning", "-"]
    done = subprocess.run(asked, input=picture, capture_output=True, check=True, timeout=60)
    (found,) = json.loads(done.stdout)
    return dict(found)
