"""A person reviews 200 drafts by keyboard in Chromium: what the server takes for a decision, and the page to the next draft.

`python -m tests.bench.bench_desk [DRAFTS] [OTHERS]` makes a database of its own: a shop with `OTHERS` (10,000) small drafts that wait
behind `DRAFTS` (200) descriptions with facts, claims, a photo and findings. The server is gunicorn as in the Dockerfile (two processes,
threads, a pool of connections); its access log gives the time of every request. In Chromium the keys are pressed as a reviewer presses
them: most drafts are read and approved, some skipped, looked back at, edited, sent back or rejected with a reason. On the page the time
runs from the key to the second frame after the next draft stands there.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.bench.database import ROOT, database

READING_MS = (500, 900)  # how long a draft is looked at
PLAN = {"a": 66, "j": 8, "k": 4, "e": 10, "r": 7, "x": 5}  # keys of a hundred drafts
LOG = "%(m)s %(U)s %(s)s %(D)s"  # method, path, status, microseconds

WORDS = [word for word in (ROOT / "README.md").read_text().split() if word.isalpha()][:400]
CITED = (("f1", "f2"), ("f3",), ("brand",), (), ("f4",), ("f5",), (), ("f6", "f7"))  # by eight sentences
FACTS = (
    ("f1", "material", "stoneware", ""),
    ("f2", "capacity", "350", "ml"),
    ("f3", "colour", "sage green", ""),
    ("f4", "care", "dishwasher and microwave safe", ""),
    ("f5", "foot", "unglazed", ""),
    ("f6", "weight", "410", "g"),
    ("f7", "height", "9", "cm"),
)
# In the page: when a key was pressed, and when the draft that it led to had been painted.
WATCH = """
window.steps = [];
let pressed = 0;
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-desk-root]");
  if (!root) return;
  new MutationObserver(() => {
    const start = pressed;
    if (!start) return;
    pressed = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => window.steps.push(performance.now() - start)));
  }).observe(root, { childList: true });
});
"""


def main(drafts: int, others: int) -> None:
    with database("bench_desk"):
        member = _shop(drafts, others)
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "access.log"
            with _server(log) as address:
                started = time.perf_counter()
                seen = _review(member, address, drafts)
                took = time.perf_counter() - started
            _report(drafts, took, seen, log)


def _shop(drafts: int, others: int) -> Any:
    from django.core.files.base import ContentFile
    from django.db import connection
    from PIL import Image as Picture

    from generation.contract import Claim, Finding, Provenance
    from shop_content.catalogue.facts import facts_of
    from shop_content.catalogue.models import Image, Photo
    from shop_content.drafts import actions
    from shop_content.drafts.models import Draft
    from tests.drafts import many
    from tests.factories import MemberFactory, ProductFactory

    member = MemberFactory()
    many.drafts(member.shop_id, others)
    Draft.objects.filter(shop_id=member.shop_id).update(score=1.0, rank=0)
    picture = BytesIO()
    Picture.new("RGB", (800, 800), (190, 200, 180)).save(picture, "JPEG")
    image = Image(shop=member.shop, sha256="0" * 64, media_type="image/jpeg", width=800, height=800, size=9)
    image.file.save("a.jpg", ContentFile(picture.getvalue()), save=False)
    image.thumbnail.save("a.webp", ContentFile(picture.getvalue()), save=False)
    image.save()
    facts = [{"id": pk, "key": key, "value": value, "unit": unit, "source": "person"} for pk, key, value, unit in FACTS]
    for number in range(drafts + drafts // 10):
        product = ProductFactory(shop=member.shop, title=f"Stoneware Mug {number}", facts=facts, next_fact=8)
        Photo.objects.create(product=product, image=image)
        draft = actions.open_draft(member.shop_id, product.pk, "description", "en")
        for job in (1, 2):  # an earlier version, and the one under review
            text, claims = _text(10 * number + job)
            actions.add_version(
                draft.pk,
                fields={"description": text},
                claims=[Claim("description", 0, start, end, cited) for start, end, cited in claims],
                findings=[Finding("claims.uncited", "warning", "description", 0, *claims[-1][:2], {"text": "Tea"})],
                provenance=Provenance(
                    engine="transformers:small", model="small", tokens_in=900, tokens_out=160, seconds=2.5
                ),
                scores={"total": 0.7, "fidelity": 0.9, "readability": 0.6},
                facts=facts_of(product),
                source_hash="0" * 64,
                job_id=None,
            )
    blocked = Draft.objects.filter(shop_id=member.shop_id, errors__gt=0)
    if blocked.exists():
        raise SystemExit(
            f"{blocked.count()} drafts have errors: {list(blocked[0].newest.findings.values('rule', 'params'))}"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return member


def _text(number: int) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
    """Eight sentences like nobody else's, each with its place and what it cites: texts that repeat one another cannot be approved."""
    chance = random.Random(number)
    text, claims = "", []
    for cited in CITED:
        sentence = f"The mug {' '.join(chance.choices(WORDS, k=13))}."
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        claims.append((start, len(text), cited))
    return text, claims


@contextmanager
def _server(log: Path) -> Iterator[str]:
    """The web as the Dockerfile starts it, on a free port."""
    from django.conf import settings
    from django.db import connection

    from shop_content.processes import answers, die_with_parent, listen

    listener = listen(8800)
    environment = {
        **os.environ,
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "DATABASE_POOL": "8",
        "DEBUG": "",
        "LOG_LEVEL": "WARNING",
        "SHOP_DATA": str(settings.DATA_DIR),
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "shop_content.wsgi",
        "--bind",
        f"fd://{listener.fileno()}",
        "--workers",
        "2",
    ]
    command += ["--worker-class", "gthread", "--threads", "8", "--no-control-socket", "--log-level", "warning"]
    command += ["--access-logfile", str(log), "--access-logformat", LOG]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        pass_fds=(listener.fileno(),),
        preexec_fn=die_with_parent,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        while not answers(f"{address}/healthz"):
            if process.poll() is not None:
                raise SystemExit("the web server did not start")
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        listener.close()


def _review(member: Any, address: str, drafts: int) -> dict[str, list[float]]:
    """Milliseconds from the key to the next draft on the page, by key."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import ARGUMENTS, executable

    keys = random.Random(1).choices([*PLAN], weights=[*PLAN.values()], k=10 * drafts)
    seen: dict[str, list[float]] = defaultdict(list)
    cookie = _session(member, address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        context.add_init_script(WATCH)
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{address}/shops/{member.shop_id}/drafts/next/?kind=description")
        page.wait_for_load_state("networkidle")
        decided = 0
        for key in keys:
            page.wait_for_timeout(random.uniform(*READING_MS))
            if decided == drafts:
                break
            name = _press(page, key)
            if name:
                seen[name].append(page.evaluate("window.steps.at(-1)"))
                decided += name not in ("next", "back", "save")
        browser.close()
    return seen


def _press(page: Any, key: str) -> str:
    """What was done; "" where nothing stands before the first draft, or after the last."""
    if key == "k" and not page.evaluate("document.querySelector('[data-desk]').dataset.before"):
        return ""
    if key == "a" and page.evaluate("Number(document.querySelector('[data-sheet]:not([hidden])').dataset.errors)"):
        key = "r"  # what was edited met the real checks: it goes back
    if key == "j" and not page.evaluate("document.querySelector('[data-desk]').dataset.after"):
        return ""
    if key == "e":
        page.keyboard.press("e")
        page.keyboard.type(" Comes in a box.", delay=15)
        _and_wait(page, "Control+s")
        return "save"
    if key in "rx":
        page.keyboard.press(key)
        page.keyboard.type("Say more about the glaze.", delay=15)
        _and_wait(page, "Control+Enter")
    else:
        _and_wait(page, key)
    return {"a": "approve", "j": "next", "k": "back", "r": "changes", "x": "reject"}[key]


def _and_wait(page: Any, key: str) -> None:
    before = page.evaluate("window.steps.length")
    page.keyboard.press(key)
    said = ""
    for _wait in range(400):  # wait_for_function would want 'unsafe-eval', which the pages refuse
        page.wait_for_timeout(50)
        if page.evaluate("window.steps.length") > before:
            return
        said = page.locator("[data-toasts]").inner_text() or said
    raise SystemExit(f"nothing came after {key} on {page.url}: {said}")


def _session(member: Any, address: str) -> Any:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(member.user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": address}


def _report(drafts: int, took: float, seen: dict[str, list[float]], log: Path) -> None:
    print(f"{drafts} drafts in {took:.0f} s of keys and reading; load of the machine {os.getloadavg()[0]:.1f}")
    print("on the page, from the key to the second frame with the next draft, ms:")
    for name, times in sorted(seen.items()):
        print(f"  {name:10} {_quantiles(times)}")
    requests = defaultdict(list)
    for line in log.read_text().splitlines():
        method, path, status, micros = line.split()
        what = re.sub(r"/\d+", "/N", path)
        requests[f"{method} {what} {status}"].append(int(micros) / 1000)
    decisions = [
        ms for name, times in requests.items() if re.search(r"(approve|changes|reject)/ 200", name) for ms in times
    ]
    print(f"at the server, ms: a decision {_quantiles(decisions)}")
    for name, times in sorted(requests.items(), key=lambda item: -sum(item[1])):
        if len(times) >= 5:
            print(f"  {name:50} {_quantiles(times)}")


def _quantiles(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    return f"p50 {statistics.median(times):6.1f}   p95 {cuts[18]:6.1f}   most {max(times):6.1f}   of {len(times)}"


if __name__ == "__main__":
    main(*(int(text) for text in (*sys.argv[1:], *("200", "10000")[len(sys.argv) - 1 :])))
