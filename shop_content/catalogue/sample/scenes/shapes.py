"""Solids that products are made of. Lengths in metres, z up, the product stands on z = 0."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import bmesh
import bpy
from mathutils import Vector

Point = tuple[float, float]


def fillet(corners: Sequence[tuple[float, float, float]], steps: int = 6) -> list[Point]:
    """A polyline (r, z, radius of the rounding) with its inner corners turned into arcs of `steps` pieces."""
    points: list[Point] = []
    for index, (x, y, radius) in enumerate(corners):
        if radius <= 0 or index in (0, len(corners) - 1):
            points.append((x, y))
            continue
        here = Vector((x, y))
        before, after = Vector(corners[index - 1][:2]) - here, Vector(corners[index + 1][:2]) - here
        reach = min(radius, before.length * 0.49, after.length * 0.49)
        start, end = here + before.normalized() * reach, here + after.normalized() * reach
        for step in range(steps + 1):
            t = step / steps
            point = start * (1 - t) ** 2 + here * 2 * t * (1 - t) + end * t**2
            points.append((point.x, point.y))
    return points


def spline(points: Sequence[tuple[float, ...]], steps: int = 8) -> list[tuple[float, ...]]:
    """Catmull-Rom curve through the points, any dimension."""
    padded = [points[0], *points, points[-1]]
    curve: list[tuple[float, ...]] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*curve, tuple(points[-1])]


def add(name: str, mesh: bpy.types.Mesh, material: bpy.types.Material, smooth_degrees: float = 35) -> bpy.types.Object:
    mesh.materials.append(material)
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    mesh.use_auto_smooth = True
    mesh.auto_smooth_angle = math.radians(smooth_degrees)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(thing)
    return thing


def lathe(
    name: str,
    profile: Sequence[Point],
    material: bpy.types.Material,
    segments: int = 128,
    wobble: Callable[[float, float], float] | None = None,
) -> bpy.types.Object:
    """Turn a profile of (r, z) around z. `wobble(angle, z)` multiplies the radius. UV: turns, length along the profile in metres."""
    mesh = bpy.data.meshes.new(name)
    body = bmesh.new()
    rings: list[list[bmesh.types.BMVert]] = []
    lengths = [0.0]
    for (r0, z0), (r1, z1) in pairwise(profile):
        lengths.append(lengths[-1] + math.hypot(r1 - r0, z1 - z0))
    for r, z in profile:
        if r < 1e-6:
            rings.append([body.verts.new((0, 0, z))])
            continue
        ring = []
        for index in range(segments):
            angle = 2 * math.pi * index / segments
            radius = r * (wobble(angle, z) if wobble else 1)
            ring.append(body.verts.new((radius * math.cos(angle), radius * math.sin(angle), z)))
        rings.append(ring)
    uv = body.loops.layers.uv.new()
    for row, (low, high) in enumerate(pairwise(rings)):
        for index in range(segments):
            following = (index + 1) % segments
            u0, u1 = index / segments, (index + 1) / segments
            v0, v1 = lengths[row], lengths[row + 1]
            if len(low) == 1 and len(high) == 1:
                continue
            if len(low) == 1:
                corners = [(low[0], u0, v0), (high[following], u1, v1), (high[index], u0, v1)]
            elif len(high) == 1:
                corners = [(low[index], u0, v0), (low[following], u1, v0), (high[0], u0, v1)]
            else:
                corners = [
                    (low[index], u0, v0),
                    (low[following], u1, v0),
                    (high[following], u1, v1),
                    (high[index], u0, v1),
                ]
            face = body.faces.new([vertex for vertex, _, _ in corners])
            for loop, (_, u, v) in zip(face.loops, corners, strict=True):
                loop[uv].uv = (u, v)
    bmesh.ops.recalc_face_normals(body, faces=body.faces)
    body.to_mesh(mesh)
    body.free()
    return add(name, mesh, material)


def box(
    name: str,
    size: tuple[float, float, float],
    centre: tuple[float, float, float],
    material: bpy.types.Material,
    radius: float = 0.002,
    segments: int = 5,
) -> bpy.types.Object:
    """A box with rounded edges of `radius`."""
    mesh = bpy.data.meshes.new(name)
    body = bmesh.new()
    bmesh.ops.create_cube(body, size=1)
    bmesh.ops.scale(body, vec=size, verts=body.verts)
    body.to_mesh(mesh)
    body.free()
    thing = add(name, mesh, material, smooth_degrees=50)
    thing.location = centre
    bevel(thing, radius, segments)
    return thing


def bevel(thing: bpy.types.Object, radius: float, segments: int = 4, angle: float = 30) -> None:
    modifier = thing.modifiers.new("bevel", "BEVEL")
    modifier.width = radius
    modifier.segments = segments
    modifier.limit_method = "ANGLE"
    modifier.angle_limit = math.radians(angle)
    modifier.harden_normals = True


def subtract(thing: bpy.types.Object, cutter: bpy.types.Object) -> None:
    modifier = thing.modifiers.new("cut", "BOOLEAN")
    modifier.operation = "DIFFERENCE"
    modifier.object = cutter
    cutter.hide_render = True


def extrude(
    name: str, outline: Sequence[Point], depth: float, material: bpy.types.Material, radius: float = 0.003
) -> bpy.types.Object:
    """An outline in x-z, pulled along y to `depth`, centred, with rounded edges."""
    mesh = bpy.data.meshes.new(name)
    body = bmesh.new()
    front = [body.verts.new((x, -depth / 2, z)) for x, z in outline]
    back = [body.verts.new((x, depth / 2, z)) for x, z in outline]
    body.faces.new(front)
    body.faces.new(list(reversed(back)))
    for index in range(len(outline)):
        following = (index + 1) % len(outline)
        body.faces.new([front[following], front[index], back[index], back[following]])
    bmesh.ops.recalc_face_normals(body, faces=body.faces)
    body.to_mesh(mesh)
    body.free()
    thing = add(name, mesh, material, smooth_degrees=40)
    bevel(thing, radius, 5, angle=50)
    return thing


def tube(
    name: str,
    path: Sequence[tuple[float, ...]],
    radius: float,
    material: bpy.types.Material,
    radii: Sequence[float] | None = None,
    closed: bool = False,
    flat: float = 1.0,
) -> bpy.types.Object:
    """A round bar along a path; `radii` multiply the radius point by point; `flat` < 1 makes it a strap."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "3D"
    curve.use_fill_caps = True
    if flat == 1.0:
        curve.bevel_depth = radius
        curve.bevel_resolution = 10
    else:
        section = bpy.data.curves.new(name + " section", "CURVE")
        section.dimensions = "2D"
        ring = section.splines.new("POLY")
        ring.points.add(31)
        for index, point in enumerate(ring.points):
            angle = 2 * math.pi * index / 32
            point.co = (radius * math.cos(angle), radius * flat * math.sin(angle), 0, 1)
        ring.use_cyclic_u = True
        holder = bpy.data.objects.new(name + " section", section)
        bpy.context.collection.objects.link(holder)
        curve.bevel_mode = "OBJECT"
        curve.bevel_object = holder
    line = curve.splines.new("POLY")
    line.points.add(len(path) - 1)
    for index, (point, place) in enumerate(zip(line.points, path, strict=True)):
        point.co = (*place, 1)
        point.radius = radii[index] if radii else 1
    line.use_cyclic_u = closed
    line.use_smooth = True
    curve.materials.append(material)
    thing = bpy.data.objects.new(name, curve)
    bpy.context.collection.objects.link(thing)
    return thing


def lettering(
    text: str,
    size: float,
    material: bpy.types.Material,
    place: Callable[[float, float], tuple[float, float, float]],
    font: str = "",
    spacing: float = 1.0,
) -> bpy.types.Object:
    """Flat letters, centred on (0, 0), each point carried to `place(x, y)`: a label on any surface."""
    curve = bpy.data.curves.new(text, "FONT")
    curve.body = text
    curve.size = size
    curve.align_x = "CENTER"
    curve.align_y = "CENTER"
    curve.space_character = spacing
    curve.resolution_u = 6
    if font:
        curve.font = bpy.data.fonts.load(font)
    holder = bpy.data.objects.new(text, curve)
    bpy.context.collection.objects.link(holder)
    bpy.context.view_layer.update()
    mesh = bpy.data.meshes.new_from_object(holder.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(holder)
    for vertex in mesh.vertices:
        vertex.co = place(vertex.co.x, vertex.co.y)
    mesh.materials.clear()
    mesh.materials.append(material)
    thing = bpy.data.objects.new(text, mesh)
    bpy.context.collection.objects.link(thing)
    return thing


def around(
    radius: float, z: float, facing: float = -math.pi / 2
) -> Callable[[float, float], tuple[float, float, float]]:
    """Places lettering on a standing cylinder, centred at the angle `facing` (default: towards -y, the camera)."""

    def place(x: float, y: float) -> tuple[float, float, float]:
        angle = facing + x / radius
        return radius * math.cos(angle), radius * math.sin(angle), z + y

    return place


def band(
    name: str, radius: float, low: float, high: float, half_turn: float, material: bpy.types.Material
) -> bpy.types.Object:
    """A sheet of paper around a standing cylinder, `half_turn` radians to either side of -y, corners rounded."""
    mesh = bpy.data.meshes.new(name)
    body = bmesh.new()
    columns, rows = 64, 24
    corner = min(0.003, (high - low) / 4)
    grid = []
    for column in range(columns + 1):
        across = (column / columns * 2 - 1) * half_turn
        edge = (half_turn - abs(across)) * radius
        inset = corner - math.sqrt(max(0.0, corner**2 - (corner - edge) ** 2)) if edge < corner else 0.0
        line = []
        for row in range(rows + 1):
            z = low + inset + (high - low - 2 * inset) * row / rows
            angle = -math.pi / 2 + across
            line.append(body.verts.new((radius * math.cos(angle), radius * math.sin(angle), z)))
        grid.append(line)
    for left, right in pairwise(grid):
        for row in range(rows):
            body.faces.new([left[row], right[row], right[row + 1], left[row + 1]])
    body.to_mesh(mesh)
    body.free()
    return add(name, mesh, material)
