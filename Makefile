# `make` lists the targets. Each one sets up what it needs first, which takes no time twice.
.PHONY: help setup guides test nightly mutate mutants check audit bench soak serve lock
.DEFAULT_GOAL := help
PYTHON_IN_VENV := .venv/bin/python
# Tests start a hundred processes: each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
# So would Playwright's driver.
export NODE_COMPILE_CACHE := $(CURDIR)/build/node

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: ## Set up: .venv, the locked packages, a browser, fonts.
	@scripts/setup

WORKERS := $(shell nproc 2>/dev/null || echo 2)
guides: setup ## Run the documented flows and publish their guides. ARGS="--locale ko" selects.
	@.venv/bin/guiderunner guides --workers $(WORKERS) $(ARGS)

# Every test of the tools, and of the scenarios the happy flows in each language, the rest in
# English; pictures are for `make guides` and `make nightly`. Tests wait for browsers and processes
# nearly half of the time, so that three share two cores.
TESTERS := $(shell n=$$(( $(WORKERS) * 3 / 2 )); echo $$(( n > 8 ? 8 : n )))
PYTEST := $(PYTHON_IN_VENV) -m pytest -n $(TESTERS) --dist worksteal
test: setup ## Run the tests. ARGS="-k labels" selects.
	@$(PYTEST) --no-pictures -m "(happy or not (ko or ja)) and not nightly" $(ARGS)

nightly: setup ## Run every test and every scenario in every language, and every defect.
	@HYPOTHESIS_PROFILE=nightly $(PYTEST) $(ARGS)
	@.venv/bin/guiderunner mutate --workers $(WORKERS)

mutate: setup ## Break the mock site on purpose: do scenarios notice? ARGS="--sample 4" takes some.
	@.venv/bin/guiderunner mutate --workers $(WORKERS) $(ARGS)

check: setup ## Check format, lint and types.
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet
	@$(PYTHON_IN_VENV) -m ruff check --quiet
	@$(PYTHON_IN_VENV) -m mypy --strict

audit: setup ## Check the published HTML with the Nu checker, and pictures for secrets by OCR.
	@scripts/audit $(ARGS)
	@$(if $(ARGS),,scripts/audit-pictures)

bench: ## Time guiderunner against hand-written Playwright; writes docs/benchmark.md.
	@scripts/setup --headed
	@$(PYTHON_IN_VENV) -m bench $(ARGS)
	@$(PYTHON_IN_VENV) -m bench.runner
	@$(PYTHON_IN_VENV) -m bench.endurance
	@$(PYTHON_IN_VENV) -m bench.pictures
	@$(PYTHON_IN_VENV) -m bench.site
	@$(PYTHON_IN_VENV) -m bench.rendering

soak: setup ## Run all again and again while browsers and sites are killed (docs/reliability.md).
	@$(PYTHON_IN_VENV) -m bench.soak $(ARGS)

serve: setup ## Serve the mock site, to click through. ARGS="--port 9000" moves it.
	@$(PYTHON_IN_VENV) -m mock_site $(ARGS)

mutants: setup ## Break the code of a room, line by line: ARGS="loader"; none lists the rooms.
	@scripts/mutants $(ARGS)

lock: setup ## Renew requirements.lock. ARGS=--upgrade takes newer releases.
	@scripts/lock $(ARGS)
