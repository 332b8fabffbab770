# Two commands for a fresh machine: `make demo` and `make test`. Both set up what they need and reuse it.
#   make demo    render the built-in portrait and speech into build/demo/
#   make test    run all tests (ARGS="-k name" picks some)
#   make lint    check style and the direction of imports
#   make translations   bring the translations up to date with the texts (docs/translating.md)
#   make bench   measure, print a table, write build/bench.json
#   make run     start the program
#   make app     build the one-folder program in dist/ (make app-test starts it outside of here and looks at what it does)
#   make setup   only set up the program, make setup-dev what tests need, too
#   make setup-gpu  an environment in .venv-gpu that draws frames on CUDA by PyTorch3D (5 GB): .venv-gpu/bin/lestalk
#   PYTHON=python3.12 picks an interpreter, SKIP_APT=1 leaves system packages alone,
#   TORCH_INDEX=https://download.pytorch.org/whl/cu130 takes torch for CUDA (gigabytes) instead of for the CPU.

VENV := .venv
BIN := $(VENV)/bin
INPUTS := pyproject.toml constraints.txt packaging/set_up.sh packaging/system_packages.sh
QT := QT_QPA_PLATFORM=$${QT_QPA_PLATFORM-offscreen}

export PYTHON SKIP_APT TORCH_INDEX VENV

.DEFAULT_GOAL := help
.PHONY: help demo test lint translations bench run app app-test setup setup-dev setup-bench setup-app setup-gpu clean

help:
	@sed -n 's/^#   //p' Makefile

demo: setup
	@$(BIN)/lestalk demo

run: setup
	@$(BIN)/lestalk

test: setup-dev
	@$(QT) $(BIN)/python -m pytest $(ARGS)

translations: setup-dev
	@$(BIN)/python packaging/translations.py

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

bench: setup-bench
	@$(QT) $(BIN)/python -m tests.benchmarks $(ARGS)

app: setup-app
	@$(BIN)/python packaging/build_app.py

app-test: setup-app
	@test -x dist/LES-Talker-Studio/lestalk || $(MAKE) app
	@$(BIN)/python packaging/smoke_test.py

setup: $(VENV)/.set-up

setup-dev: $(VENV)/.set-up-dev

setup-bench: $(VENV)/.set-up-bench

setup-app: $(VENV)/.set-up-app

$(VENV)/.set-up: $(INPUTS)
	@bash packaging/set_up.sh
	@touch $@

$(VENV)/.set-up-dev: $(VENV)/.set-up
	@bash packaging/set_up.sh dev
	@touch $@

$(VENV)/.set-up-bench: $(VENV)/.set-up-dev tests/benchmarks/judges.txt
	@bash packaging/set_up.sh bench
	@touch $@

$(VENV)/.set-up-app: $(VENV)/.set-up
	@bash packaging/set_up.sh app
	@touch $@

setup-gpu: .venv-gpu/.set-up-gpu

.venv-gpu/.set-up-gpu: $(INPUTS)
	@VENV=.venv-gpu bash packaging/set_up.sh gpu
	@touch $@

clean:
	rm -rf build dist $(VENV)
