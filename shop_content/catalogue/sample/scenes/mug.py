"""Speckled stoneware mug, 8.4 cm across, 9.2 cm high."""

import math

import studio
from materials import clay, plain, srgb, stoneware
from shapes import fillet, lathe, spline, tube

OAT = ("#dccfb8", "#5b4531")
MOSS = ("#6f7a5a", "#2e2a20")


def mug(colours: tuple[str, str], turn: float = 25) -> None:
    glaze = stoneware(srgb(colours[0]), srgb(colours[1]))
    foot = clay(srgb("#a98d6c"))
    outer = fillet(
        [(0, 0.0055, 0), (0.027, 0.0055, 0.001), (0.0285, 0.0, 0.0008), (0.032, 0.0, 0.0012), (0.034, 0.009, 0.003)]
    )
    lathe("foot", outer, foot)
    body = fillet(
        [
            (0.0338, 0.0085, 0),
            (0.0395, 0.016, 0.007),
            (0.0418, 0.050, 0.02),
            (0.0415, 0.0925, 0.0016),
            (0.0382, 0.0925, 0.0016),
            (0.0380, 0.050, 0.02),
            (0.0365, 0.019, 0.012),
            (0.0, 0.0125, 0),
        ],
        8,
    )
    lathe("body", body, glaze, 160, lambda a, z: 1 + 0.004 * math.sin(3 * a + 60 * z))
    ear = spline(
        [(0.039, 0.074), (0.055, 0.0785), (0.0695, 0.067), (0.0685, 0.046), (0.057, 0.031), (0.0385, 0.026)], 10
    )
    angle = math.radians(-turn)
    path = [(r * math.cos(angle), r * math.sin(angle), z) for r, z in ear]
    widths = [1.25 - 0.35 * math.sin(math.pi * i / (len(path) - 1)) for i in range(len(path))]
    tube("handle", path, 0.0062, glaze, widths)


def coffee() -> None:
    lathe(
        "coffee", [(0, 0.0805), (0.034, 0.0805), (0.0381, 0.0812)], plain("coffee", srgb("#2a1206"), 0.04, specular=0.6)
    )


SHOTS = {
    "moss": studio.Shot(lambda: mug(MOSS, 40), 0.12, (0.008, 0, 0.046), 0.44, 0, 22),
    "oat": studio.Shot(lambda: mug(OAT), 0.12, (0.010, 0, 0.046), 0.44, 0, 14, backdrop=srgb("#6f6a62")),
    "table": studio.Shot(
        lambda: (mug(OAT, 50), coffee()),
        0.12,
        (0, 0, 0.052),
        0.44,
        8,
        34,
        fstop=7,
        table=studio.table_wood,
        focus=(0, -0.035, 0.085),
    ),
}
