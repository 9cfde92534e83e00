"""Turns a setting into a reader: one instance per task, setting and process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal, cast

from generation.errors import Refused
from generation.reading.contract import FactReader, IntentReader, LanguageReader, SentimentReader, TopicReader

Task = Literal["facts", "language", "sentiment", "topics", "intent"]
TASKS: tuple[Task, ...] = ("facts", "language", "sentiment", "topics", "intent")
_PLACES: dict[str, dict[Task, tuple[str, str]]] = {
    "embedded": {
        "facts": ("facts.reader", "EmbeddedFacts"),
        "language": ("language", "EmbeddedLanguage"),
        "sentiment": ("sentiment", "EmbeddedSentiment"),
        "topics": ("topics", "EmbeddedTopics"),
        "intent": ("intent", "EmbeddedIntent"),
    },
    "transformers": {
        "facts": ("pipelines.facts", "TransformersFacts"),
        "language": ("pipelines.language", "TransformersLanguage"),
        "sentiment": ("pipelines.sentiment", "TransformersSentiment"),
        "topics": ("pipelines.topics", "TransformersTopics"),
        "intent": ("pipelines.intent", "TransformersIntent"),
    },
}
_readers: dict[tuple[Task, str], Any] = {}
_lock = threading.Lock()


def is_embedded(setting: str) -> bool:
    """Whether it answers in milliseconds and without weights, so that a page may wait for it."""
    return setting.strip().lower() == "embedded:"


def reader_for(task: Task, setting: str) -> Any:
    """The process's reader, not loaded yet. Raises `Refused("reader.unknown" | "engine.setting")`."""
    setting = setting.strip()
    scheme = setting.partition(":")[0].lower()
    if ":" not in setting or scheme not in _PLACES:
        raise Refused("reader.unknown", f"{setting!r} names no reader; use embedded: or transformers:MODEL")
    with _lock:
        if (task, setting) not in _readers:
            module, name = _PLACES[scheme][task]
            make = getattr(import_module(f"generation.reading.{module}"), name)
            _readers[task, setting] = cast(Callable[[str], Any], make)(setting)
        return _readers[task, setting]


def facts_by(setting: str) -> FactReader:
    return cast(FactReader, reader_for("facts", setting))


def language_by(setting: str) -> LanguageReader:
    return cast(LanguageReader, reader_for("language", setting))


def sentiment_by(setting: str) -> SentimentReader:
    return cast(SentimentReader, reader_for("sentiment", setting))


def topics_by(setting: str) -> TopicReader:
    return cast(TopicReader, reader_for("topics", setting))


def intent_by(setting: str) -> IntentReader:
    return cast(IntentReader, reader_for("intent", setting))
