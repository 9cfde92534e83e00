"""The photo studio: backdrop, softboxes, camera, film. Everything scales with the product, so a ring and a stool are lit alike."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import bpy
from materials import Colour, Surface, plain, srgb
from mathutils import Vector

PAPER = srgb("#e6e3de")


@dataclass(frozen=True)
class Shot:
    """One picture. Angles in degrees: azimuth 0 looks along +y, positive walks to the right; lengths in metres."""

    build: Callable[[], None]
    size: float  # the product's largest side: scales lights and backdrop
    target: tuple[float, float, float]
    distance: float
    azimuth: float = 0
    elevation: float = 12
    lens: float = 85  # mm on 36 mm film
    fstop: float = 16
    exposure: float = 0.45  # stops
    backdrop: Colour = PAPER
    table: Callable[[], bpy.types.Material] | None = None  # None: a seamless paper sweep
    key: float = 1.25
    fill: float = 0.22
    rim: float = 0.9
    world: float = 0.24
    focus: tuple[float, float, float] | None = None


def set_up(shot: Shot, side: int, samples: int) -> None:
    """Empty the scene, build the product, put the studio around it."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    film(shot, side, samples)
    world(shot)
    sweep(shot)
    lights(shot)
    shot.build()
    camera(shot)


def film(shot: Shot, side: int, samples: int) -> None:
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x = scene.render.resolution_y = side
    scene.render.image_settings.file_format = "OPEN_EXR_MULTILAYER"
    scene.render.image_settings.color_depth = "32"
    scene.render.use_persistent_data = False
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = samples
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.03
    cycles.use_denoising = False
    cycles.max_bounces = 10
    cycles.diffuse_bounces = 4
    cycles.glossy_bounces = 5
    cycles.transmission_bounces = 10
    cycles.transparent_max_bounces = 12
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.blur_glossy = 0.5
    cycles.sample_clamp_indirect = 6
    bpy.context.view_layer.cycles.denoising_store_passes = True
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
    scene.view_settings.exposure = shot.exposure


def world(shot: Shot) -> None:
    sky = bpy.data.worlds.new("studio")
    bpy.context.scene.world = sky
    sky.use_nodes = True
    background = sky.node_tree.nodes["Background"]
    background.inputs[0].default_value = (1, 0.98, 0.95, 1)
    background.inputs[1].default_value = shot.world


def sweep(shot: Shot) -> None:
    """Seamless paper: flat, then up behind the product in a wide curve; or a table top with a wall far behind."""
    s = shot.size
    radius, depth = 2.2 * s, 2.6 * s
    profile = [(-9 * s, 0.0), (depth, 0.0)]
    profile += [
        (depth + radius * math.sin(a), radius * (1 - math.cos(a))) for a in (math.pi / 2 * i / 24 for i in range(1, 25))
    ]
    profile.append((depth + radius, 14 * s))
    width = 14 * s
    mesh = bpy.data.meshes.new("sweep")
    vertices = [(x, y, z) for y, z in profile for x in (-width, width)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    mesh.from_pydata(vertices, [], faces)
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    mesh.materials.append(plain("backdrop", shot.backdrop, 0.9, specular=0.1))
    thing = bpy.data.objects.new("sweep", mesh)
    bpy.context.collection.objects.link(thing)
    if shot.table is None:
        return
    thing.location.z = -0.75
    top = bpy.data.meshes.new("table")
    reach = 3.2 * s
    top.from_pydata(
        [(-9 * s, -6 * s, 0), (9 * s, -6 * s, 0), (9 * s, reach, 0), (-9 * s, reach, 0)], [], [(0, 1, 2, 3)]
    )
    top.materials.append(shot.table())
    bpy.context.collection.objects.link(bpy.data.objects.new("table", top))


def lights(shot: Shot) -> None:
    s = shot.size
    power = 95 * s * s
    softbox("key", (-2.2 * s, -1.9 * s, 2.7 * s), 1.9 * s, power * shot.key, shot, (1, 0.965, 0.92))
    softbox("fill", (2.9 * s, -1.6 * s, 1.6 * s), 2.4 * s, power * shot.fill, shot, (0.93, 0.96, 1))
    softbox("rim", (1.5 * s, 2.3 * s, 2.6 * s), 1.3 * s, power * shot.rim, shot, (1, 1, 1))
    softbox("top", (0, 0.2 * s, 3.6 * s), 2.4 * s, power * 0.4, shot, (1, 1, 1))


def softbox(
    name: str, place: tuple[float, float, float], side: float, watts: float, shot: Shot, colour: Colour
) -> None:
    lamp = bpy.data.lights.new(name, "AREA")
    lamp.shape = "RECTANGLE"
    lamp.size, lamp.size_y = side, side * 1.3
    lamp.energy = watts
    lamp.color = colour
    thing = bpy.data.objects.new(name, lamp)
    bpy.context.collection.objects.link(thing)
    thing.location = place
    aim(thing, Vector(shot.target))


def aim(thing: bpy.types.Object, target: Vector) -> None:
    thing.rotation_euler = (target - Vector(thing.location)).to_track_quat("-Z", "Y").to_euler()


def camera(shot: Shot) -> None:
    lens = bpy.data.cameras.new("camera")
    lens.lens = shot.lens
    lens.clip_start = 0.005
    thing = bpy.data.objects.new("camera", lens)
    bpy.context.collection.objects.link(thing)
    azimuth, elevation = math.radians(shot.azimuth), math.radians(shot.elevation)
    target = Vector(shot.target)
    thing.location = target + shot.distance * Vector(
        (math.sin(azimuth) * math.cos(elevation), -math.cos(azimuth) * math.cos(elevation), math.sin(elevation))
    )
    aim(thing, target)
    lens.dof.use_dof = True
    lens.dof.aperture_fstop = shot.fstop
    focus = Vector(shot.focus or shot.target)
    lens.dof.focus_distance = (focus - thing.location).length
    bpy.context.scene.camera = thing


def table_wood() -> bpy.types.Material:
    from materials import wood

    return wood(srgb("#b98d5f"), srgb("#8d6439"), "x", 0.5, 0.5)


def table_stone() -> bpy.types.Material:
    """Pale limestone."""
    s = Surface("stone", specular=0.35, roughness=0.5)
    at = s.coordinates()
    cloud = s.grey(s.noise(at, 5, 8, 0.65), 0, 1, 0.3, 0.7)
    tone = s.mix(cloud, srgb("#cfc8bc"), srgb("#dcd6cb"))
    s.set("base_color", s.mix(s.grey(s.noise(at, 240, 3), 0.5, 0, 0.25, 0.4), tone, srgb("#a89f92")))
    return s.material
