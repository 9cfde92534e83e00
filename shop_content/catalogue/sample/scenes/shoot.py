"""Take every picture that is missing: `python shoot.py [SCENE ...]`. Delete a JPEG to have it taken again.

Needs Blender 3.4 on the PATH, and in this Python `pyoidn`, `numpy` and `OpenEXR`. About a minute a picture on two cores.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SCENES = ("mug", "lamp", "bottle", "stool", "gaiwan", "planter", "speaker", "candle", "car", "vase")


def shots(scene: str) -> list[str]:
    """Names in SHOTS, read as text: the scene itself imports only inside Blender."""
    source = (HERE / f"{scene}.py").read_text()
    return re.findall(r'^    "(\w+)": studio\.Shot\(', source, re.MULTILINE)


def take(scene: str, shot: str, picture: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        noisy = f"{folder}/noisy.exr"
        blender = ["blender", "-b", "--factory-startup", "-t", "2", "--python-exit-code", "1"]
        subprocess.run(
            [*blender, "--python", str(HERE / "render.py"), "--", scene, shot, noisy],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        subprocess.run([sys.executable, str(HERE / "develop.py"), noisy, str(picture)], check=True)


for name in sys.argv[1:] or SCENES:
    for number, title in enumerate(shots(name), 1):
        photo = HERE.parent / "photos" / f"{name}-{number}-{title}.jpg"
        if not photo.exists():
            take(name, title, photo)
