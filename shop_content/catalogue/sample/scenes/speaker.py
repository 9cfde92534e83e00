"""Desk speaker: walnut cabinet 24 x 13 x 12 cm, knitted grille, aluminium dial on the front, four cork feet."""

import math

import bpy
import studio
from materials import brushed, plain, srgb, weave, wood
from shapes import add, box, fillet, lathe, lettering


def grille(width: float, height: float, y: float, x: float, z: float, material: bpy.types.Material) -> None:
    """Cloth stretched over a frame: a rounded rectangle that swells by 3 mm."""
    mesh = bpy.data.meshes.new("grille")
    columns, rows = 60, 40
    vertices, faces, uvs = [], [], []
    for row in range(rows + 1):
        for column in range(columns + 1):
            u, v = column / columns * 2 - 1, row / rows * 2 - 1
            swell = (1 - abs(u) ** 8) * (1 - abs(v) ** 8)
            vertices.append((x + u * width / 2, y - 0.0035 * swell, z + v * height / 2))
            uvs.append((u * width / 2, v * height / 2))
    for row in range(rows):
        for column in range(columns):
            a = row * (columns + 1) + column
            faces.append((a, a + 1, a + columns + 2, a + columns + 1))
    mesh.from_pydata(vertices, [], faces)
    layer = mesh.uv_layers.new()
    for polygon in mesh.polygons:
        for loop, vertex in zip(polygon.loop_indices, polygon.vertices, strict=True):
            layer.data[loop].uv = uvs[vertex]
    add("grille", mesh, material, 60)


def speaker() -> None:
    walnut = wood(srgb("#7b5237"), srgb("#472b1b"), "x", 1.1, 0.4)
    metal = brushed((0.72, 0.72, 0.73), 0.25)
    z = 0.071
    box("cabinet", (0.240, 0.118, 0.130), (0, 0.001, z), walnut, 0.010, 8)
    box("front", (0.222, 0.006, 0.112), (0, -0.0575, z), plain("baffle", srgb("#191a1b"), 0.6), 0.0025)
    grille(0.158, 0.104, -0.0608, -0.028, z, weave(srgb("#8c8d8a"), 3600))
    knob = lathe(
        "dial",
        fillet(
            [
                (0, 0, 0),
                (0.0195, 0, 0.0004),
                (0.0195, 0.003, 0.0004),
                (0.0170, 0.0034, 0.0003),
                (0.0170, 0.0165, 0.0012),
                (0.0158, 0.0175, 0.0006),
                (0, 0.0170, 0),
            ]
        ),
        metal,
        192,
        lambda a, h: 1 + (0.009 * math.cos(60 * a) if 0.004 < h < 0.0155 else 0),
    )
    knob.rotation_euler.x = math.pi / 2
    knob.location = (0.0805, -0.0603, z + 0.018)
    pointer = box(
        "pointer",
        (0.0012, 0.0006, 0.006),
        (0.0805 + 0.0065, -0.0778, z + 0.018 + 0.0085),
        plain("ink", srgb("#202020"), 0.4),
        0.0002,
    )
    pointer.rotation_euler.y = math.radians(38)
    for index, x in enumerate((0.066, 0.0805, 0.095)):
        key = lathe(
            "key",
            fillet([(0, 0, 0), (0.0042, 0, 0.0003), (0.0042, 0.0022, 0.0005), (0, 0.0024, 0)]),
            metal if index else plain("lamp", srgb("#e9c46a"), 0.3),
            48,
        )
        key.rotation_euler.x = math.pi / 2
        key.location = (x, -0.0603, z - 0.024)
    lettering(
        "nordlyd",
        0.0085,
        plain("mark", srgb("#b9b9b6"), 0.4),
        lambda x, y: (0.0805 + x, -0.06075, z - 0.043 + y),
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        1.1,
    )
    cork = plain("cork", srgb("#a97c50"), 0.9)
    for x in (-0.095, 0.095):
        for y in (-0.035, 0.040):
            foot = lathe("foot", fillet([(0, 0, 0), (0.009, 0, 0.0008), (0.009, 0.007, 0.0), (0, 0.007, 0)]), cork, 48)
            foot.location = (x, y, 0)
    port = lathe(
        "port",
        fillet([(0.010, 0.0, 0), (0.013, 0.0, 0.001), (0.013, 0.002, 0), (0.0, 0.002, 0)]),
        plain("port", srgb("#101010"), 0.5),
    )
    port.rotation_euler.x = -math.pi / 2
    port.location = (0, 0.062, z)


SHOTS = {
    "hero": studio.Shot(speaker, 0.25, (0, 0, 0.066), 0.82, -22, 13),
    "front": studio.Shot(speaker, 0.25, (0, 0, 0.068), 0.80, 4, 7),
    "detail": studio.Shot(speaker, 0.25, (0.055, -0.05, 0.080), 0.40, 26, 18, fstop=8, focus=(0.08, -0.075, 0.088)),
}
