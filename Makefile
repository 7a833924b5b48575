# What can be asked of this checkout; `make help` reads the comments after each target.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: banc campagne demo run test format help package lock venv

bin := .venv/bin
ready := .venv/.ready
tested := .venv/.ready-to-test
# Resolved for Linux and Windows, and for every Python from the oldest one supported; no address of
# a registry, no path of a machine. `make lock UPGRADE=--upgrade` takes the newest versions.
compile := $(bin)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

demo: venv  ## Un coffre d'exemple, ses comptes et un dossier d'ordonnance, puis la fenêtre
	@installer/demo.sh

run: venv  ## Ouvre le logiciel
	@$(bin)/python main.py

test: venv $(tested)  ## Tout ce qui doit être vrai : forme, fautes, types, couches, tests
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/basedpyright
	$(bin)/lint-imports --no-logo --no-cache
	$(bin)/pytest -n auto --dist worksteal

campagne: venv  ## Les longues épreuves du coffre, et leurs chiffres ; SECONDES=600 en borne la durée
	$(bin)/python -m tests.campaigns $(if $(SECONDES),--seconds $(SECONDES))

banc: venv  ## Ce que coûte la protection des petits effectifs : cases, secondes, mémoire (docs/protection.md)
	$(bin)/python -m tests.campaigns.cost

format: venv  ## Met le code en forme
	$(bin)/ruff check --select I --fix .
	$(bin)/ruff format .

help:  ## Cette liste
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/:.*## /\t/' | \
		while IFS=$$'\t' read -r target words; do printf '  make %-9s %s\n' "$$target" "$$words"; done

package: venv  ## Le logiciel en un dossier, sans rien à installer : dist/permanence
	@installer/prepare.sh --package
	$(bin)/pyinstaller --noconfirm --clean --log-level ERROR installer/permanence.spec
	$(bin)/python installer/check_package.py dist/permanence

lock: venv  ## Réécrit les versions figées à partir de requirements/*.in
	$(compile) requirements/run.in --output-file requirements/run.txt >/dev/null
	$(compile) requirements/dev.in --constraint requirements/run.txt \
		--output-file requirements/dev.txt >/dev/null

venv: $(ready)  ## Prépare la machine : Python, l'environnement, les bibliothèques de Qt
	@:

# Made once, refreshed when the lock or what prepares the machine has changed.
$(ready): requirements/dev.txt installer/prepare.sh installer/system_packages.py
	@installer/prepare.sh
	@touch $@

$(tested): $(ready)
	@installer/prepare.sh --test
	@touch $@
