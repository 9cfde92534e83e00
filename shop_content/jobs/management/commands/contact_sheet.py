"""`manage.py contact_sheet FOLDER SHEET.png`: what the cut-out makes of a folder of photos, to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation.checks.picture import DOUBTFUL
from generation.engines.studio.finder import choose_finder
from generation.errors import GenerationError


class Command(BaseCommand):
    help = "Puts every photo of a folder through cut-out and packshot and draws them side by side on one picture."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="JPEG, PNG and WebP files")
        parser.add_argument("sheet", type=Path, help="the picture to write, .png or .jpg")
        parser.add_argument("--cutout", default=settings.CUTOUT_ENGINE, help="another CUTOUT_ENGINE for this sheet")

    def handle(self, *args: Any, **options: Any) -> None:
        from generation.engines.studio.contact_sheet import draw, entries

        if not options["folder"].is_dir():
            raise CommandError(f"{options['folder']} is no folder.")
        try:
            choose_finder(options["cutout"])
            shown = []
            for entry in entries(options["folder"]):
                sure = entry.cut.confidence.overall if entry.cut else 0.0
                self.stdout.write(
                    f"{sure:.2f} {'doubtful' if sure < DOUBTFUL else 'sure':8} {entry.name} {entry.problem}"
                )
                shown.append(entry)
            draw(shown, DOUBTFUL).save(options["sheet"])
        except GenerationError as error:
            raise CommandError(f"{error.code}: {error.detail}") from error
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['sheet']} cannot be written: {error}") from error
        doubtful = sum(entry.cut is None or entry.cut.confidence.overall < DOUBTFUL for entry in shown)
        self.stdout.write(f"{len(shown)} photos, {doubtful} for a person to look at: {options['sheet']}")
