"""Insulated steel bottle, powder-coated, steel rim, screw lid with a carrying loop; 500 ml and 750 ml."""

import math

import studio
from materials import brushed, plain, powder, srgb
from shapes import around, fillet, lathe, lettering, spline, tube


def bottle(colour: str, height: float = 0.222, x: float = 0.0, y: float = 0.0, turn: float = 0.0) -> None:
    import bpy

    before = set(bpy.data.objects)
    coat, steel = powder(srgb(colour)), brushed((0.62, 0.62, 0.63), 0.24)
    top = height - 0.060
    lathe(
        "base",
        fillet(
            [
                (0, 0.0015, 0),
                (0.030, 0.0015, 0.001),
                (0.031, 0, 0.001),
                (0.0345, 0, 0.002),
                (0.0358, 0.006, 0.001),
                (0.0354, 0.0105, 0.0),
            ]
        ),
        steel,
    )
    wall = fillet(
        [
            (0.0352, 0.010, 0),
            (0.0365, 0.0115, 0.0012),
            (0.0365, top - 0.012, 0.03),
            (0.0275, top + 0.020, 0.012),
            (0.0252, top + 0.026, 0.001),
            (0.0244, top + 0.026, 0),
        ],
        10,
    )
    lathe("wall", wall, coat, 160)
    lathe("neck", fillet([(0.0246, top + 0.020, 0), (0.0246, top + 0.031, 0.0008), (0.0236, top + 0.031, 0)]), steel)
    matt = plain("lid", srgb("#1c1d1f"), 0.42, specular=0.4)
    lathe(
        "lid",
        fillet(
            [
                (0.0235, top + 0.0312, 0),
                (0.0262, top + 0.0312, 0.0008),
                (0.0262, top + 0.050, 0.002),
                (0.0240, top + 0.052, 0.001),
                (0, top + 0.052, 0),
            ]
        ),
        matt,
        160,
        lambda a, z: 1 + (0.006 * math.cos(48 * a) if top + 0.034 < z < top + 0.049 else 0),
    )
    lathe("disc", fillet([(0, top + 0.0524, 0), (0.0205, top + 0.0524, 0.0005), (0.0205, top + 0.0520, 0)]), steel)
    arc = spline(
        [
            (-0.0225, top + 0.046),
            (-0.0222, top + 0.064),
            (-0.012, top + 0.0745),
            (0.012, top + 0.0745),
            (0.0222, top + 0.064),
            (0.0225, top + 0.046),
        ],
        10,
    )
    a = math.radians(20)
    tube("loop", [(r * math.cos(a), r * math.sin(a), z) for r, z in arc], 0.0042, matt, flat=0.55)
    mark = plain("mark", tuple(min(1, c * 0.4 + 0.45) for c in srgb(colour)), 0.35, specular=0.6)
    lettering(
        "HALDEN",
        0.0085,
        mark,
        around(0.0367, 0.060),
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
        1.35,
    )
    for thing in set(bpy.data.objects) - before:
        thing.location.x += x
        thing.location.y += y
        thing.rotation_euler.z = math.radians(turn)


SHOTS = {
    "hero": studio.Shot(lambda: bottle("#2f4f5c"), 0.24, (0, 0, 0.119), 0.74, 0, 8),
    "pair": studio.Shot(
        lambda: (bottle("#2f4f5c", 0.222, -0.052, 0.0, 12), bottle("#c2694a", 0.292, 0.046, 0.03, -14)),
        0.28,
        (0, 0, 0.148),
        0.98,
        0,
        9,
    ),
    "detail": studio.Shot(
        lambda: bottle("#2f4f5c"), 0.24, (0, 0, 0.185), 0.46, 24, 20, fstop=8, focus=(0.005, -0.026, 0.20)
    ),
}
