# Encore: one command for each thing. Everything that running writes goes to DATA_DIR (default var/).
SHELL := /bin/bash
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run setup build test audit bench storm types format pictures clean planted storms seeds line fuzz

help:            ## what there is
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 16

run: setup       ## set up what is missing, then serve web, workers and scheduler (PORT=8000 DATA_DIR=var)
	@exec $(PYTHON) -m config.run

setup: build     ## set up without running: Python side, front end
	@echo "· set up"

build:           ## build the front end, where anything changed
	@scripts/python.sh run
	@scripts/frontend.sh build

test:            ## set up, then run every check and every test
	@scripts/python.sh dev
	@scripts/test.sh

bench:           ## measure, each figure beside its floor, into docs/bench.md (25 minutes; a part: .venv/bin/python -m bench --only NAME --write)
	@scripts/python.sh dev
	@scripts/frontend.sh build
	@$(PYTHON) -m bench

storm:           ## send visits through every fault at once, then check what is left (SEED=1 PHONES=200 VISITS=5000 DB=sqlite|postgres)
	@scripts/python.sh dev
	@$(PYTHON) -m storm --seed $(or $(SEED),1) --phones $(or $(PHONES),200) --visits $(or $(VISITS),5000) --db $(or $(DB),sqlite) $(if $(WRITE),--write)

fuzz:            ## knock at every door of the API and spoil files for as long as you like (MINUTES=10 SEED=1 DB=sqlite|postgres)
	@scripts/python.sh dev
	@for ground in stage demonstration; do \
	  FUZZ_GROUND=$$ground FUZZ_SECONDS=$$(( $(or $(MINUTES),10) * 8 )) FUZZ_SEED=$(or $(SEED),1) FUZZ_WRONG=6 \
	    FUZZ_STORIES=40 FUZZ_FILES=60 LOG_LEVEL=CRITICAL $(if $(filter postgres,$(DB)),$(PYTHON) -m tests.servers run --) $(PYTHON) -m pytest -q -s tests/fuzz tests/doors/test_bad_input.py || exit 1; \
	done

audit:           ## ask the advisory services about every locked package
	@scripts/python.sh dev
	@.venv/bin/python scripts/audit.py --strict

storms:          ## many storms on both databases, unattended, into docs/reliability.md; begun again, it goes on (SEEDS=20 PHONES=200 VISITS=5000 SINCE=commit)
	@scripts/python.sh dev
	@$(PYTHON) -m storm --seed $(or $(SEED),1) --seeds $(or $(SEEDS),20) --phones $(or $(PHONES),200) --visits $(or $(VISITS),5000) --db sqlite --db postgres --write --resume $(if $(SINCE),--since $(SINCE))

seeds:           ## live through seeds with the phone's own engine and store, into docs/reliability.md (SEED=1 SEEDS=1000)
	@scripts/python.sh dev
	@scripts/frontend.sh storm --seed $(or $(SEED),1) --seeds $(or $(SEEDS),1000) --write; broke=$$?; $(PYTHON) -m storm --page && exit $$broke

line:            ## send a visit from a real browser through a bad line, seed after seed (SEED=1 SEEDS=20)
	@scripts/python.sh dev
	@scripts/frontend.sh build
	@CHROMIUM=$$(scripts/browser.sh) SEED=$(or $(SEED),1) SEEDS=$(or $(SEEDS),20) $(PYTHON) -m pytest -q tests/journeys/test_behind_a_bad_line.py

planted:         ## plant the list of bugs one by one; each must be caught by the tests named for it (docs/reliability.md)
	@scripts/python.sh dev
	@$(PYTHON) -m tests.planted --write

types:           ## the front end's types of the API, made from the server's OpenAPI document
	@scripts/python.sh dev
	@scripts/frontend.sh types

format:          ## ruff and biome put everything in order
	@scripts/python.sh dev
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .
	@scripts/frontend.sh format

pictures:        ## the pictures of the README, from the demonstration brand
	@scripts/python.sh dev
	@scripts/frontend.sh build
	@scripts/browser.sh
	@$(PYTHON) -m scripts.pictures

clean:           ## forget what was set up; DATA_DIR stays
	rm -rf .venv frontend/node_modules frontend/dist frontend/.cache
