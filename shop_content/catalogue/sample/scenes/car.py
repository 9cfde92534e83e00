"""Wooden toy car for small hands, 16 cm long: beech body, walnut roof, maple wheels on steel axles."""

import math

import studio
from materials import brushed, plain, srgb, wood
from shapes import extrude, fillet, lathe


def wheel(x: float, y: float, tyre, disc, steel) -> None:
    sign = -1 if y < 0 else 1
    parts = (
        lathe(
            "wheel",
            fillet(
                [
                    (0, -0.009, 0),
                    (0.0215, -0.009, 0.003),
                    (0.0215, 0.009, 0.003),
                    (0.0150, 0.009, 0.0008),
                    (0.0140, 0.0072, 0.0008),
                    (0.0065, 0.0072, 0.0008),
                    (0.0055, 0.0098, 0.001),
                    (0, 0.0098, 0),
                ]
            ),
            tyre,
            96,
        ),
        lathe(
            "axle",
            fillet([(0, 0.0098, 0), (0.0026, 0.0098, 0.0003), (0.0024, 0.0112, 0.0008), (0, 0.0116, 0)]),
            steel,
            32,
        ),
    )
    for part in parts:
        part.rotation_euler.x = math.pi / 2 if sign < 0 else -math.pi / 2
        part.rotation_euler.y = 0.4
        part.location = (x, y, 0.0215)
    _ = disc


def car(paint: str | None = None, roof: tuple[str, str] = ("#80563a", "#52331f")) -> None:
    beech = wood(srgb("#dfb788"), srgb("#c4935f"), "x", 1.3, 0.45)
    body_surface = plain("milk paint", srgb(paint), 0.5, specular=0.4) if paint else beech
    walnut = wood(srgb(roof[0]), srgb(roof[1]), "x", 1.6, 0.42)
    maple = wood(srgb("#e8cda4"), srgb("#d3ad7a"), "z", 2.2, 0.5)
    steel = brushed((0.6, 0.6, 0.6), 0.3)

    def arch(x: float) -> list[tuple[float, float]]:
        return [
            (x + 0.0255 * math.cos(a), 0.0215 + 0.0255 * math.sin(a)) for a in (math.pi * i / 20 for i in range(21))
        ]

    base = 0.0215
    outline = [
        (-0.080, base),
        (-0.080, 0.047),
        (-0.074, 0.056),
        (-0.03, 0.060),
        (0.035, 0.060),
        (0.072, 0.052),
        (0.080, 0.043),
        (0.080, base),
    ]
    outline += arch(0.047) + arch(-0.047)
    extrude("body", outline, 0.058, body_surface, 0.004)
    cabin = [(-0.062, 0.0585), (-0.050, 0.0905), (-0.044, 0.0960), (0.014, 0.0960), (0.021, 0.0915), (0.042, 0.0585)]
    extrude("cabin", cabin, 0.050, beech, 0.004)
    glass = plain("window", srgb("#3d2a1e"), 0.25, specular=0.5)
    for side in (-1, 1):
        for pane in (
            [(-0.049, 0.064), (-0.0415, 0.0855), (-0.018, 0.0855), (-0.018, 0.064)],
            [(-0.0125, 0.064), (-0.0125, 0.0855), (0.0115, 0.0855), (0.0265, 0.064)],
        ):
            thing = extrude("window", pane, 0.0012, glass, 0.0005)
            thing.location.y = side * 0.0252
    top = [(-0.050, 0.0962), (-0.047, 0.1035), (0.012, 0.1035), (0.020, 0.0962)]
    extrude("roof", top, 0.053, walnut, 0.003)
    for side in (-1, 1):
        for x in (-0.047, 0.047):
            wheel(x, side * 0.0285, maple, walnut, steel)
        lamp = lathe(
            "lamp", fillet([(0, 0, 0), (0.0058, 0, 0.0006), (0.0050, 0.0035, 0.0018), (0, 0.0042, 0)]), walnut, 48
        )
        lamp.rotation_euler.y = math.pi / 2
        lamp.location = (0.0795, side * 0.019, 0.040)


SHOTS = {
    "hero": studio.Shot(car, 0.17, (0, 0, 0.048), 0.62, 28, 17),
    "side": studio.Shot(car, 0.17, (0, 0, 0.050), 0.58, -8, 9),
    "blue": studio.Shot(lambda: car("#3f6f86"), 0.17, (0, 0, 0.048), 0.60, 34, 24),
}
