"""What a server understands of the protocol. No two servers take the same settings, and each says so by a 400.

Sent to every server: https://platform.openai.com/docs/api-reference/chat. `top_k` and `chat_template_kwargs` are of
vLLM, SGLang and llama.cpp; a server that refuses them, or a JSON schema, or a seed, is asked again without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generation import prompts
from generation.contract import Request
from generation.engines.json_schema import schema_of, token_budget
from generation.passages import kind_of

FORMATS = ("json_schema", "json_object", "text")
_EXTRAS = frozenset({"top_k", "chat_template_kwargs"})
_OPTIONAL = ("seed", "temperature", "top_p", "stream_options", *sorted(_EXTRAS))
_FORMAT_COMPLAINT = re.compile(
    r"response_format|json_schema|json_object|\bschema\b|\bgrammar\b|guided|structured", re.I
)
_SYSTEM_COMPLAINT = re.compile(r"system\W{0,3}(?:role|message|prompt)|role\W{0,3}system|roles must alternate", re.I)
# Control words of Mistral's templates; those in angle brackets are broken up in all facts anyway.
_CONTROL_WORDS = ("[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CALLS]", "[AVAILABLE_TOOLS]")
_SEEDS = 2**31  # llama.cpp takes 32 bits, others 63; all take these
_VARIANT_STEP = 7919
_LEAST_TOP_P = 0.001  # vLLM refuses 0


@dataclass(frozen=True, slots=True)
class Dialect:
    """`left_out`: names of settings that the server does not take. `length`: its name for the longest answer."""

    answer_format: str = "json_schema"
    left_out: frozenset[str] = frozenset()
    length: str = "max_tokens"
    knows_system: bool = True

    def messages(self, request: Request) -> list[prompts.Message]:
        messages = prompts.messages_of(request, _CONTROL_WORDS)
        return messages if self.knows_system else prompts.without_system(messages)

    def settings(self, request: Request) -> dict[str, Any]:
        """Everything of the request's body but model, messages and stream."""
        kind, sampling = kind_of(request.brief), request.sampling
        wanted: dict[str, Any] = {
            **self.sampling(request),
            self.length: token_budget(kind),
            "stream_options": {"include_usage": True},
            "chat_template_kwargs": {"enable_thinking": False},  # an answer that must be JSON has no room to think
        }
        if sampling.top_k > 0:
            wanted["top_k"] = sampling.top_k
        if self.answer_format == "json_schema":
            schema = {"name": kind.name, "strict": True, "schema": portable(schema_of(kind, request.brief.channel))}
            wanted["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.answer_format == "json_object":
            wanted["response_format"] = {"type": "json_object"}
        return {name: value for name, value in wanted.items() if name not in self.left_out}

    def sampling(self, request: Request) -> dict[str, Any]:
        """What is sent of the request's sampling. Variants of one brief have seeds of their own."""
        sampling = request.sampling
        wanted = {
            "seed": (sampling.seed + request.variant * _VARIANT_STEP) % _SEEDS,
            "temperature": sampling.temperature,
            "top_p": min(1.0, max(_LEAST_TOP_P, sampling.top_p)),
            "top_k": sampling.top_k,
        }
        return {name: value for name, value in wanted.items() if name not in self.left_out}

    def without(self, complaint: str) -> Dialect | None:
        """The dialect to try after a server's complaint (its words on a 400); None when nothing is left to leave out."""
        named = {name for name in _OPTIONAL if re.search(rf"\b{name}\b", complaint)} - self.left_out
        if self.knows_system and _SYSTEM_COMPLAINT.search(complaint):
            return replace(self, knows_system=False)
        if self.length == "max_tokens" and "max_completion_tokens" in complaint:
            return replace(self, length="max_completion_tokens")
        if named:
            return replace(self, left_out=self.left_out | named)
        if not _FORMAT_COMPLAINT.search(complaint) and not self.left_out >= _EXTRAS:
            return replace(self, left_out=self.left_out | _EXTRAS)
        step = FORMATS.index(self.answer_format) + 1
        return replace(self, answer_format=FORMATS[step]) if step < len(FORMATS) else None


def portable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without its patterns: servers differ in which regular expressions they take, some misread them
    silently. Lengths are told in the prompt and judged by the checks."""

    def plain(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: plain(inner) for name, inner in value.items() if name != "pattern"}
        return value

    properties = {name: plain(spec) for name, spec in schema["properties"].items()}
    return {**schema, "properties": properties}
