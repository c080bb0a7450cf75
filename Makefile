# make demo   answer the seed's question from its article, then follow the case through 2022
# make test   style, types, arrows and tests
# make setup  what both need: .venv from hash-locked requirements, with .venv/bin/suasion

PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed

.PHONY: setup demo test lock clean

setup: $(STAMP)

$(STAMP): requirements/base.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/base.txt -r requirements/dev.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: setup
	$(VENV)/bin/suasion ask "Did Washington's attempts to isolate Russia from China succeed?" \
		examples/washington-beijing-2022/article.txt --date 2022-03-20
	$(VENV)/bin/python examples/washington-beijing-2022/living_case.py

test: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/python -m pytest

# Needs uv; writes the locks anew, with hashes for every platform and no addresses.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --output-file requirements/base.txt
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --constraint requirements/base.txt \
		--output-file requirements/dev.txt

clean:
	rm -rf $(VENV) build dist
