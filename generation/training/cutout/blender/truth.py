"""The exact alpha of the sample shop's own photos, to measure cut-outs by.

`blender -b --factory-startup -t 1 --python truth.py -- SCENES OUT [SIDE]`; writes NAME-NUMBER-TITLE.png, straight alpha, SIDE px.
"""

import importlib
import pathlib
import re
import sys

SCENES, OUT, *REST = sys.argv[sys.argv.index("--") + 1 :]
sys.path[:0] = [SCENES]

import bpy  # noqa: E402
import shapes  # noqa: E402
import studio  # noqa: E402

shapes.lettering = lambda *_, **__: None  # print lies on the product and needs fonts

NAMES = ("mug", "lamp", "bottle", "stool", "gaiwan", "planter", "speaker", "candle", "car", "vase")
SAMPLES = 8  # a pixel; alpha alone has no noise to speak of
GROUND = ("sweep", "table")


def main() -> None:
    side = int(REST[0]) if REST else 640
    for name in NAMES:
        source = (pathlib.Path(SCENES) / f"{name}.py").read_text()
        for number, title in enumerate(re.findall(r'^    "(\w+)": studio\.Shot\(', source, re.MULTILINE), 1):
            target = pathlib.Path(OUT) / f"{name}-{number}-{title}.png"
            if not target.exists():
                take(importlib.import_module(name).SHOTS[title], target, side)


def take(shot: studio.Shot, target: pathlib.Path, side: int) -> None:
    studio.set_up(shot, side, SAMPLES)
    scene = bpy.context.scene
    scene.render.film_transparent = True
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces = 0
    bpy.context.view_layer.material_override = glow()
    for lamp in [thing for thing in scene.objects if thing.type == "LIGHT"]:
        bpy.data.objects.remove(lamp)
    for name in GROUND:
        if name in bpy.data.objects:
            bpy.data.objects[name].visible_camera = False
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.image_settings.color_depth = "8"
    scene.render.filepath = str(target)
    bpy.ops.render.render(write_still=True)


def glow() -> bpy.types.Material:
    """A surface that needs no light: only the outline counts."""
    material = bpy.data.materials.new("glow")
    material.use_nodes = True
    tree = material.node_tree
    shine = tree.nodes.new("ShaderNodeEmission")
    tree.links.new(shine.outputs[0], tree.nodes["Material Output"].inputs[0])
    return material


main()
