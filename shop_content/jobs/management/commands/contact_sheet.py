"""`manage.py contact_sheet FOLDER SHEET.jpg`: what this server's cut-out makes of a folder of photos, to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Puts every photo of a folder through cut-out, packshot and scenes and draws them side by side on one picture."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="JPEG, PNG and WebP files")
        parser.add_argument("sheet", type=Path, help="the picture to write, .png or .jpg")
        parser.add_argument("--cutout", default=settings.CUTOUT_ENGINE, help="another CUTOUT_ENGINE for this sheet")

    def handle(self, *args: Any, **options: Any) -> None:
        from generation.engines.studio.contact_sheet import main

        if not options["folder"].is_dir():
            raise CommandError(f"{options['folder']} is no folder.")
        if main([str(options["folder"]), str(options["sheet"]), "--cutout", options["cutout"]]):
            raise CommandError(f"{options['sheet']} was not written.")
