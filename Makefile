# Run `make` for the list of commands. Works with GNU make 3.81, which macOS ships.

HOST ?= 127.0.0.1
PORT ?= 8000
SIGNERS ?= 5000
SECONDS ?= 120

BIN := .venv/bin
RUN := @PYTHONPATH=hooks $(BIN)/python -P -m campaign
# What installs, and is no part of what is installed: uv, which takes a tenth of pip's time.
INSTALLER := .cache/install
# Where there is no uv for a system, or it cannot reach what pip is set up to reach, pip does it.
define INSTALL
	@$$(command -v uv || echo $(INSTALLER)/bin/uv) pip install --quiet --python $(BIN)/python $(1) || \
		$(INSTALLER)/bin/python -m pip --python $(BIN)/python install --quiet --no-compile $(1)
endef
DEMO := .cache/demo/signatories.csv
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make pins" --upgrade
# What the packages of a build ask for and no build uses: `mkdocs gh-deploy` with its dates, plugins
# of the theme that mkdocs.yml may not name, `mkdocs get-deps`, pikepdf's metadata of PDFs.
UNUSED := ghp-import python-dateutil tzdata backrefs paginate requests urllib3 certifi idna lxml \
	mkdocs-get-deps platformdirs packaging

# The theme prints a banner about MkDocs 2 at each start. Editors can do nothing
# about it, and it hides the real warnings, which still appear.
export NO_MKDOCS_2_WARNING := 1
# Through the environment, so that the shell reads nothing in them.
export FILE CHANGE FOLDER

.PHONY: help new serve site pdf demo fix import duplicates freeze links words wheels bench sizes check test test-all lighthouse fuzz audit licences pictures pins clean style types fast-tests strict-build
.DEFAULT_GOAL := help

help:
	@echo 'make serve    show the site at http://$(HOST):$(PORT) and reload it at each change'
	@echo 'make site     build the site into site/, as it is published'
	@echo 'make pdf      make letter.pdf: the letter with all signatories, to print or to deliver'
	@echo 'make fix      mend in the list of signatories what is beyond doubt, and check everything'
	@echo 'make import FILE="path/to/export.csv"   bring signatories from a form into the list'
	@echo 'make duplicates   look for signatories who stand in the list twice, and decide'
	@echo 'make freeze   record the words of the letter; CHANGE="What changed." from the second time on'
	@echo 'make words    bring the lists of interface words up to date for translators'
	@echo 'make links    follow every link of the site, also those to other sites; needs the network'
	@echo 'make new FOLDER="path/to/a new folder"   begin a campaign there'
	@echo 'make wheels   build the generator and its fonts into dist/, as campaigns vendor them'
	@echo 'make demo     the same as serve, with $(SIGNERS) invented signers (SIGNERS=n for more)'
	@echo 'make bench    measure builds of many sizes, beside plain MkDocs'
	@echo 'make sizes    measure what each page type loads, and write the table in README.md'
	@echo 'make check    style, types, fast tests and a strict build: before each commit'
	@echo 'make test     everything, with a real browser: before each pull request'
	@echo 'make test-all the same, then damaged files, fuzzing and Lighthouse, which take minutes more'
	@echo 'make lighthouse   Lighthouse over the pages of the site, as a phone loads them; needs Node.js'
	@echo 'make fuzz     look for input that breaks a parser; SECONDS=n for each, TARGET=page for one'
	@echo 'make audit    ask PyPI whether a pinned package has a known vulnerability; needs the network'
	@echo 'make licences list anew the licences of what a build installs, after make pins'
	@echo 'make pictures make the pictures of the guide anew, from a real build'
	@echo 'make pins     write both requirements files anew, after a change in pyproject.toml'
	@echo 'make clean    remove everything that these commands made'
	@echo
	@echo 'PYTHON=/path/to/python3 chooses the Python, HOST= and PORT= the address.'

serve: .venv/.site-ready
	$(RUN) serve --host $(HOST) --port $(PORT)

site: .venv/.site-ready
	$(RUN) build

pdf: .venv/.site-ready
	$(RUN) pdf

new: wheels
	@test -n "$$FOLDER" || { echo 'Say where: make new FOLDER="path/to/a new folder"' >&2; exit 2; }
	@./campaign new "$$FOLDER"

fix: .venv/.site-ready
	$(RUN) check --fix

import: .venv/.site-ready
	@test -n "$$FILE" || { echo 'Say which file: make import FILE="path/to/the export.csv"' >&2; exit 2; }
	$(RUN) import "$$FILE"

duplicates: .venv/.site-ready
	$(RUN) duplicates

freeze: .venv/.site-ready
	$(RUN) freeze $${CHANGE:+--change "$$CHANGE"}

words: .venv/.site-ready
	$(RUN) words

# In an environment of its own: what builds them is no part of what they hold.
wheels: $(BIN)/python
	@$(BIN)/python -m venv --clear .cache/wheels
	@.cache/wheels/bin/python -m pip install --quiet --require-hashes -r .github/release/requirements.txt
	@rm -rf dist
	@.cache/wheels/bin/python -m hatchling build --target wheel --directory dist
	@cd overrides/fonts/more && ../../../.cache/wheels/bin/python -m hatchling build --target wheel \
		--directory ../../../dist

# In an environment of its own: a build needs nothing of it. It serves the site to itself, since
# links between pages are those of a site.
links: site
	@$(BIN)/python -m venv --clear .cache/links
	@.cache/links/bin/python -m pip install --quiet --require-hashes -r .github/links/requirements.txt
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8765 > /dev/null 2>&1 & server=$$!; \
		trap 'kill $$server' EXIT; sleep 1; \
		.cache/links/bin/linkchecker --check-extern --no-status --threads 4 http://127.0.0.1:8765/

demo: .venv/.site-ready
	mkdir -p $(dir $(DEMO))
	$(BIN)/python tests/demo/make_signatories.py --count $(SIGNERS) --output $(DEMO)
	CAMPAIGN_SIGNATORIES=$(DEMO) $(BIN)/mkdocs serve -a $(HOST):$(PORT)

bench: .venv/.tests-ready
	@$(BIN)/python -m tests.bench.bench $(SIZES) $(if $(LANGUAGES),--languages $(LANGUAGES))

sizes: .venv/.tests-ready
	$(BIN)/python tests/tools/ensure_browser.py
	@PYTHONPATH=hooks $(BIN)/python -m tests.bench.sizes

check: style types fast-tests strict-build

test: style types
	$(BIN)/python tests/tools/ensure_browser.py
	$(BIN)/pytest -n auto --dist worksteal -m "not deep"

test-all: test
	$(BIN)/pytest -n auto --dist worksteal -m deep --ignore=tests/deep/test_lighthouse.py
	@$(MAKE) fuzz SECONDS=15 INTO=.cache/fuzz
	@$(MAKE) lighthouse

# By itself: beside other work on the same machine every page looks slow.
lighthouse: .venv/.tests-ready .cache/lighthouse/.ready
	$(BIN)/python tests/tools/ensure_browser.py
	$(BIN)/pytest -m deep tests/deep/test_lighthouse.py

# As tests/lighthouse pins it, each package by its hash.
.cache/lighthouse/.ready: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	@command -v npm > /dev/null || { echo 'Lighthouse needs Node.js 20 or newer with npm: on Debian and' \
		'Ubuntu `apt-get install npm`, on macOS `brew install node`. `make test` needs none of it.' >&2; \
		exit 1; }
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# Each parser, by the name of its inputs.
fuzz: .venv/.tests-ready
	@for target in $(or $(TARGET),$(notdir $(wildcard tests/fuzz/corpus/*))); do \
		PYTHONPATH=hooks $(BIN)/python -m tests.fuzz $$target --seconds $(SECONDS) \
			$(if $(INTO),--into $(INTO)/$$target) || exit 1; \
	done

licences: .venv/.tests-ready
	@PYTHONPATH=hooks $(BIN)/python -m tests.tools.licences

pictures: .venv/.tests-ready
	@PYTHONPATH=hooks $(BIN)/python -m tests.tools.pictures

pins: .venv/.tests-ready
	$(COMPILE) $(UNUSED:%=--no-emit-package %) pyproject.toml -o requirements.txt > /dev/null
	$(COMPILE) --constraint requirements.txt --group test pyproject.toml \
		-o tests/requirements.txt > /dev/null
	$(COMPILE) .github/links/requirements.in -o .github/links/requirements.txt > /dev/null
	$(COMPILE) .github/install/requirements.in -o .github/install/requirements.txt > /dev/null
	$(COMPILE) .github/release/requirements.in -o .github/release/requirements.txt > /dev/null
	$(COMPILE) tests/audit/requirements.in -o tests/audit/requirements.txt > /dev/null

# In an environment of its own, so that it audits the pins and not itself. It asks PyPI which
# versions have a known vulnerability; --strict fails where that cannot be learned.
audit: $(BIN)/python
	@$(BIN)/python -m venv --clear .cache/audit
	@.cache/audit/bin/python -m pip install --quiet --require-hashes -r tests/audit/requirements.txt
	.cache/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
		-r requirements.txt

clean:
	rm -rf .venv .cache site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find hooks $(wildcard tests) -type d -name __pycache__ -prune -exec rm -rf {} +

style: .venv/.tests-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.tests-ready
	$(BIN)/mypy
	PYTHONPATH=hooks $(BIN)/lint-imports --no-logo

fast-tests: .venv/.tests-ready
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not build and not deep" -q \
		--hypothesis-profile quick --ignore tests/build --ignore tests/browser --ignore tests/deep

strict-build: .venv/.site-ready
	$(RUN) check --quiet --build

# Each stamp is newer than the pins that were installed, so pip runs only when they change.
.venv/.tests-ready: tests/requirements.txt .venv/.site-ready
	$(call INSTALL,--require-hashes --no-deps -r tests/requirements.txt)
	@# Tests start hundreds of programs: none of them should compile anew what all import.
	-@$(BIN)/python -m compileall -q -j 0 .venv/lib hooks > /dev/null
	@touch $@

.venv/.site-ready: requirements.txt $(BIN)/python
	$(call INSTALL,--require-hashes --no-deps -r requirements.txt)
	@touch $@

# Each candidate is run, not only looked up: version managers leave names that
# start nothing, and Debian's python3 comes without the parts a venv needs.
# 3.14 is the newest that every pinned package has a ready-made build for.
$(BIN)/python:
	@for candidate in $(if $(PYTHON),"$(PYTHON)",python3.14 python3.13 python3.12 python3.11 python3); do \
		version=$$("$$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2> /dev/null) || \
			{ tried="$$tried\n  $$candidate: not found"; continue; }; \
		"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
			{ tried="$$tried\n  $$candidate: is $$version, which is too old"; continue; }; \
		"$$candidate" -c 'import ensurepip, venv' 2> /dev/null || \
			{ tried="$$tried\n  $$candidate: is $$version, but its venv module is missing"; continue; }; \
		echo "Making .venv with Python $$version"; \
		"$$candidate" -m venv --clear --without-pip .venv || exit 1; \
		command -v uv > /dev/null && exit; \
		"$$candidate" -m venv --clear --without-pip --system-site-packages $(INSTALLER); \
		$(INSTALLER)/bin/python -m pip --version > /dev/null 2>&1 || \
			"$$candidate" -m venv --clear $(INSTALLER) || exit 1; \
		$(INSTALLER)/bin/python -m pip install --quiet --no-compile --ignore-installed \
			--require-hashes -r .github/install/requirements.txt || true; \
		exit; \
	done; \
	{ \
		echo 'The site needs Python 3.11 or newer, with its venv module. Tried:'; \
		printf '%b\n\n' "$${tried#?n}"; \
		echo 'To get it:'; \
		echo '  Debian, Ubuntu   sudo apt-get install python3-venv'; \
		echo '  macOS            brew install python@3.13'; \
		echo '  elsewhere        https://www.python.org/downloads/'; \
		echo 'If it is installed under another name: make PYTHON=/path/to/python3'; \
	} >&2; \
	exit 1
