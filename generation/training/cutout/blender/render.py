"""Render products on nothing, with exact alpha, and the shadow that each throws on paper.

`blender -b --factory-startup -t 1 --python render.py -- SCENES OUT FIRST LAST [SIDE]` where SCENES is the sample shop's folder of
scene scripts, whose studio, solids and surfaces are used, and FIRST..LAST are numbers of random wares. Writes NUMBER-product.png
(sRGB, straight alpha) and NUMBER-paper.png (the same view with the paper under it).
"""

import math
import pathlib
import random
import sys

SCENES, OUT, FIRST, LAST, *REST = sys.argv[sys.argv.index("--") + 1 :]
sys.path[:0] = [str(pathlib.Path(__file__).parent), SCENES]

import bpy  # noqa: E402
import studio  # noqa: E402
import wares  # noqa: E402
from materials import srgb  # noqa: E402
from mathutils import Vector  # noqa: E402

PAPERS = ("#e6e3de", "#bdbdbd", "#8f8f8f")


def main() -> None:
    side = int(REST[0]) if REST else 320
    for number in range(int(FIRST), int(LAST)):
        product = pathlib.Path(OUT) / f"{number:05d}-product.png"
        paper = pathlib.Path(OUT) / f"{number:05d}-paper.png"
        if product.exists() and paper.exists():
            continue
        chance = random.Random(number * 7919)
        set_up(number, chance, side)
        take(product, side, 28, on_nothing=True)
        take(paper, side // 2, 12, on_nothing=False)


def set_up(number: int, chance: random.Random, side: int) -> None:
    """The scene, its studio and a camera from a random side."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    shot = ware(number, chance)
    studio.film(shot, side, 28)
    studio.world(shot)
    studio.sweep(shot)
    studio.lights(shot)
    shot.build()
    studio.camera(shot)
    scene = bpy.context.scene
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.image_settings.color_depth = "8"
    scene.view_settings.view_transform = chance.choice(("Filmic", "Standard"))
    scene.view_settings.look = "None"
    scene.cycles.adaptive_threshold = 0.06
    frame_all(scene, chance)


def lighting(chance: random.Random) -> dict[str, float]:
    return {
        "key": chance.uniform(0.5, 1.6),
        "fill": chance.uniform(0.1, 0.8),
        "rim": chance.uniform(0.1, 1.4),
        "world": chance.uniform(0.1, 0.7),
        "exposure": chance.uniform(-0.4, 0.5),
        "backdrop": srgb(chance.choice(PAPERS)),
    }


def ware(number: int, chance: random.Random) -> studio.Shot:
    return studio.Shot(
        lambda: wares.build(number),
        0.2,
        (0, 0, 0.08),
        1.0,
        azimuth=chance.uniform(-180, 180) if chance.random() < 0.5 else chance.uniform(-40, 40),
        elevation=chance.choice((chance.uniform(2, 35), chance.uniform(2, 35), chance.uniform(40, 88))),
        lens=chance.uniform(50, 100),
        fstop=22,
        **lighting(chance),
    )


def frame_all(scene: bpy.types.Scene, chance: random.Random) -> None:
    """Move the camera until the whole product is in the frame with a small margin."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    corners = [
        thing.matrix_world @ Vector(corner)
        for thing in (item.evaluated_get(graph) for item in products(scene))
        for corner in thing.bound_box
    ]
    if not corners:
        return
    lens, camera = scene.camera.data, scene.camera
    middle = sum(corners, Vector()) / len(corners)
    reach = max((corner - middle).length for corner in corners)
    away = (camera.location - Vector((0, 0, 0.08))).normalized()
    half = math.atan(18 / lens.lens)
    camera.location = middle + away * (reach / math.tan(half) * chance.uniform(1.0, 1.15) + reach * 0.3)
    studio.aim(camera, middle)
    lens.dof.use_dof = False


def products(scene: bpy.types.Scene) -> list[bpy.types.Object]:
    return [
        thing
        for thing in scene.objects
        if thing.type in {"MESH", "CURVE", "META"} and thing.name != "sweep" and not thing.name.endswith(" section")
    ]


def take(target: pathlib.Path, side: int, samples: int, *, on_nothing: bool) -> None:
    """With `on_nothing` the paper still lights the product from below, but the camera does not see it."""
    scene = bpy.context.scene
    scene.render.resolution_x = scene.render.resolution_y = side
    scene.cycles.samples = samples
    scene.render.film_transparent = on_nothing
    bpy.data.objects["sweep"].visible_camera = not on_nothing
    scene.render.filepath = str(target)
    bpy.ops.render.render(write_still=True)


main()
