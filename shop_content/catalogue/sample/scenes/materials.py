"""Surfaces, all procedural: no picture files. Colours are linear RGB in 0..1; lengths in metres."""

from __future__ import annotations

from typing import Any

import bpy

Colour = tuple[float, float, float]


def srgb(code: str) -> Colour:
    """A web colour such as "#d8c7a9" as linear RGB."""
    values = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return r, g, b


class Surface:
    """A Principled surface and the nodes that feed it."""

    def __init__(self, name: str, **values: Any) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.bsdf = self.tree.nodes["Principled BSDF"]
        self.out = self.tree.nodes["Material Output"]
        for key, value in values.items():
            self.set(key, value)

    def set(self, key: str, value: Any) -> None:
        socket = self.bsdf.inputs[key.replace("_", " ").title().replace("Ior", "IOR")]
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif isinstance(value, tuple) and len(value) == 3 and socket.type == "RGBA":
            socket.default_value = (*value, 1)
        else:
            socket.default_value = value

    def node(self, kind: str, **values: Any) -> bpy.types.Node:
        node = self.tree.nodes.new("ShaderNode" + kind)
        for key, value in values.items():
            if hasattr(node, key) and key not in node.inputs:
                setattr(node, key, value)
                continue
            socket = node.inputs[key.replace("_", " ")] if not key.startswith("in") else node.inputs[int(key[2:])]
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return node

    def coordinates(
        self,
        kind: str = "Object",
        scale: tuple[float, float, float] = (1, 1, 1),
        offset: tuple[float, float, float] = (0, 0, 0),
    ) -> bpy.types.NodeSocket:
        mapping = self.node("Mapping", Scale=scale, Location=offset)
        self.tree.links.new(self.node("TexCoord").outputs[kind], mapping.inputs["Vector"])
        return mapping.outputs[0]

    def noise(self, vector: Any, scale: float, detail: float = 4, roughness: float = 0.5) -> bpy.types.NodeSocket:
        return self.node("TexNoise", Vector=vector, Scale=scale, Detail=detail, Roughness=roughness).outputs["Fac"]

    def ramp(self, factor: Any, stops: list[tuple[float, Colour]]) -> bpy.types.NodeSocket:
        node = self.node("ValToRGB")
        self.tree.links.new(factor, node.inputs[0])
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, colour) in zip(elements, stops, strict=True):
            element.position = position
            element.color = (*colour, 1)
        return node.outputs[0]

    def grey(self, factor: Any, low: float, high: float, start: float = 0, end: float = 1) -> bpy.types.NodeSocket:
        return self.ramp(factor, [(start, (low,) * 3), (end, (high,) * 3)])

    def mix(self, factor: Any, a: Any, b: Any, blend: str = "MIX") -> bpy.types.NodeSocket:
        node = self.node("MixRGB")
        node.blend_type = blend
        for socket, value in zip(node.inputs, (factor, a, b), strict=True):
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = (*value, 1) if isinstance(value, tuple) else value
        return node.outputs[0]

    def bump(self, height: Any, distance: float, strength: float = 1.0, normal: Any = None) -> bpy.types.NodeSocket:
        node = self.node("Bump", Strength=strength, Distance=distance, Height=height)
        if normal is not None:
            self.tree.links.new(normal, node.inputs["Normal"])
        self.set("normal", node.outputs[0])
        return node.outputs[0]


def plain(name: str, colour: Colour, roughness: float = 0.5, **values: Any) -> bpy.types.Material:
    return Surface(name, base_color=colour, roughness=roughness, **values).material


def stoneware(colour: Colour, speckle: Colour, shine: float = 0.32) -> bpy.types.Material:
    """Satin glaze over speckled clay."""
    s = Surface("stoneware", specular=0.5)
    at = s.coordinates()
    cloud = s.noise(at, 30, 5)
    tone = s.mix(s.grey(cloud, 0, 1, 0.3, 0.7), tuple(c * 0.86 for c in colour), colour)
    fine = s.grey(s.noise(at, 1100, 2), 1, 0, 0.30, 0.34)
    coarse = s.grey(s.noise(at, 420, 1), 1, 0, 0.26, 0.285)
    spots = s.mix(1.0, fine, coarse, "ADD")
    s.set("base_color", s.mix(spots, tone, speckle))
    s.set("roughness", s.grey(s.noise(at, 60), shine * 0.8, shine * 1.35, 0.3, 0.7))
    s.bump(s.noise(at, 90, 3), 0.0006, 0.25)
    s.set("clearcoat", 0.25)
    s.set("clearcoat_roughness", 0.15)
    return s.material


def clay(colour: Colour) -> bpy.types.Material:
    """Unglazed, dry: terracotta or a mug's foot."""
    s = Surface("clay", specular=0.2)
    at = s.coordinates()
    patches = s.grey(s.noise(at, 22, 6, 0.65), 0, 1, 0.3, 0.7)
    tone = s.mix(patches, tuple(c * 0.8 for c in colour), tuple(min(1, c * 1.12) for c in colour))
    grains = s.grey(s.noise(at, 900, 2), 0, 1, 0.35, 0.6)
    s.set("base_color", s.mix(grains, tuple(c * 0.7 for c in colour), tone))
    s.set("roughness", 0.85)
    s.bump(s.noise(at, 700, 4, 0.7), 0.0008, 0.5)
    return s.material


def wood(
    light: Colour, dark: Colour, grain: str = "z", scale: float = 1.0, roughness: float = 0.42
) -> bpy.types.Material:
    """Oiled hardwood; the grain runs along the given axis of the object."""
    s = Surface("wood", specular=0.4)
    stretch = {"x": (0.12, 1, 1), "y": (1, 0.12, 1), "z": (1, 1, 0.12)}[grain]
    at = s.coordinates(scale=stretch, offset=(0.13, 0.08, 0.11))  # the pith lies outside the piece, as in sawn timber
    warp = s.node("TexNoise", Vector=at, Scale=7 * scale, Detail=3)
    bent = s.mix(0.035, at, warp.outputs["Color"], "ADD")
    rings = s.node("TexWave", Vector=bent, Scale=26 * scale, Distortion=2.2, Detail=3, wave_type="RINGS")
    rings.rings_direction = grain.upper()
    rings.inputs["Detail Scale"].default_value = 1.2
    bands = s.mix(
        1.0,
        s.grey(rings.outputs["Fac"], 0.05, 0.62, 0.15, 0.95),
        s.grey(s.noise(at, 14 * scale, 3), 0.45, 1, 0.3, 0.7),
        "MULTIPLY",
    )
    fine_at = s.coordinates(scale=tuple(0.04 if v < 1 else 1 for v in stretch))
    fibres = s.noise(fine_at, 420 * scale, 6, 0.7)
    pores = s.grey(s.noise(fine_at, 900 * scale, 3, 0.6), 1, 0, 0.34, 0.42)
    tone = s.mix(bands, light, dark)
    tone = s.mix(s.grey(fibres, 0, 0.55, 0.35, 0.75), tone, tuple(c * 0.62 for c in dark))
    tone = s.mix(s.mix(1.0, pores, (0.5, 0.5, 0.5), "MULTIPLY"), tone, tuple(c * 0.4 for c in dark))
    s.set("base_color", tone)
    s.set("roughness", s.grey(fibres, roughness * 0.85, roughness * 1.3, 0.3, 0.7))
    s.bump(fibres, 0.0004, 0.25)
    return s.material


def brushed(colour: Colour, roughness: float = 0.28, around_z: bool = True) -> bpy.types.Material:
    """Metal with fine lines around z, or along x."""
    s = Surface("brushed metal", base_color=colour, metallic=1.0)
    at = s.coordinates(scale=(1, 1, 60) if around_z else (1, 60, 60))
    lines = s.noise(at, 40, 6, 0.75)
    s.set("roughness", s.grey(lines, roughness * 0.7, roughness * 1.4, 0.3, 0.7))
    s.bump(lines, 0.0001, 0.15)
    s.set("anisotropic", 0.5)
    return s.material


def powder(colour: Colour) -> bpy.types.Material:
    """Powder-coated metal: a fine even grain."""
    s = Surface("powder coat", base_color=colour, specular=0.45, roughness=0.48)
    at = s.coordinates()
    s.bump(s.noise(at, 1900, 2), 0.00025, 0.35)
    return s.material


def weave(colour: Colour, threads: float, light_through: float = 0.0, turns: float = 1.0) -> bpy.types.Material:
    """Linen by UV: u counts turns (of `turns` metres each), v metres; `threads` a metre."""
    s = Surface("weave", specular=0.15, roughness=0.9, sheen=0.3)
    at = s.coordinates("UV", (turns, 1, 1))
    warp = s.node("TexWave", Vector=at, Scale=threads / 20, Distortion=1.2, Detail=2, bands_direction="X").outputs[
        "Fac"
    ]
    weft = s.node("TexWave", Vector=at, Scale=threads / 20, Distortion=1.2, Detail=2, bands_direction="Y").outputs[
        "Fac"
    ]
    slub = s.noise(s.coordinates("UV", (turns * 0.05, 1, 1)), threads / 4, 4, 0.7)
    cloth = s.mix(0.5, warp, weft)
    tone = s.mix(cloth, tuple(c * 0.66 for c in colour), colour)
    tone = s.mix(s.grey(slub, 0, 0.35, 0.45, 0.75), tone, tuple(c * 0.72 for c in colour))
    s.set("base_color", tone)
    s.bump(cloth, 0.0006, 0.6)
    if light_through:
        glow = s.node("BsdfTranslucent", Color=tone)
        both = s.node("MixShader", in0=light_through)
        s.tree.links.new(s.bsdf.outputs[0], both.inputs[1])
        s.tree.links.new(glow.outputs[0], both.inputs[2])
        s.tree.links.new(both.outputs[0], s.out.inputs[0])
    return s.material


def glass(colour: Colour, roughness: float = 0.0, ior: float = 1.47) -> bpy.types.Material:
    """Clear or tinted glass; shadows pass through it, tinted, as caustics are not traced."""
    s = Surface("glass")
    pane = s.node("BsdfGlass", Color=(*colour, 1), Roughness=roughness, IOR=ior)
    shade = s.node("BsdfTransparent", Color=(*(min(1, c * 0.9 + 0.05) for c in colour), 1))
    both = s.node("MixShader", in0=s.node("LightPath").outputs["Is Shadow Ray"])
    s.tree.links.new(pane.outputs[0], both.inputs[1])
    s.tree.links.new(shade.outputs[0], both.inputs[2])
    s.tree.links.new(both.outputs[0], s.out.inputs[0])
    return s.material


def light(colour: Colour, strength: float) -> bpy.types.Material:
    s = Surface("light")
    glow = s.node("Emission", Color=(*colour, 1), Strength=strength)
    s.tree.links.new(glow.outputs[0], s.out.inputs[0])
    return s.material


def paper(colour: Colour) -> bpy.types.Material:
    s = Surface("paper", specular=0.2, roughness=0.8)
    at = s.coordinates()
    s.set("base_color", s.mix(s.grey(s.noise(at, 500, 4), 0, 0.12, 0.4, 0.7), colour, tuple(c * 0.75 for c in colour)))
    s.bump(s.noise(at, 900, 3), 0.0003, 0.2)
    return s.material
