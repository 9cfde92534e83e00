"""Table lamp: turned ash foot, linen drum shade 28 cm across, 44 cm high, brass stem, lit."""

import math

import bpy
import studio
from materials import brushed, light, plain, srgb, weave, wood
from shapes import fillet, lathe, spline, tube


def lamp(lit: bool = True) -> None:
    ash = wood(srgb("#d9b88c"), srgb("#b58a58"), "z", 1.6, 0.5)
    brass = brushed(srgb("#c9a15a"), 0.22)
    foot = fillet(
        [
            (0, 0, 0),
            (0.068, 0, 0.003),
            (0.070, 0.012, 0.006),
            (0.050, 0.022, 0.012),
            (0.041, 0.045, 0.03),
            (0.060, 0.100, 0.05),
            (0.046, 0.160, 0.05),
            (0.021, 0.196, 0.012),
            (0.019, 0.206, 0.002),
            (0, 0.206, 0),
        ],
        12,
    )
    lathe("foot", foot, ash, 160)
    lathe(
        "collar",
        fillet([(0, 0.206, 0), (0.014, 0.206, 0.001), (0.014, 0.216, 0.001), (0.006, 0.220, 0.002), (0.006, 0.285, 0)]),
        brass,
    )
    lathe("socket", fillet([(0.006, 0.262, 0), (0.017, 0.264, 0.002), (0.019, 0.315, 0.003), (0, 0.318, 0)]), brass)
    low, high, bottom, top = 0.225, 0.440, 0.140, 0.118
    linen = weave(srgb("#efe3cd"), 3600, 0.42 if lit else 0.25, 2 * math.pi * 0.13)
    lathe(
        "shade", [(bottom, low), (top, high), (top - 0.0012, high), (bottom - 0.0012, low), (bottom, low)], linen, 192
    )
    tape = plain("hem", srgb("#e2d2b4"), 0.8)
    for radius, z in ((bottom, low), (top, high)):
        lathe(
            "hem",
            fillet(
                [
                    (radius + 0.0006, z - 0.001, 0),
                    (radius + 0.0014, z, 0.0008),
                    (radius + 0.0012, z + 0.007, 0.0008),
                    (radius - 0.002, z + 0.007, 0),
                    (radius - 0.002, z - 0.001, 0),
                    (radius + 0.0006, z - 0.001, 0),
                ]
            ),
            tape,
            160,
        )
    for turn in range(3):
        a = 2 * math.pi * turn / 3
        tube(
            "spider",
            [(0.017 * math.cos(a), 0.017 * math.sin(a), 0.312), (0.128 * math.cos(a), 0.128 * math.sin(a), 0.332)],
            0.0015,
            brass,
        )
    bulb = light(srgb("#ffd9a3"), 16 if lit else 0)
    globe = spline([(0.0, 0.378), (0.02, 0.372), (0.029, 0.350), (0.021, 0.328), (0.013, 0.316)], 8)
    lathe("bulb", [(r, z) for r, z in globe], bulb if lit else plain("opal", srgb("#f4efe6"), 0.2))
    if lit:
        lamp = bpy.data.lights.new("glow", "POINT")
        lamp.energy, lamp.color, lamp.shadow_soft_size = 7, (1, 0.72, 0.42), 0.03
        place = bpy.data.objects.new("glow", lamp)
        bpy.context.collection.objects.link(place)
        place.location = (0, 0, 0.41)
    cable = spline(
        [
            (0.04, 0.06, 0.004),
            (0.08, 0.16, 0.003),
            (0.03, 0.28, 0.003),
            (0.18, 0.40, 0.003),
            (0.46, 0.42, 0.003),
            (0.9, 0.6, 0.003),
        ],
        16,
    )
    tube("cable", cable, 0.003, plain("textile cable", srgb("#cbb894"), 0.85))


SHOTS = {
    "hero": studio.Shot(
        lambda: lamp(), 0.44, (0, 0, 0.222), 1.42, 0, 6, key=0.75, world=0.16, backdrop=srgb("#d9d5cf"), exposure=0.6
    ),
    "side": studio.Shot(lambda: lamp(False), 0.44, (0, 0, 0.222), 1.42, 35, 14),
    "detail": studio.Shot(
        lambda: lamp(),
        0.44,
        (0, 0, 0.185),
        0.80,
        -18,
        9,
        fstop=8,
        key=0.6,
        world=0.14,
        backdrop=srgb("#cfc9c0"),
        exposure=0.6,
        focus=(0, -0.05, 0.14),
    ),
}
