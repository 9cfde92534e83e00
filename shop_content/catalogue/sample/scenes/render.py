"""Render one picture: `blender -b -t 2 --python render.py -- mug hero OUT.exr [SIDE] [SAMPLES]`."""

import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import bpy
import studio


def main() -> None:
    scene, shot, target, *rest = sys.argv[sys.argv.index("--") + 1 :]
    side, samples = (int(rest[0]) if rest else 960), (int(rest[1]) if len(rest) > 1 else 64)
    order = importlib.import_module(scene).SHOTS[shot]
    studio.set_up(order, side, samples)
    pathlib.Path(target).with_suffix(".exposure").write_text(str(order.exposure))  # in stops, for develop.py
    bpy.context.scene.render.filepath = target
    bpy.ops.render.render(write_still=True)


main()
