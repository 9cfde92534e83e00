# Two commands matter: `make demo` and `make test`. Everything else serves them.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP_ARGS ?=
RUN := .venv/bin/python

.PHONY: demo test lint bench setup messages chromium exiftool clean

demo: setup  ## the whole product on this machine, with a sample shop
	@exec $(RUN) -m shop_content.stack

test: setup chromium exiftool  ## every test, the browser ones included
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: setup
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

bench: setup  ## the figures of README, as ratios
	$(RUN) -m tests.bench

setup: .venv/ready messages

.venv/ready: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is needed (on Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Installing the packages of requirements.txt (about 2 GB; some minutes, once) ..."
	@$(RUN) -m pip install --quiet $(PIP_ARGS) -r requirements.txt
	@touch $@

messages: shop_content/locale/zh_Hans/LC_MESSAGES/django.mo

%.mo: %.po .venv/ready
	$(RUN) -m babel.messages.frontend --quiet compile -i $< -o $@ -l zh_Hans

chromium:
	@sh tests/chromium.sh

exiftool:
	@sh tests/exiftool.sh

clean:  ## removes what the commands above made, the demo's data included
	rm -rf .venv .data staticfiles
