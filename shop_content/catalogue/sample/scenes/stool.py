"""Three-legged oak stool, seat 34 cm across, 46 cm high, with a turned ring of stretchers."""

import math

import bpy
import studio
from materials import srgb, wood
from mathutils import Vector
from shapes import fillet, lathe


def turned(
    name: str,
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    thick: float,
    thin: float,
    material: bpy.types.Material,
) -> None:
    """A round bar, thickest in the middle, from one point to another; modelled upright so that the grain follows it."""
    a, b = Vector(start), Vector(end)
    length = (b - a).length
    profile = (
        [(0, 0)]
        + [
            (thin + (thick - thin) * math.sin(math.pi * min(1, 0.12 + 0.8 * i / 24)) ** 1.2, length * i / 24)
            for i in range(25)
        ]
        + [(0, length)]
    )
    bar = lathe(name, profile, material, 48)
    bar.location = a
    bar.rotation_euler = (b - a).to_track_quat("Z", "Y").to_euler()


def stool(tone: tuple[str, str] = ("#c89a63", "#9a6a3a"), spin: float = 20) -> None:
    oak_x = wood(srgb(tone[0]), srgb(tone[1]), "x", 0.9, 0.45)
    oak = wood(srgb(tone[0]), srgb(tone[1]), "z", 1.3, 0.45)
    seat = fillet(
        [
            (0, 0.428, 0),
            (0.140, 0.428, 0.004),
            (0.168, 0.440, 0.012),
            (0.171, 0.452, 0.009),
            (0.160, 0.4595, 0.008),
            (0.10, 0.4555, 0.06),
            (0, 0.4525, 0),
        ],
        12,
    )
    thing = lathe("seat", seat, oak_x, 192)
    thing.rotation_euler.z = math.radians(spin + 24)
    for turn in range(3):
        a = math.radians(spin + 120 * turn - 90)
        top = (0.105 * math.cos(a), 0.105 * math.sin(a), 0.436)
        foot = (0.178 * math.cos(a), 0.178 * math.sin(a), 0.0)
        turned("leg", foot, top, 0.0185, 0.0125, oak)
        for end in (a,):
            b = math.radians(spin + 120 * (turn + 1) - 90)
            height = 0.145 + 0.035 * turn
            share = height / 0.436
            radius = 0.178 + (0.105 - 0.178) * share
            turned(
                "stretcher",
                (radius * math.cos(end), radius * math.sin(end), height),
                (radius * math.cos(b), radius * math.sin(b), height),
                0.0115,
                0.0075,
                oak,
            )


SHOTS = {
    "hero": studio.Shot(lambda: stool(), 0.48, (0, 0, 0.225), 1.55, 0, 13),
    "above": studio.Shot(lambda: stool(spin=-18), 0.48, (0, 0, 0.245), 1.55, 10, 33),
    "walnut": studio.Shot(lambda: stool(("#7a5136", "#4a2d1c"), 48), 0.48, (0, 0, 0.225), 1.55, 0, 11),
}
