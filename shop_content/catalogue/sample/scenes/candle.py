"""Scented candle: soy wax in an amber glass tumbler with a paper label and an oak lid; 7.8 cm across, 8.8 cm high."""

import studio
from materials import Surface, glass, light, paper, plain, srgb, wood
from shapes import around, band, fillet, lathe, lettering, spline, tube

SERIF = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
SANS = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"


def wax(lit: bool) -> "studio.bpy.types.Material":
    s = Surface("wax", base_color=srgb("#efe3c8"), specular=0.4, roughness=0.35)
    s.set("subsurface", 0.4)
    s.set("subsurface_color", srgb("#f6d9a8"))
    s.bsdf.inputs["Subsurface Radius"].default_value = (0.012, 0.007, 0.003)
    if lit:
        s.set("emission", srgb("#ff9d3c"))
        s.set("emission_strength", 0.10)
    return s.material


def candle(lit: bool = False, lid: bool = False) -> None:
    amber = glass((0.86, 0.42, 0.10))
    wall = fillet(
        [
            (0, 0, 0),
            (0.0385, 0, 0.004),
            (0.0390, 0.088, 0.0009),
            (0.0364, 0.088, 0.0009),
            (0.0358, 0.010, 0.006),
            (0, 0.0085, 0),
        ],
        8,
    )
    lathe("glass", wall, amber, 160)
    lathe(
        "wax",
        fillet(
            [(0, 0.0088, 0), (0.0354, 0.0105, 0.004), (0.0360, 0.0660, 0.0006), (0.0345, 0.0652, 0.002), (0, 0.0650, 0)]
        ),
        wax(lit),
        128,
    )
    cream = paper(srgb("#f1ebdf"))
    band("label", 0.03925, 0.018, 0.062, 0.66, cream)
    ink = plain("ink", srgb("#2d2a26"), 0.6)
    at = 0.03932
    lettering("Finch & Ember", 0.0078, ink, around(at, 0.0495), SERIF, 1.05)
    lettering("CEDAR  ·  FIG", 0.0040, ink, around(at, 0.0395), SANS, 1.3)
    lettering("soy wax candle", 0.0033, ink, around(at, 0.0305), SANS, 1.15)
    lettering("220 g", 0.0033, ink, around(at, 0.0245), SANS, 1.15)
    tube(
        "wick",
        spline([(0, 0, 0.063), (0.0003, 0, 0.069), (0.0012, 0, 0.0745)], 5),
        0.0011,
        plain("wick", srgb("#3a322a") if lit else srgb("#d8cdb8"), 0.9),
    )
    if lit:
        flame = [
            (r, z)
            for r, z in spline([(0.0, 0.0725), (0.0030, 0.0765), (0.0034, 0.0815), (0.0018, 0.089), (0.0, 0.0965)], 8)
        ]
        lathe("flame", [(max(0, r), z) for r, z in flame], light(srgb("#ffc46b"), 28), 32)
    if lid:
        oak = wood(srgb("#cfa36c"), srgb("#a37442"), "x", 2.4, 0.5)
        lathe(
            "lid", fillet([(0, 0.0885, 0), (0.0402, 0.0885, 0.0012), (0.0402, 0.1005, 0.002), (0, 0.1005, 0)]), oak, 128
        )


SHOTS = {
    "hero": studio.Shot(candle, 0.11, (0, 0, 0.044), 0.385, 0, 12),
    "lid": studio.Shot(lambda: candle(lid=True), 0.12, (0, 0, 0.050), 0.43, -14, 9),
    "lit": studio.Shot(
        lambda: candle(lit=True),
        0.11,
        (0, 0, 0.052),
        0.45,
        10,
        20,
        fstop=8,
        table=studio.table_wood,
        key=0.16,
        fill=0.06,
        rim=0.25,
        world=0.05,
        exposure=0.9,
        backdrop=srgb("#8b7f73"),
    ),
}
