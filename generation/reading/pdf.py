"""The text of a PDF, as lines. Runs as a program of its own, under limits set by its caller.

`python pdf.py FILE PAGES CHARACTERS MEMORY SECONDS` (bytes of address space, seconds of processor) prints one line of JSON:
`{"text": ..., "pages": n, "cut": bool}` or `{"error": code}`. It imports nothing of the project.
"""

from __future__ import annotations

import json
import logging
import re
import resource
import sys
from typing import Any


def confine(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def page_text(page: Any) -> str:
    """As laid out, so that columns stay columns; in the order of the file where the layout cannot be told."""
    try:
        text: str = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except MemoryError:
        raise
    except Exception:
        text = page.extract_text()
    return text


def joined(lines: list[str]) -> list[str]:
    """Lines that a page broke, as the sentences that they are."""
    result: list[str] = []
    for line in lines:
        text = line.strip()
        before = result[-1] if result else ""
        goes_on = (
            text
            and len(before) > 45
            and not re.search(r"\S {2,}\S|[.!?:;。！？：；]$", before)
            and not re.search(r"\S {2,}\S|[:：]", text)
            and (text[0].islower() or (re.match(r"[㐀-鿿，、]", text) and re.search(r"[㐀-鿿，、]$", before)))
        )
        if goes_on:
            glue = "" if re.search(r"[㐀-鿿，、]$", before) else " "
            result[-1] = before[:-1] + text if before.endswith("-") else before + glue + text
        else:
            result.append(text)
    return result


def read(path: str, most_pages: int, most_characters: int) -> dict[str, Any]:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "encrypted"}
        count = len(reader.pages)
    except MemoryError:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        return {"error": "damaged", "detail": repr(error)[:300]}
    if not count:
        return {"error": "no_text"}
    lines: list[str] = []
    size = failed = 0
    for page in reader.pages[:most_pages]:
        try:
            text = page_text(page)
        except MemoryError:
            raise
        except Exception:  # a damaged page fails in many ways; the others may be sound
            failed += 1
            continue
        lines += [*text.splitlines(), ""]
        size += len(text)
        if size > most_characters:
            break
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(joined(lines))).strip().replace("\x00", "")
    if len(re.findall(r"\w", text)) < 10:
        return {"error": "damaged" if failed else "no_text"}
    return {"text": text[:most_characters], "pages": count, "cut": count > most_pages or size > most_characters}


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    pages, characters, memory, seconds = (int(argument) for argument in sys.argv[2:])
    confine(memory, seconds)
    try:
        answer = read(sys.argv[1], pages, characters)
    except MemoryError:
        answer = {"error": "too_heavy"}
    except Exception as error:  # whatever a broken file leads to; the caller says one thing
        answer = {"error": "damaged", "detail": repr(error)[:300]}
    sys.stdout.write(json.dumps(answer) + "\n")
