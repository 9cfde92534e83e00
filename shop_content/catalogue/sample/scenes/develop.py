"""Develop a rendered EXR: denoise in linear light, then let Blender put it through the film curve and write a JPEG.

`python develop.py IN.exr OUT.jpg` denoises (needs `pyoidn`, `numpy`, `OpenEXR`) and calls
`blender -b --python develop.py -- CLEAN.exr OUT.jpg`, because the Filmic curve ships with Blender.
"""

import pathlib
import subprocess
import sys


def denoise(source: str, target: str) -> None:
    import numpy
    import OpenEXR
    import pyoidn

    channels = OpenEXR.File(source, separate_channels=True).channels()

    def read(name: str, axes: str) -> "numpy.ndarray":
        layer = next(c[: -len(axes[0])] for c in channels if c.endswith(f".{name}.{axes[0]}"))
        return numpy.ascontiguousarray(
            numpy.stack([channels[layer + axis].pixels for axis in axes], -1), dtype=numpy.float32
        )

    clean = pyoidn.denoise(
        read("Combined", "RGB"),
        albedo=read("Denoising Albedo", "RGB"),
        normal=read("Denoising Normal", "XYZ"),
        hdr=True,
    )
    OpenEXR.File(
        {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage},
        {axis: numpy.ascontiguousarray(clean[..., i]) for i, axis in enumerate("RGB")},
    ).write(target)


def print_film(source: str, target: str, exposure: float) -> None:
    import bpy

    scene = bpy.context.scene
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
    scene.view_settings.exposure = exposure
    scene.render.image_settings.file_format = "JPEG"
    scene.render.image_settings.quality = 88
    image = bpy.data.images.load(source)
    image.colorspace_settings.name = "Linear"
    image.save_render(target, scene=scene)


if "--" in sys.argv:
    arguments = sys.argv[sys.argv.index("--") + 1 :]
    print_film(arguments[0], arguments[1], float(arguments[2]))
else:
    noisy, picture = (str(pathlib.Path(name).resolve()) for name in sys.argv[1:3])
    clean = noisy.removesuffix(".exr") + "-clean.exr"
    denoise(noisy, clean)
    exposure = pathlib.Path(noisy).with_suffix(".exposure").read_text()
    subprocess.run(
        ["blender", "-b", "--factory-startup", "--python", __file__, "--", clean, picture, exposure],  # noqa: S607
        check=True,
        stdout=subprocess.DEVNULL,
    )
