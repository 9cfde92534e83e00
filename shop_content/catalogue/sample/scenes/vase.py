"""Fluted stoneware vase, 24 cm high, matt white slip, with a sprig of dried grass in the second picture."""

import math
import random

import studio
from materials import Surface, plain, srgb
from shapes import fillet, lathe, spline, tube


def vase() -> None:
    s = Surface("slip", specular=0.25)
    at = s.coordinates()
    cloud = s.grey(s.noise(at, 14, 6, 0.6), 0, 1, 0.3, 0.7)
    s.set("base_color", s.mix(cloud, srgb("#5c6f78"), srgb("#6d818a")))
    s.set("roughness", 0.6)
    s.bump(s.noise(at, 500, 4, 0.7), 0.0006, 0.35)
    outer = spline(
        [
            (0.043, 0.004),
            (0.062, 0.045),
            (0.071, 0.095),
            (0.060, 0.150),
            (0.034, 0.195),
            (0.0285, 0.218),
            (0.0345, 0.240),
        ],
        24,
    )
    inner = [(0.0318, 0.2405), (0.0255, 0.218), (0.028, 0.19), (0.02, 0.12), (0.0, 0.11)]
    profile = [
        *fillet([(0, 0.002, 0), (0.036, 0.002, 0.001), (0.037, 0, 0.001), (0.041, 0, 0.002), (0.043, 0.004, 0)]),
        *outer[1:],
        (0.0338, 0.2415),
        *inner,
    ]

    def flutes(angle: float, z: float) -> float:
        depth = 0.020 * max(0.0, min(1, (z - 0.008) / 0.03)) * max(0.0, min(1, (0.205 - z) / 0.05))
        return 1 - depth * 1.9 * (1 - abs(math.sin(14 * angle)))

    lathe("vase", profile, s.material, 1008, flutes)


def grasses() -> None:
    dice = random.Random(7)
    stem, seed = plain("stem", srgb("#b59a62"), 0.8), plain("seed", srgb("#cdb07a"), 0.9)
    for index in range(9):
        a, spread = index * 2.4, dice.uniform(0.05, 0.14)
        height = dice.uniform(0.36, 0.47)
        points = [(0.004 * math.cos(a), 0.004 * math.sin(a), 0.13), (0.02 * math.cos(a), 0.02 * math.sin(a), 0.24)]
        points.append((spread * 0.55 * math.cos(a), spread * 0.55 * math.sin(a), 0.24 + (height - 0.24) * 0.6))
        points.append((spread * math.cos(a), spread * math.sin(a), height))
        path = spline(points, 14)
        tube("stem", path, 0.0009, stem)
        for step in range(26):
            x, y, z = path[len(path) - 1 - step // 2]
            ear = lathe("ear", [(0, 0), (0.0016, 0.003), (0.0018, 0.006), (0, 0.013)], seed, 10)
            ear.location = (x, y, z)
            ear.rotation_euler = (dice.uniform(-0.7, 0.7), dice.uniform(-0.7, 0.7), dice.uniform(0, 6))


SHOTS = {
    "hero": studio.Shot(vase, 0.25, (0, 0, 0.122), 0.86, 0, 10),
    "grass": studio.Shot(lambda: (vase(), grasses()), 0.42, (0, 0, 0.232), 1.55, 20, 8, backdrop=srgb("#dbd5cb")),
}
