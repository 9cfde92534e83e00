"""Random products built from the sample shop's solids and surfaces: what shops sell, as far as form and light go.

Runs inside Blender with the sample scenes' folder on the path. Lengths in metres; a product is about 0.2 m and stands on z = 0.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import bpy
import materials
import shapes
from mathutils import Vector, noise

Colour = tuple[float, float, float]
WORDS = (
    "NORDLYS",
    "Finch & Co",
    "ALMA",
    "No. 7",
    "studio K",
    "ORIGINAL",
    "500 ml",
    "茶",
    "白山",
    "2.4 GHz",
    "ZERO",
    "Maison",
)


def colour(chance: random.Random) -> Colour:
    """Linear RGB; white, black and grey far more often than chance would have it, as in shops."""
    kind = chance.random()
    if kind < 0.16:
        level = chance.uniform(0.75, 0.95)
        return level, level * chance.uniform(0.94, 1), level * chance.uniform(0.85, 1)
    if kind < 0.34:
        level = chance.uniform(0.003, 0.03)
        return level, level, level * chance.uniform(0.9, 1.2)
    if kind < 0.44:
        level = chance.uniform(0.05, 0.6)
        return level, level, level
    import colorsys

    return colorsys.hsv_to_rgb(chance.random(), chance.uniform(0.25, 0.95), chance.uniform(0.08, 0.85))


def surface(chance: random.Random) -> Any:
    tone, other = colour(chance), colour(chance)
    makers: list[Callable[[], Any]] = [
        lambda: materials.plain("matt", tone, chance.uniform(0.5, 0.95)),
        lambda: materials.plain("satin", tone, chance.uniform(0.2, 0.5)),
        lambda: materials.plain("gloss", tone, chance.uniform(0.03, 0.2), specular=0.6),
        lambda: materials.plain("metal", tone, chance.uniform(0.08, 0.45), metallic=1.0),
        lambda: materials.stoneware(tone, other),
        lambda: materials.clay(tone),
        lambda: materials.powder(tone),
        lambda: materials.wood(materials.srgb("#c79a63"), materials.srgb("#8a5a30"), chance.choice("xyz")),
        lambda: materials.wood(materials.srgb("#6b4427"), materials.srgb("#38210f"), chance.choice("xyz")),
        lambda: materials.brushed((0.8, 0.8, 0.8)),
        lambda: printed(chance, tone, other),
        lambda: printed(chance, tone, other),
        lambda: cloth(chance, tone),
        lambda: cloth(chance, tone),
    ]
    return chance.choice(makers)()


def printed(chance: random.Random, tone: Colour, other: Colour) -> Any:
    """Stripes, checks or blots of two colours."""
    s = materials.Surface("printed", roughness=chance.uniform(0.2, 0.8))
    at = s.coordinates(scale=(1, 1, 1))
    kind = chance.random()
    if kind < 0.4:
        wave = s.node("TexWave", Vector=at, Scale=chance.uniform(8, 45), Distortion=chance.choice((0, 0, 1.5)))
        wave.bands_direction = chance.choice(("X", "Y", "Z", "DIAGONAL"))
        factor = s.grey(wave.outputs["Fac"], 0, 1, 0.49, 0.51)
    elif kind < 0.6:
        factor = s.node("TexChecker", Vector=at, Scale=chance.uniform(15, 60)).outputs["Fac"]
    else:
        factor = s.grey(s.noise(at, chance.uniform(8, 60), 2), 0, 1, 0.48, 0.52)
    s.set("base_color", s.mix(factor, tone, other))
    return s.material


def cloth(chance: random.Random, tone: Colour) -> Any:
    s = materials.Surface("cloth", specular=0.1, roughness=0.9, sheen=0.4)
    at = s.coordinates()
    cloud = s.grey(s.noise(at, chance.uniform(10, 40), 5, 0.6), 0, 1, 0.3, 0.7)
    s.set("base_color", s.mix(cloud, tuple(0.6 * c for c in tone), tone))
    s.bump(s.noise(at, chance.uniform(200, 900), 3, 0.7), 0.002, 0.6)
    return s.material


def lettered(chance: random.Random, place: Callable[[float, float], tuple[float, float, float]], size: float) -> None:
    ink = materials.plain("ink", colour(chance), 0.5)
    for line in range(chance.randint(1, 3)):
        shapes.lettering(
            chance.choice(WORDS),
            size * chance.uniform(0.6, 1),
            ink,
            lambda x, y, down=line * 1.3 * size: place(x, y - down),
        )


def vessel(chance: random.Random) -> None:
    """Bottles, vases, bowls, cups: a turned profile, perhaps a lid, a handle, a label."""
    height, widest = chance.uniform(0.06, 0.26), chance.uniform(0.03, 0.08)
    knots = [(widest * chance.uniform(0.5, 1.0), 0.0)]
    count = chance.randint(2, 5)
    knots += [(widest * chance.uniform(0.3, 1.0), height * (i + 1) / (count + 1)) for i in range(count)]
    neck = widest * chance.uniform(0.2, 1.0)
    knots.append((neck, height))
    profile = [(max(0.004, r), z) for r, z in shapes.spline(knots, 8)]
    see_through = chance.random() < 0.22
    tint = tuple(chance.uniform(0.55, 1) for _ in range(3))
    body = materials.glass(tint, chance.choice((0, 0, 0.25))) if see_through else surface(chance)
    wall = [(r - 0.003, z) for r, z in reversed(profile)][:-1]
    if chance.random() < 0.35 or see_through:
        inner = [(max(0.002, r), z) for r, z in wall if z > 0.006]
        shapes.lathe("vessel", [(0, 0), *profile, *inner, (0, 0.006)], body)
    else:
        shapes.lathe("vessel", [(0, 0), *profile, (0, height)], body)
    if chance.random() < 0.4:
        top = height + chance.uniform(0.01, 0.05)
        shapes.lathe(
            "lid",
            [(0, height), (neck * 1.05, height), (neck * chance.uniform(0.5, 1.05), top), (0, top)],
            surface(chance),
        )
    if chance.random() < 0.35:
        start, end = height * chance.uniform(0.65, 0.9), height * chance.uniform(0.1, 0.4)
        reach = widest * chance.uniform(1.3, 2.1)
        bend = shapes.spline(
            [(widest * 0.8, start), (reach, start * 0.98), (reach, end * 1.1), (widest * 0.8, end)], 10
        )
        angle = chance.uniform(0, 2 * math.pi)
        shapes.tube(
            "handle",
            [(r * math.cos(angle), r * math.sin(angle), z) for r, z in bend],
            chance.uniform(0.003, 0.008),
            body,
        )
    if chance.random() < 0.4 and not see_through:
        lettered(chance, shapes.around(widest * 1.01, height * 0.5), 0.02)


def carton(chance: random.Random) -> None:
    """Boxes and devices: a rounded box with print, knobs, a screen, perhaps a second box."""
    w, d, h = (chance.uniform(0.04, 0.2) for _ in range(3))
    skin = surface(chance)
    shapes.box("body", (w, d, h), (0, 0, h / 2), skin, chance.choice((0.001, 0.004, 0.012)))
    face = -d / 2 - 0.0006
    if chance.random() < 0.5:
        lettered(chance, lambda x, y: (x, face, y + h * 0.6), min(w, h) * 0.2)
    if chance.random() < 0.4:
        inset = materials.plain("screen", colour(chance), 0.1)
        shapes.box(
            "screen", (w * chance.uniform(0.4, 0.85), 0.002, h * chance.uniform(0.3, 0.8)), (0, face, h / 2), inset
        )
    for _ in range(chance.choice((0, 0, 1, 3))):
        r = chance.uniform(0.004, 0.018)
        knob = shapes.lathe("knob", [(0, 0), (r, 0), (r * 0.9, r), (0, r)], surface(chance))
        knob.rotation_euler = (math.pi / 2, 0, 0)
        knob.location = (chance.uniform(-w / 2, w / 2) * 0.8, face, chance.uniform(0.15, 0.85) * h)
    if chance.random() < 0.3:
        s = chance.uniform(0.4, 0.9)
        shapes.box("top", (w * s, d * s, h * s), (0, 0, h + h * s / 2), surface(chance), 0.003)
    if chance.random() < 0.3:
        reach = chance.uniform(0.03, 0.1)
        path = shapes.spline(
            [(-w * 0.4, 0, h * 0.98), (-w * 0.3, 0, h + reach), (w * 0.3, 0, h + reach), (w * 0.4, 0, h * 0.98)]
        )
        shapes.tube("grip", path, chance.uniform(0.002, 0.007), surface(chance))


def furniture(chance: random.Random) -> None:
    """A seat or top on legs, perhaps a back and rails."""
    w, d, h = chance.uniform(0.08, 0.2), chance.uniform(0.08, 0.14), chance.uniform(0.05, 0.18)
    wood, thick = surface(chance), chance.uniform(0.005, 0.035)
    if chance.random() < 0.4:
        shapes.lathe("seat", [(0, h), (w / 2, h), (w / 2, h + thick), (0, h + thick)], wood)
    else:
        shapes.box("seat", (w, d, thick), (0, 0, h + thick / 2), wood, thick * 0.3)
    legs = surface(chance) if chance.random() < 0.4 else wood
    splay, r = chance.uniform(0.8, 1.25), chance.uniform(0.002, 0.007)
    corners = [(sx * w * 0.4, sy * d * 0.4) for sx in (-1, 1) for sy in (-1, 1)]
    for x, y in corners:
        shapes.tube("leg", [(x, y, h), (x * splay, y * splay, 0)], r, legs)
    if chance.random() < 0.5:
        for (x0, y0), (x1, y1) in ((corners[0], corners[1]), (corners[2], corners[3]), (corners[0], corners[2])):
            z = h * chance.uniform(0.2, 0.6)
            shapes.tube("rail", [(x0, y0, z), (x1, y1, z)], r * 0.8, legs)
    if chance.random() < 0.55:
        tall = chance.uniform(0.05, 0.14)
        if chance.random() < 0.5:
            shapes.box("back", (w, thick, tall), (0, d / 2 - thick / 2, h + thick + tall / 2), wood, thick * 0.3)
        else:
            for i in range(chance.randint(2, 5)):
                x = (i / 4 - 0.5) * w * 0.85
                shapes.tube("spindle", [(x, d * 0.45, h), (x * 1.1, d * 0.5, h + tall)], r * 0.7, legs)
            shapes.tube("rail", [(-w / 2, d * 0.5, h + tall), (w / 2, d * 0.5, h + tall)], r, legs)
    if chance.random() < 0.3:
        for side in (-1, 1):
            shapes.box("arm", (thick, d, h * 0.5), (side * w / 2, 0, h + h * 0.2), wood, thick * 0.3)


def wire(chance: random.Random) -> None:
    """Frames, rings, cables, headphones, wheels: thin things with large openings."""
    skin = surface(chance)
    for _ in range(chance.randint(1, 2)):
        r, x = chance.uniform(0.03, 0.08), chance.uniform(-0.08, 0.08)
        thick = chance.uniform(0.0015, 0.006)
        ring = [
            (x + r * math.cos(a), 0.0, r + thick + r * math.sin(a)) for a in (2 * math.pi * i / 48 for i in range(48))
        ]
        shapes.tube("ring", ring, thick, skin, closed=True)
        if chance.random() < 0.4:
            for i in range(12):
                a = math.pi * i / 6
                shapes.tube("spoke", [(x, 0, r), (x + r * math.cos(a), 0, r + r * math.sin(a))], 0.0005, skin)
    points = [
        (chance.uniform(-0.1, 0.1), chance.uniform(-0.02, 0.02), chance.uniform(0.01, 0.16))
        for _ in range(chance.randint(3, 6))
    ]
    shapes.tube("frame", points if chance.random() < 0.5 else shapes.spline(points), chance.uniform(0.002, 0.008), skin)
    if chance.random() < 0.6:
        x, y, z = points[-1]
        shapes.box("end", (0.04, 0.02, 0.02), (x, y, z), surface(chance), 0.006)


def bag(chance: random.Random) -> None:
    """Bags, cushions, garments lying: a swollen box and straps."""
    w, d, h = chance.uniform(0.1, 0.2), chance.uniform(0.03, 0.1), chance.uniform(0.08, 0.2)
    thing = shapes.box("body", (w, d, h), (0, 0, h / 2), surface(chance), min(w, d, h) * chance.uniform(0.2, 0.48), 8)
    thing.modifiers.new("more", "SUBSURF").render_levels = 2
    rumple(thing, chance, chance.uniform(0.004, 0.02))
    strap = surface(chance)
    if chance.random() < 0.8:
        reach = chance.uniform(0.04, 0.14)
        path = shapes.spline(
            [(-w * 0.35, 0, h * 0.9), (-w * 0.3, 0, h + reach), (w * 0.3, 0, h + reach), (w * 0.35, 0, h * 0.9)], 10
        )
        shapes.tube("strap", path, chance.uniform(0.002, 0.007), strap, flat=chance.choice((1.0, 0.3)))
    if chance.random() < 0.4:
        shapes.box("pocket", (w * 0.6, 0.01, h * 0.4), (0, -d / 2, h * 0.35), strap, 0.004)


def rumple(thing: Any, chance: random.Random, much: float) -> None:
    texture = bpy.data.textures.new("rumple", "CLOUDS")
    texture.noise_scale = chance.uniform(0.03, 0.1)
    push = thing.modifiers.new("rumple", "DISPLACE")
    push.texture, push.strength, push.texture_coords = texture, much, "GLOBAL"


def blob(chance: random.Random) -> None:
    """Soft and animal-like forms, shoes, toys, fruit: a few swollen balls that melt into one."""
    ball = bpy.data.metaballs.new("blob")
    ball.resolution, ball.render_resolution = 0.012, 0.006
    x = -0.07
    for _ in range(chance.randint(2, 6)):
        element = ball.elements.new()
        element.co = (x, chance.uniform(-0.02, 0.02), chance.uniform(0.03, 0.1))
        element.radius = chance.uniform(0.035, 0.08)
        x += chance.uniform(0.02, 0.05)
    ball.threshold = 0.3
    ball.materials.append(surface(chance))
    thing = bpy.data.objects.new("blob", ball)
    bpy.context.collection.objects.link(thing)
    if chance.random() < 0.5:
        shapes.box("sole", (0.2, 0.07, 0.014), (-0.01, 0, 0.012), surface(chance), 0.006)
    for _ in range(chance.choice((0, 0, 2))):
        eye = shapes.lathe("eye", [(0, 0), (0.006, 0.001), (0, 0.008)], surface(chance))
        eye.location, eye.rotation_euler = (chance.uniform(-0.05, 0.05), -0.07, 0.08), (math.pi / 2, 0, 0)


def plant(chance: random.Random) -> None:
    """Leaves and stems from a pot: as many gaps as product."""
    h, r = chance.uniform(0.04, 0.09), chance.uniform(0.03, 0.06)
    shapes.lathe(
        "pot", [(0, 0), (r * 0.75, 0), (r, h), (r * 0.9, h), (r * 0.85, h * 0.9), (0, h * 0.9)], surface(chance)
    )
    green = materials.plain(
        "leaf", (chance.uniform(0.02, 0.15), chance.uniform(0.1, 0.35), chance.uniform(0.02, 0.1)), 0.5
    )
    wide = chance.uniform(0.003, 0.014)
    for _ in range(chance.randint(6, 26)):
        a, lean, tall = chance.uniform(0, 6.3), chance.uniform(0.0, 0.1), chance.uniform(0.06, 0.18)
        path = shapes.spline(
            [
                (0.01 * math.cos(a), 0.01 * math.sin(a), h * 0.85),
                (lean * 0.5 * math.cos(a), lean * 0.5 * math.sin(a), h + tall * 0.6),
                (lean * math.cos(a), lean * math.sin(a), h + tall),
            ],
            6,
        )
        swell = [math.sin(math.pi * (0.15 + 0.82 * i / (len(path) - 1))) for i in range(len(path))]
        shapes.tube("leaf", path, wide, green, swell, flat=0.15)
    if chance.random() < 0.3:
        bloom = materials.plain("bloom", colour(chance), 0.6)
        for _ in range(chance.randint(3, 12)):
            place = Vector((chance.uniform(-0.07, 0.07), chance.uniform(-0.07, 0.07), h + chance.uniform(0.08, 0.2)))
            petal = shapes.lathe("bloom", [(0, 0), (0.012, 0.004), (0.008, 0.012), (0, 0.008)], bloom)
            petal.location = place
            shapes.tube("stalk", [(0, 0, h * 0.8), tuple(place)], 0.001, green)


def cutout_sheet(chance: random.Random) -> None:
    """A garment, tool or toy as an outline with thickness, standing or hung: arms, legs, notches."""
    points, count = [], chance.randint(7, 16)
    spin = chance.uniform(0, 100)
    for i in range(count):
        a = 2 * math.pi * i / count
        r = 0.1 * (
            0.55
            + 0.55 * noise.noise(Vector((math.cos(a) * 1.7 + spin, math.sin(a) * 1.7, spin)))
            + chance.uniform(0, 0.5)
        )
        points.append((r * math.cos(a), 0.11 + r * math.sin(a)))
    outline = [*points, points[0]] if chance.random() < 0.5 else shapes.spline([*points, points[0]], 6)
    shapes.extrude("sheet", outline[:-1], chance.uniform(0.004, 0.05), surface(chance), 0.002)
    if chance.random() < 0.4:
        lettered(chance, lambda x, y: (x, -0.03, y + 0.12), 0.025)


def tool(chance: random.Random) -> None:
    """A long handle with a head: hammers, brushes, lamps, skateboards, spoons; lies or stands at an angle."""
    length, skin = chance.uniform(0.12, 0.24), surface(chance)
    lean = chance.uniform(-0.6, 0.6)
    end = (length * math.sin(lean), 0.0, length * math.cos(lean))
    shapes.tube("handle", [(0, 0, 0), end], chance.uniform(0.003, 0.014), skin)
    head = chance.random()
    if head < 0.4:
        shapes.box("head", tuple(chance.uniform(0.02, 0.1) for _ in range(3)), end, surface(chance), 0.005)
    elif head < 0.75:
        r, tall = chance.uniform(0.02, 0.07), chance.uniform(0.03, 0.1)
        shade = shapes.lathe(
            "shade",
            [(r * chance.uniform(0.3, 1), tall), (r, 0), (r * 0.97, 0.001), (0.003, tall * 0.99)],
            surface(chance),
        )
        shade.location = end
    if chance.random() < 0.6:
        r = chance.uniform(0.03, 0.07)
        shapes.lathe("foot", [(0, 0), (r, 0), (r * 0.95, 0.01), (0, 0.015)], surface(chance))


FAMILIES = (vessel, vessel, carton, carton, furniture, wire, bag, blob, plant, cutout_sheet, tool)


def build(number: int) -> None:
    """The product of that number, the same every time; at times two or three that are sold as one."""
    chance = random.Random(number)
    family = chance.choice(FAMILIES)
    family(chance)
    if chance.random() < 0.12:
        before = set(bpy.context.scene.objects)
        family(chance)
        shift = chance.choice((-1, 1)) * chance.uniform(0.1, 0.16)
        for thing in set(bpy.context.scene.objects) - before:
            thing.location.x += shift
