"""Celadon gaiwan with two cups on a bamboo tray: bowl 9.6 cm across, 120 ml."""

import math

import studio
from materials import Surface, plain, srgb, wood
from shapes import box, fillet, lathe, spline


def celadon() -> "studio.bpy.types.Material":
    """Thick pale-green glaze over porcelain, darker where it is seen at a slant and pools."""
    s = Surface("celadon", specular=0.6, roughness=0.08, clearcoat=0.6, clearcoat_roughness=0.03)
    at = s.coordinates()
    cloud = s.grey(s.noise(at, 28, 4), 0, 1, 0.35, 0.65)
    facing = s.node("LayerWeight", Blend=0.35).outputs["Facing"]
    body = s.mix(cloud, srgb("#a9c4ae"), srgb("#b6cfb9"))
    s.set("base_color", s.mix(s.grey(facing, 0, 0.65, 0.2, 1), body, srgb("#7ea58c")))
    s.bump(s.noise(at, 45, 2), 0.0004, 0.2)
    return s.material


def move(thing, x: float, y: float, z: float = 0, tilt: float = 0):
    thing.location = (x, y, z)
    thing.rotation_euler.x = math.radians(tilt)
    return thing


def bowl(glaze, x: float, y: float, z: float) -> None:
    outer = spline([(0.0195, 0.0065), (0.030, 0.0135), (0.0385, 0.030), (0.0425, 0.046), (0.0478, 0.0565)], 8)
    inner = spline([(0.0466, 0.0572), (0.0410, 0.046), (0.0368, 0.031), (0.028, 0.0155), (0.0, 0.0105)], 8)
    foot = fillet(
        [(0, 0.003, 0), (0.0165, 0.003, 0.001), (0.0175, 0, 0.0008), (0.0205, 0, 0.0008), (0.0198, 0.0066, 0.001)]
    )
    move(lathe("bowl", [*foot, *outer, (0.0474, 0.0574), *inner], glaze, 160), x, y, z)


def lid(glaze, x: float, y: float, z: float, tilt: float = 0) -> None:
    dome = spline([(0.0415, 0.0), (0.036, 0.0085), (0.022, 0.0155), (0.0115, 0.0178)], 8)
    knob = fillet(
        [
            (0.0112, 0.0180, 0),
            (0.0100, 0.0215, 0.001),
            (0.0135, 0.0262, 0.001),
            (0.0122, 0.0272, 0.001),
            (0.0098, 0.0245, 0.001),
            (0, 0.0240, 0),
        ]
    )
    under = [(0.0, 0.0150), (0.021, 0.0128), (0.0345, 0.0063), (0.0402, -0.0006), (0.0415, 0.0)]
    move(lathe("lid", [*under, *dome, *knob], glaze, 160), x, y, z, tilt)


def saucer(glaze, x: float, y: float, z: float) -> None:
    profile = fillet(
        [
            (0, 0.003, 0),
            (0.022, 0.003, 0.001),
            (0.023, 0, 0.001),
            (0.027, 0, 0.001),
            (0.031, 0.005, 0.004),
            (0.0555, 0.0125, 0.006),
            (0.0552, 0.0142, 0.001),
            (0.031, 0.0075, 0.006),
            (0.0215, 0.0070, 0.002),
            (0, 0.0064, 0),
        ]
    )
    move(lathe("saucer", profile, glaze, 160), x, y, z)


def cup(glaze, x: float, y: float, z: float, tea: bool = False) -> None:
    outer = spline([(0.0135, 0.004), (0.0235, 0.010), (0.0298, 0.024), (0.0318, 0.0375)], 8)
    inner = spline([(0.0306, 0.0380), (0.0285, 0.0245), (0.0222, 0.0118), (0.0, 0.0075)], 8)
    foot = fillet(
        [(0, 0.002, 0), (0.0115, 0.002, 0.0006), (0.012, 0, 0.0006), (0.0145, 0, 0.0006), (0.0140, 0.0041, 0.0008)]
    )
    move(lathe("cup", [*foot, *outer, (0.0312, 0.0384), *inner], glaze, 128), x, y, z)
    if tea:
        liquor = plain("tea", srgb("#a9781f"), 0.02, specular=0.6, transmission=0.35)
        move(lathe("tea", [(0, 0.029), (0.0290, 0.029), (0.0298, 0.0294)], liquor), x, y, z)


def gaiwan(open_lid: bool = False) -> None:
    glaze = celadon()
    saucer(glaze, 0, 0, 0)
    bowl(glaze, 0, 0, 0.0068)
    if open_lid:
        lid(glaze, 0.088, -0.045, 0.0006)
    else:
        lid(glaze, 0, 0, 0.0068 + 0.0508)


def tea_set() -> None:
    glaze = celadon()
    bamboo = wood(srgb("#caa268"), srgb("#a97f47"), "x", 1.6, 0.5)
    box("tray", (0.30, 0.17, 0.016), (0.045, -0.008, 0.008), bamboo, 0.005)
    saucer(glaze, -0.02, 0.01, 0.016)
    bowl(glaze, -0.02, 0.01, 0.0228)
    lid(glaze, -0.02, 0.01, 0.0228 + 0.0508)
    cup(glaze, 0.082, 0.030, 0.016, True)
    cup(glaze, 0.118, -0.040, 0.016, True)


SHOTS = {
    "hero": studio.Shot(gaiwan, 0.13, (0, 0, 0.043), 0.46, 0, 17, backdrop=srgb("#e4e1dc")),
    "set": studio.Shot(tea_set, 0.26, (0.045, -0.005, 0.04), 0.9, -8, 24, backdrop=srgb("#dcd8d2")),
    "open": studio.Shot(
        lambda: gaiwan(True), 0.15, (0.028, -0.01, 0.034), 0.56, 10, 36, fstop=11, table=studio.table_stone
    ),
}
