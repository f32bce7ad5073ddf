# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# Everything that is done with this collection, from a bare clone: 'make help' lists it.
# The first use of a target installs what it needs into the clone; nothing outside is changed.

# The first of these that runs and is new enough; PYTHON=/path/to/python chooses another.
PYTHON ?= $(shell for one in python3.13 python3.12 python3.11 python3; do \
	$$one -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$one; break; }; done)
SITES ?= 100
ARGS ?=
RUN = .venv/bin/python
STAGES = lint unit contract integration examples sanity ansible-lint importer docs-lint molecule

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help demo test test-browser lab live bench matrix build generate draft docs pins environments clean $(STAGES)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

demo: .venv/demo.done ## Run playbooks/site.yml twice on the lab and show what each run did (SITES=100)
	@$(RUN) scripts/demo.py --sites $(SITES) $(ARGS)

test: ## Run every test and say what ran (in under 20 minutes)
	@$(MAKE) --no-print-directory -j2 environments
	@$(RUN) scripts/test.py $(ARGS)

test-browser: .venv/test.done ## Install a headless Chromium and ECharts where they are not, and test pages in them
	@$(RUN) scripts/browser.py
	@OPSWEAVE_BROWSER=needed $(RUN) scripts/test.py browser $(ARGS)

lab: .venv/demo.done ## Start the three stand-ins in the foreground (ARGS="--help" lists the options)
	@$(RUN) -m tests.lab $(ARGS)

live: .venv/test.done .venv-sdk/done ## Run the playbook and the suites on a real Infrahub (KEEP=1, LIVE_DRIVER=worker)
	@$(RUN) scripts/live.py $(ARGS)

bench: .venv/test.done ## Measure, as ratios (tests/bench)
	@$(RUN) scripts/build.py
	@$(RUN) -m tests.bench $(ARGS)

matrix: .venv/test.done ## Run unit, integration and sanity on each supported ansible-core that this machine's Pythons allow
	@$(RUN) scripts/matrix.py $(ARGS)

lint: .venv/test.done ## Check the code with ruff and mypy
unit: .venv/test.done ## Run the unit tests
integration: .venv/test.done ## Run playbooks against the lab, through both doors
examples: .venv/test.done ## Run the examples of every page against the lab
sanity: .venv/test.done ## Run ansible-test sanity, whole
contract: .venv/test.done .venv-sdk/done .venv-sdk-old/done ## Do the same with the vendors' SDKs and with our modules, and compare
ansible-lint: .venv/test.done .venv-tools/done ## Check roles and playbooks with ansible-lint's production profile
importer: .venv/test.done .venv-tools/done ## Run the checks of Ansible Galaxy on the built tarball
docs-lint: .venv/test.done .venv-tools/done ## Check the pages and the changelog with antsibull
molecule: .venv/test.done .venv-tools/done ## Converge, check idempotence and verify with molecule on the lab
$(STAGES):
	@$(RUN) scripts/test.py $@ $(ARGS)

docs: .venv/test.done .venv-tools/done ## Write the documentation as HTML below build/docs
	@$(RUN) scripts/docs.py

build: .venv/demo.done ## Build the tarball and install it below build/collections
	@$(RUN) scripts/build.py

generate: .venv/test.done ## Write what follows from the definitions anew: meta/runtime.yml and the tables in the docs
	@$(RUN) scripts/generate.py $(ARGS)

draft: .venv/test.done ## Write the first draft of a resource's pages from its definition (SYSTEM=ironflow NOUN=kv_bucket)
	@$(RUN) scripts/build.py >/dev/null
	@$(RUN) scripts/draft.py $(SYSTEM) $(NOUN)

pins: .venv/demo.done ## Resolve requirements/*.in into requirements/*.txt again
	@$(RUN) scripts/pin.py $(ARGS)

clean: ## Remove all that these targets made
	rm -rf build .venv .venv-* .cache .ansible .mypy_cache .pytest_cache .ruff_cache tests/output
	find . -name __pycache__ -prune -exec rm -rf {} +

environments: .venv/test.done .venv-tools/done .venv-sdk/done .venv-sdk-old/done

# $(call install,ENVIRONMENT,SET): both may be there already, then pip only adds what differs.
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none is in PATH. Name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
	@echo "installing requirements/$(2).txt into $(1)"
	@$(1)/bin/python -m pip install --quiet --requirement requirements/$(2).txt
	@touch $@
endef

.venv/demo.done: requirements/demo.txt
	$(call install,.venv,demo)

.venv/test.done: requirements/test.txt .venv/demo.done
	$(call install,.venv,test)

.venv-tools/done: requirements/tools.txt
	$(call install,.venv-tools,tools)

.venv-sdk/done: requirements/sdk.txt
	$(call install,.venv-sdk,sdk)

.venv-sdk-old/done: requirements/sdk-old.txt
	$(call install,.venv-sdk-old,sdk-old)
