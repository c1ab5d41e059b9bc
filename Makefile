# The two that matter: `make demo` opens the sample company, `make test` is what CI runs.
PORT ?= 8000
RUN := .venv/bin

.PHONY: demo test check install install-test assets browser databases sdk lock bench bench-identity drill screenshots clean

demo: install assets
	$(RUN)/instep demo --port $(PORT)

test: install-test assets browser databases sdk check
	$(RUN)/pytest -n 2 --dist worksteal

check: install-test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy instep tests conftest.py

install: .venv/installed-app
install-test: .venv/installed-test

.venv/installed-app: requirements/app.txt pyproject.toml
	.ci/install app
	touch $@

.venv/installed-test: requirements/test.txt pyproject.toml
	.ci/install test
	touch $@ .venv/installed-app

assets: instep/web/static/vendor/installed

instep/web/static/vendor/installed: frontend/package-lock.json frontend/assets.mjs
	.ci/npm --prefix frontend ci --no-audit --no-fund
	.ci/npm --prefix frontend run assets
	touch $@

browser:
	.ci/browser

databases:
	.ci/databases

sdk: tests/sdk/node_modules/.package-lock.json

tests/sdk/node_modules/.package-lock.json: tests/sdk/package-lock.json
	.ci/npm --prefix tests/sdk ci --no-audit --no-fund --ignore-scripts
	touch $@

lock: .venv/installed-test
	.ci/lock

bench: install-test assets
	$(RUN)/python -m benchmarks.event_logs
	$(RUN)/python -m benchmarks.sample_company
	$(RUN)/python -m benchmarks.reading
	$(RUN)/python -m benchmarks.collector
	$(RUN)/python -m benchmarks.freshness

SIZES ?= 50000 200000
SEED ?= 31

bench-identity: install-test .venv-peers/installed
	$(RUN)/python -m benchmarks.identity --sizes $(SIZES) --seed $(SEED)

.venv-peers/installed: requirements/peers.txt
	[ -x .venv-peers/bin/python ] || .ci/uv venv --quiet --python $(RUN)/python .venv-peers
	.ci/uv pip install --quiet --python .venv-peers/bin/python -r requirements/peers.txt
	touch $@

drill: install-test
	$(RUN)/python -m benchmarks.polluted_files
	$(RUN)/python -m benchmarks.large_file
	$(RUN)/python -m benchmarks.collector_drill
	$(RUN)/pytest -q drills

screenshots: install-test assets browser
	$(RUN)/python -m tests.screenshots

clean:
	rm -rf .venv .tools .instep-demo instep/web/static/vendor frontend/node_modules
