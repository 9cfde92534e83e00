"""Terracotta planter, 15 cm, with saucer and a snake plant."""

import math
import random

import bmesh
import bpy
import studio
from materials import Surface, clay, srgb
from shapes import add, fillet, lathe


def leaf_surface() -> bpy.types.Material:
    """Dark green with pale cross bands and a yellow edge; u across the leaf, v along it."""
    s = Surface("leaf", specular=0.5, roughness=0.38)
    at = s.coordinates("UV")
    wavy = s.node("TexNoise", Vector=s.coordinates("UV", (3, 16, 1)), Scale=3.2, Detail=5, Roughness=0.65).outputs[
        "Fac"
    ]
    green = s.mix(s.grey(wavy, 0, 0.8, 0.47, 0.60), srgb("#1f3a22"), srgb("#6f8c5c"))
    across = s.node("SeparateXYZ", Vector=at).outputs[0]
    edge = s.node(
        "Math", operation="ABSOLUTE", in0=s.node("Math", operation="SUBTRACT", in0=across, in1=0.5).outputs[0]
    ).outputs[0]
    s.set("base_color", s.mix(s.grey(edge, 0, 1, 0.425, 0.44), green, srgb("#c3b75f")))
    s.bump(s.noise(s.coordinates("UV", (40, 1, 1)), 5, 3), 0.0006, 0.25)
    return s.material


def leaf(
    material: bpy.types.Material,
    height: float,
    width: float,
    place: tuple[float, float],
    turn: float,
    lean: float,
    twist: float,
    base: float,
) -> None:
    mesh = bpy.data.meshes.new("leaf")
    body = bmesh.new()
    uv = body.loops.layers.uv.new()
    rows, columns = 40, 8
    grid = []
    for row in range(rows + 1):
        t = row / rows
        half = width / 2 * (0.55 + 0.45 * math.sin(math.pi * min(1, t * 1.15) * 0.9)) * (1 - t**5) ** 0.9 + 0.0004
        line = []
        for column in range(columns + 1):
            across = column / columns * 2 - 1
            x, y = across * half, 0.30 * half * (across**2) * (1 - 0.6 * t)
            angle = twist * t + 0.12 * math.sin(5 * t + turn)
            x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
            y += lean * height * t**1.7
            line.append(body.verts.new((x, y, height * t)))
        grid.append(line)
    for row in range(rows):
        for column in range(columns):
            corners = ((row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column))
            face = body.faces.new([grid[r][c] for r, c in corners])
            for loop, (r, c) in zip(face.loops, corners, strict=True):
                loop[uv].uv = (c / columns, r / rows)
    body.to_mesh(mesh)
    body.free()
    thing = add("leaf", mesh, material, 80)
    thing.location = (*place, base)
    thing.rotation_euler.z = turn
    solid = thing.modifiers.new("thick", "SOLIDIFY")
    solid.thickness = 0.0022
    rounding = thing.modifiers.new("round", "SUBSURF")
    rounding.render_levels = 1


def planter(spin: float = 0.0) -> None:
    pot, earth = clay(srgb("#b5653f")), clay(srgb("#2b1d14"))
    wall = fillet(
        [
            (0, 0.012, 0),
            (0.048, 0.012, 0.003),
            (0.050, 0.012, 0.003),
            (0.068, 0.112, 0.004),
            (0.0745, 0.113, 0.002),
            (0.0760, 0.142, 0.003),
            (0.0690, 0.142, 0.003),
            (0.064, 0.110, 0.005),
            (0.060, 0.09, 0),
        ],
        8,
    )
    lathe("pot", wall, pot, 160, lambda a, z: 1 + 0.003 * math.sin(2 * a))
    lathe(
        "saucer",
        fillet(
            [
                (0, 0.002, 0),
                (0.058, 0.0, 0.003),
                (0.070, 0.020, 0.003),
                (0.0662, 0.0205, 0.002),
                (0.056, 0.010, 0.005),
                (0, 0.010, 0),
            ]
        ),
        pot,
        128,
    )
    soil = lathe("soil", [(0, 0.127), (0.02, 0.1275), (0.045, 0.1265), (0.068, 0.125)], earth, 96)
    soil.modifiers.new("fine", "SUBSURF").render_levels = 3
    rough = soil.modifiers.new("rough", "DISPLACE")
    rough.texture = bpy.data.textures.new("rough", "CLOUDS")
    rough.texture.noise_scale = 0.006
    rough.strength = 0.006
    green = leaf_surface()
    dice = random.Random(4)
    for index in range(11):
        a = spin + index * 2.399
        radius = 0.006 + 0.0036 * index
        leaf(
            green,
            dice.uniform(0.24, 0.33) - 0.011 * index,
            dice.uniform(0.048, 0.060),
            (radius * math.cos(a), radius * math.sin(a)),
            a + math.pi / 2 + dice.uniform(-0.5, 0.5),
            dice.uniform(-0.42, -0.12) * (0.4 + 0.06 * index),
            dice.uniform(-0.7, 0.7),
            0.122,
        )


SHOTS = {
    "hero": studio.Shot(planter, 0.42, (0, 0, 0.215), 1.42, 0, 8),
    "turned": studio.Shot(lambda: planter(1.9), 0.42, (0, 0, 0.205), 1.42, 0, 19),
    "detail": studio.Shot(
        planter, 0.36, (0, 0, 0.115), 0.78, 16, 22, fstop=8, table=studio.table_wood, focus=(0, -0.07, 0.12)
    ),
}
