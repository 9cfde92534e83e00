"""The contact sheet by one command: a row a photo, with what is made of it and the verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from generation.engines.studio.contact_sheet import POSTERS, SCENES, TEXT, TILE, main
from tests.generation.scenes import clutter, mug, png


def test_a_folder_becomes_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "clear.png").write_bytes(png(mug(size=300, span=0.8).rgb))
    (tmp_path / "busy.png").write_bytes(png(clutter(size=300).rgb))
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    sheet = tmp_path / "out" / "sheet.jpg"
    sheet.parent.mkdir()
    assert main([str(tmp_path), str(sheet)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[-2].split()[-1] for line in said[:1]] == ["broken"]
    assert "a person must mend or waive it" in next(line for line in said if "busy" in line)
    assert "stopped: cutout_doubtful" in next(line for line in said if "busy" in line)
    assert "packshot looked at: enlarged" in next(line for line in said if "clear" in line)
    assert "poster zh-Hans passes" in next(line for line in said if "clear" in line)
    assert said[-1].startswith("3 photos, 2 for a person to look at")
    with Image.open(sheet) as picture:
        assert picture.size == ((3 + SCENES + len(POSTERS)) * TILE + TEXT, 3 * TILE)


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path / "sheet.jpg")]) == 1
    assert "holds no JPEG" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("contact_sheet", str(tmp_path / "nowhere"), str(tmp_path / "sheet.jpg"))
