"""A real server of the chat completions protocol, a process of its own: `python -m tests.generation.engines.chat_server
FOLDER PORT`.

It runs the causal model of FOLDER, streams, holds answers to the JSON schema that it is given, and samples by seed. It
shares no code with the engine that the tests ask it through. `POST /rules` makes it misbehave as real servers do;
`GET /seen` tells what it was asked.

Rules: `statuses` ([[status, headers, body], ...], one for each of the next requests), `formats` (response formats that
it takes), `fields` (names that it refuses with a 400), `key` (that it wants), `token_seconds` (pause before each token),
`hang` (it never answers), `garbage` (it sends what is no JSON), `cut` (tokens after which it says "length"), `breaks`
(tokens after which it drops the connection), `endless` (it ends without a finish reason), `refusal` (what it says instead),
`filtered` (its filter stops the answer), `wraps` ([before, after] what it says around its JSON).
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Model:
    """One token of one answer at a time, so that answers to several requests grow side by side."""

    def __init__(self, folder: str) -> None:
        import llguidance.hf
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        torch.set_num_threads(1)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModelForCausalLM.from_pretrained(folder).eval()
        self.grammar_tokenizer = llguidance.hf.from_tokenizer(self.tokenizer)
        self.fingerprint = "fp_" + hashlib.sha256((Path(folder) / "model.safetensors").read_bytes()).hexdigest()[:10]
        self.lock = threading.Lock()

    def prompt(self, body: dict[str, Any]) -> list[int]:
        text = self.tokenizer.apply_chat_template(body["messages"], tokenize=False, add_generation_prompt=True)
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def tokens(self, body: dict[str, Any], prompt: list[int]) -> Iterator[int]:
        """Up to `max_tokens` ids, the end token among them when it comes."""
        import torch

        matcher = self._matcher(body.get("response_format") or {})
        dice = torch.Generator().manual_seed(int(body.get("seed") or 0))
        ids, memory = torch.tensor([prompt]), None
        for _ in range(int(body.get("max_tokens") or body.get("max_completion_tokens") or 256)):
            with self.lock, torch.inference_mode():
                out = self.model(input_ids=ids, past_key_values=memory, use_cache=True)
            memory = out.past_key_values
            token = self._chosen(out.logits[0, -1].float(), matcher, body, dice)
            yield token
            if token == self.tokenizer.eos_token_id:
                return
            if matcher:
                matcher.consume_token(token)
            ids = torch.tensor([[token]])

    def _matcher(self, wanted: dict[str, Any]) -> Any:
        import llguidance

        schema: Any = {"type": "object"}
        if wanted.get("type") == "json_schema":
            schema = wanted["json_schema"]["schema"]
        elif wanted.get("type") != "json_object":
            return None
        grammar = llguidance.LLMatcher.grammar_from_json_schema(schema, defaults={"whitespace_flexible": False})
        return llguidance.LLMatcher(self.grammar_tokenizer, grammar, log_level=0)

    def _chosen(self, scores: Any, matcher: Any, body: dict[str, Any], dice: Any) -> int:
        import llguidance.numpy
        import numpy as np
        import torch

        if matcher and not matcher.is_stopped():
            mask = llguidance.numpy.allocate_token_bitmask(1, self.grammar_tokenizer.vocab_size)
            llguidance.numpy.fill_next_token_bitmask(matcher, mask, 0)
            allowed = np.unpackbits(mask.view(np.uint8), bitorder="little")[: len(scores)].astype(bool)
            scores = scores.masked_fill(~torch.from_numpy(allowed), float("-inf"))
        elif matcher:
            return int(self.tokenizer.eos_token_id)
        temperature = float(body.get("temperature", 1))
        if temperature == 0:
            return int(scores.argmax())
        ordered, tokens = (scores / temperature).sort(descending=True)
        chances = ordered.softmax(-1)
        chances[chances.cumsum(-1) - chances >= float(body.get("top_p", 1))] = 0
        if body.get("top_k"):
            chances[int(body["top_k"]) :] = 0
        return int(tokens[torch.multinomial(chances, 1, generator=dice)])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server
    counted = False

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/seen":
            self._json(200, self.server.seen)
        elif self.path == "/v1/models":
            self._json(200, {"object": "list", "data": [{"id": "tiny", "object": "model"}]})
        else:
            self._json(404, {"error": {"message": f"no {self.path}"}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/rules":
            self.server.rules, self.server.seen = body, []
            self._json(200, {})
        elif self.path == "/v1/chat/completions":
            with self.server.counting:
                self.server.asked_now += 1
                self.counted = True
                seen = {
                    "body": body,
                    "key": self.headers.get("authorization", ""),
                    "at": time.monotonic(),
                    "together": self.server.asked_now,
                    "ended": "",
                }
                self.server.seen.append(seen)
            try:
                self._complete(body, seen)
            except OSError:
                seen["ended"] = "hung up"
                self.close_connection = True
            finally:
                self._answered()
        else:
            self._json(404, {"error": {"message": f"no {self.path}"}})

    def _answered(self) -> None:
        """The request is no longer counted: before its last event, for whoever has that may ask the next at once."""
        with self.server.counting:
            self.server.asked_now -= self.counted
            self.counted = False

    def _complete(self, body: dict[str, Any], seen: dict[str, Any]) -> None:
        if refusal := self._refusal(body):
            status, headers, said = refusal
            seen["ended"] = f"answered {status}"
            self._json(status, said, headers)
            return
        rules = self.server.rules
        while rules.get("hang"):
            time.sleep(0.05)
            rules = self.server.rules
        self._stream(body, seen, rules)

    def _refusal(self, body: dict[str, Any]) -> tuple[int, dict[str, str], Any] | None:
        rules = self.server.rules
        key = self.headers.get("authorization", "").removeprefix("Bearer ")
        if rules.get("key") and key != rules["key"]:
            return 401, {}, {"error": {"message": f"Incorrect API key provided: {key}", "code": "invalid_api_key"}}
        with self.server.counting:
            if rules.get("statuses"):
                status, headers, said = rules["statuses"].pop(0)
                return status, headers, said
        if body["model"] != "tiny":
            return (
                404,
                {},
                {"error": {"message": f"The model {body['model']} does not exist", "code": "model_not_found"}},
            )
        for name in rules.get("fields", ()):
            if name in body:
                return 400, {}, {"error": {"message": f"Unrecognized request argument supplied: {name}", "param": None}}
        wanted = (body.get("response_format") or {"type": "text"})["type"]
        if wanted not in rules.get("formats", ("json_schema", "json_object", "text")):
            said = f"This response_format type is unavailable now: {wanted}"
            return 400, {}, {"error": {"message": said, "param": "response_format"}}
        if len(self.server.model.prompt(body)) > 4000:
            return 400, {}, {"error": {"message": "This model's maximum context length is 4096 tokens.", "code": 400}}
        return None

    def _stream(self, body: dict[str, Any], seen: dict[str, Any], rules: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        if rules.get("garbage"):
            self._chunk(b'data: {"choices": [\n\n')
        before, after = rules.get("wraps", ("", ""))
        prompt = self.server.model.prompt(body)
        tokens: list[int] = []
        told, finish = "", "length"
        self._event(body, {"role": "assistant", "content": before})
        if rules.get("refusal"):
            self._event(body, {"refusal": rules["refusal"]})
            finish = "stop"
        else:
            for token in self.server.model.tokens(body, prompt):
                time.sleep(rules.get("token_seconds", 0))
                if token == self.server.model.tokenizer.eos_token_id:
                    finish = "stop"
                    break
                tokens.append(token)
                text = self.server.model.tokenizer.decode(tokens)
                if not text.endswith("\ufffd"):
                    self._event(body, {"content": text[len(told) :]})
                    told = text
                if len(tokens) == rules.get("breaks"):
                    seen["ended"] = "broke off"
                    self.close_connection = True
                    return
                if len(tokens) == rules.get("cut"):
                    break
        if after:
            self._event(body, {"content": after})
        self._answered()
        if not rules.get("endless"):
            self._event(body, {}, "content_filter" if rules.get("filtered") else finish)
            usage = {"prompt_tokens": len(prompt), "completion_tokens": len(tokens), "total_tokens": 0}
            self._send(body, {"choices": [], "usage": usage})
            self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")
        seen["ended"] = finish

    def _event(self, body: dict[str, Any], delta: dict[str, str], finish: str | None = None) -> None:
        self._send(body, {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _send(self, body: dict[str, Any], more: dict[str, Any]) -> None:
        event = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": body["model"],
            "system_fingerprint": self.server.model.fingerprint,
            **more,
        }
        self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _json(self, status: int, said: Any, headers: dict[str, str] | None = None) -> None:
        data = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: str, port: int) -> None:
        self.model = Model(folder)
        self.rules: dict[str, Any] = {}
        self.seen: list[dict[str, Any]] = []
        self.counting = threading.Lock()
        self.asked_now = 0
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


if __name__ == "__main__":
    Server(sys.argv[1], int(sys.argv[2])).serve_forever()
