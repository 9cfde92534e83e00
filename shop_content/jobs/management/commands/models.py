"""`manage.py models`: what the configured engines need, get it, and see that they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation.engines.registry import directions_of, kinds_of, medium_of
from generation.engines.trial import Trial, try_out
from generation.engines.weights import Weights, download, settings_of, weights_named, weights_of
from generation.errors import GenerationError
from generation.kinds import KINDS
from generation.looking.consistency.contract import Matcher
from generation.looking.consistency.registry import matcher_for
from generation.looking.contract import Looker
from generation.looking.registry import Sense, looker_for
from generation.safety.chosen import guard_for
from generation.safety.model import Guard
from generation.upscaling.chosen import Upscaler, upscaler_for
from shop_content.catalogue.looking.senses import LOOKERS
from shop_content.jobs.engines import ENGINES, MOOD, TRANSLATION

_WITHOUT = "Without weights everything works by TEXT_ENGINE=composer: and IMAGE_ENGINE=studio:"
Loaded = Looker | Matcher | Upscaler | Guard
OTHERS: dict[str, tuple[Callable[[str], Loaded], str]] = {
    "CONSISTENCY_ENGINE": (
        matcher_for,
        "no model compares texts with pictures; colours and amounts are compared without weights",
    ),
    "PICTURE_GUARD": (guard_for, "no model judges painted pictures; a pipeline's own safety checker is heeded"),
    "UPSCALER": (upscaler_for, "no model enlarges; a plain filter does"),
}
WITHOUT_IT = {
    TRANSLATION: "approved texts are not translated; set it to seq2seq:MODEL, for example",
    MOOD: "no mood pictures are made; set it to diffusers:MODEL, a text-to-image model",
}
_UNITS = ("B", "kB", "MB", "GB", "TB")


class Command(BaseCommand):
    help = (
        "Lists the configured engines, what they make and what they need. --download gets missing weights from the hub "
        "and goes on where it was cut off; --check loads every engine and lets it answer one small request."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--download", action="store_true", help="get the weights that are missing")
        parser.add_argument("--check", action="store_true", help="load every engine and let it answer")

    def handle(self, *args: Any, **options: Any) -> None:
        names = [*sorted(set(ENGINES.values()), reverse=True), MOOD, TRANSLATION]  # texts first
        failed = [name for name in names if not self._engine(name, **options)]
        failed += [name for name, sense in LOOKERS.items() if not self._looker(name, sense, **options)]
        failed += [name for name in OTHERS if not self._other(name, **options)]
        if failed:
            raise CommandError(f"Not ready: {', '.join(failed)}. {_WITHOUT}.")

    def _engine(self, name: str, **options: Any) -> bool:
        """Whether all that was asked for went well."""
        setting = str(getattr(settings, name))
        self.stdout.write(f"{name}={setting}")
        if not setting:
            self._say(f"no engine: {WITHOUT_IT[name]}")
            return True
        try:
            models = [weights_of(one) for one in settings_of(setting)]
            self._say(translates(setting) if name == TRANSLATION else makes(setting, name == MOOD))
        except GenerationError as error:
            return self._wrong(error)
        ready = [self._weights(weights, **options) for weights in models]
        return all(ready) and (not options["check"] or self._check(setting, name))

    def _looker(self, name: str, sense: Sense, **options: Any) -> bool:
        """Whether all that was asked for of what looks at photos went well."""
        setting = str(getattr(settings, name)).strip()
        self.stdout.write(f"{name}={setting}")
        if not setting:
            self._say("nobody looks at photos so; colours, ground and sharpness are measured without weights")
            return True
        return self._loads(setting, partial(looker_for, sense), **options)

    def _other(self, name: str, **options: Any) -> bool:
        """As `_looker`, of what compares texts with pictures or enlarges them."""
        setting = str(getattr(settings, name)).strip()
        made, without = OTHERS[name]
        self.stdout.write(f"{name}={setting}")
        if not setting:
            self._say(without)
            return True
        return self._loads(setting, made, **options)

    def _loads(self, setting: str, made: Callable[[str], Loaded], **options: Any) -> bool:
        try:
            engine = made(setting)
            ready = self._weights(weights_named(setting), **options)
            if ready and options["check"]:
                engine.load()
                self._say("loaded")
        except GenerationError as error:
            return self._wrong(error)
        return ready

    def _weights(self, weights: Weights, **options: Any) -> bool:
        self._say(need(weights))
        if options["download"] and not weights.here:
            weights = self._download(weights)
        if weights.problem:
            self._wrong(weights.problem)
            return not (options["download"] or options["check"])
        if not weights.here and not options["check"]:
            self._say(f"get them by: manage.py models --download. {_WITHOUT}")
        return True

    def _download(self, weights: Weights) -> Weights:
        try:
            self._say(f"stored in {download(weights)}")
            return weights_named(weights.setting)
        except GenerationError as error:
            return replace(weights, problem=error)

    def _check(self, setting: str, name: str) -> bool:
        trial = try_out(setting, name == TRANSLATION, inventing=name == MOOD)
        if trial.error:
            return self._wrong(trial.error)
        self._say(took(trial))
        self._say(f"answered: {trial.answer}")
        return True

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")

    def _wrong(self, error: GenerationError) -> bool:
        self.stdout.write(self.style.ERROR(f"  {error.code}: {error.detail or 'no more is known'}"))
        return False


def makes(setting: str, invented: bool) -> str:
    """`invented`: of the engine of pictures without a photo, else of the others."""
    made = {name for name in kinds_of(setting) if KINDS[name].synthetic == invented}
    return f"makes {medium_of(setting)}s: {', '.join(name for name in KINDS if name in made)}"


def translates(setting: str) -> str:
    pairs = ", ".join(f"{source} to {target}" for source, target in sorted(directions_of(setting)))
    return f"translates approved texts: {pairs}"


def need(weights: Weights) -> str:
    """In plain words: what an engine needs, and whether it is here."""
    licence = f"licence {weights.licence}" if weights.licence else "its card names no licence"
    if weights.place == "none":
        return "needs no weights"
    if weights.place == "server":
        return f"asks its server for {weights.name}; needs no weights here"
    if weights.place == "folder":
        return f"weights: the folder {weights.name}, {size(weights.size)}; {licence}"
    where = f"weights: {weights.name} from the hub ({weights.revision})"
    if weights.size is None:
        return f"{where}, not on this machine; size and licence unknown"
    if weights.here:
        return f"{where}, {size(weights.size)}, on this machine; {licence}"
    return f"{where}, {size(weights.size)}, of which {size(weights.missing)} are missing; {licence}"


def took(trial: Trial) -> str:
    gpu = f", {size(trial.gpu_memory)} of the card" if trial.gpu_memory else ""
    times = f"loaded in {trial.loading:.1f} s, answered in {trial.answering:.1f} s"
    return f"{times}; this process has taken up to {size(trial.memory)} of memory{gpu}"


def size(count: int | None) -> str:
    """Bytes as people write them: 8.0 GB."""
    number = float(count or 0)
    for unit in _UNITS:
        if number < 1000 or unit == _UNITS[-1]:
            break
        number /= 1000
    return f"{number:.0f} {unit}" if unit in ("B", "kB") else f"{number:.1f} {unit}"
