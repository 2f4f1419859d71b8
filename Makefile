# Everything a person or a machine does with this repository. `make demo` shows it, `make test` proves it.
# Tools that are not part of the toolchain go into ignored folders: .tools (Python and Node packages), target (Rust).

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.PHONY: demo fmt test generate bench bench-bindings corpus fuzz growth mutants load format rust docs command examples python node judges clean

CARGO ?= cargo
GATEWRIGHT = $(CARGO) run --quiet --package gatewright --features cli --

demo: ## Check a real delivery and a broken one, show what Gatewright says, and draw a plan
	@echo '== Building the command line (once) …'
	$(CARGO) build --quiet --package gatewright --features cli
	examples/demo.sh

test: format rust docs command examples python node judges ## Everything that must hold
	@echo '== All tests passed.'

format:
	@echo '== Format and lints …'
	# Not `cargo fmt`, which sees no modules that a macro declares.
	git ls-files '*.rs' | xargs rustfmt --check
	$(CARGO) clippy --quiet --workspace --all-targets --all-features -- --deny warnings

fmt: ## Format all Rust
	git ls-files '*.rs' | xargs rustfmt

rust:
	@echo '== Rust tests: units, laws, goldens, vectors, generated files, fuzz smoke …'
	$(CARGO) test --quiet --workspace --all-features

docs:
	@echo '== Documentation …'
	RUSTDOCFLAGS='--deny warnings' $(CARGO) doc --quiet --workspace --all-features --no-deps

command:
	core/check.sh

examples:
	@echo '== Examples …'
	examples/run.sh

python:
	bindings-python/check.sh

node:
	bindings-node/check.sh

judges: .tools/py/.done .tools/node/.done .tools/groovy/.done .tools/prometheus/.done .tools/valgrind/.done
	@echo '== Judges: SARIF and JSON Schema, shell, HTML, GitHub, GitLab, Azure, Kubernetes, containers, monitoring, growth, Jenkins …'
	.tools/py/bin/python core/tests/judges.py
	.tools/py/bin/python core/tests/judge_shell.py
	node core/tests/judge_html.mjs
	$(CARGO) build --quiet --package gatewright --features cli
	$(CARGO) test --quiet --workspace --all-features --test render_laws --test render_laws_gitlab --test render_laws_azure --test render_laws_jenkins --test conversions for_judges > /dev/null
	.tools/py/bin/python core/tests/judge_github.py "$${CARGO_TARGET_DIR:-target}/tmp/judged"
	GATEWRIGHT=$${CARGO_TARGET_DIR:-target}/debug/gatewright .tools/py/bin/python core/tests/judge_gitlab.py "$${CARGO_TARGET_DIR:-target}/tmp/judged-gitlab"
	.tools/py/bin/python core/tests/judge_azure.py "$${CARGO_TARGET_DIR:-target}/tmp/judged-azure"
	.tools/py/bin/python core/tests/judge_kubernetes.py
	.tools/py/bin/python core/tests/judge_containers.py
	.tools/py/bin/python core/tests/judge_monitoring.py
	.tools/py/bin/python core/tests/judge_growth.py check cost recover "render github-actions" "render kubernetes" "adopt github-actions"
	.tools/py/bin/python core/tests/judge_jenkins.py core/tests/goldens/jenkins "$${CARGO_TARGET_DIR:-target}/tmp/judged-jenkins"

generate: ## Rebuild schema, rule pages and goldens
	GATEWRIGHT_GENERATE=1 $(CARGO) test --quiet --package gatewright --all-features --test generated --test generated_commands --test generated_python --test generated_typescript --test cost --test goldens --test recipe --test vectors --test digests --test limits

bench: .tools/bench-python/.done .tools/bench-node/.done ## Measure Gatewright beside its peers, into benches/RESULTS.md: CORPUS=… for real workflows, FULL=1 for all sizes
	@echo '== Building what is measured …'
	$(CARGO) build --release --quiet --package gatewright --package gatewright-benches --bin gatewright --bin gatewright-benches --features gatewright/cli
	$(CARGO) build --release --quiet --manifest-path benches/peers/rust/Cargo.toml --target-dir "$${CARGO_TARGET_DIR:-target}/peers"
	GATEWRIGHT_PROFILE=release bindings-python/build.sh
	.tools/bench-python/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall .tools/wheels/gatewright-*.whl
	bindings-node/build.sh
	PYTHONPATH=benches .tools/bench-python/bin/python -B -m beside $(if $(FULL),--full) $(if $(CORPUS)$(DIR),--corpus "$(or $(CORPUS),$(DIR))")

corpus: ## Try the adopters on a folder of real repositories: make corpus DIR=…
	@test -n "$(DIR)" || { echo 'say DIR=the folder with the repositories' >&2; exit 2; }
	$(CARGO) run --release --quiet --package gatewright-benches --bin corpus -- $(DIR)

bench-bindings: ## Measure what Python and Node cost beside Rust, and ten thousand files at once
	GATEWRIGHT_PROFILE=release bindings-python/check.sh
	.tools/python/bin/python bindings-python/bench/speed.py
	bindings-node/build.sh
	node bindings-node/bench/speed.mjs

fuzz: ## Feed every entry point with random and mutated inputs for ten minutes each (FUZZ_SECONDS to change)
	FUZZ_SECONDS=$${FUZZ_SECONDS:-600} $(CARGO) test --profile fuzz --package gatewright --all-features --test fuzz -- --nocapture --test-threads 1

mutants: ## Make small mistakes in the rules and analyses, and see which ones no test notices (SAMPLE, SEED to change)
	core/tests/mutants.py --sample $${SAMPLE:-300} --seed $${SEED:-1}

growth: .tools/py/.done .tools/valgrind/.done ## Count instructions of all verbs, targets and adopters for documents of three sizes
	$(CARGO) build --quiet --package gatewright --features cli
	.tools/py/bin/python core/tests/judge_growth.py

load: ## Ten thousand questions in each of eight threads of Python and workers of Node: the same answers, and no more memory
	GATEWRIGHT_PROFILE=release bindings-python/check.sh tests/test_load.py
	.tools/python/bin/python bindings-python/tests/load.py 8 10000
	bindings-node/build.sh
	node --expose-gc bindings-node/test/load.mjs 8 10000

clean: ## Remove everything that is built or installed here
	rm -rf target .tools bindings-node/node_modules bindings-node/*.node

.tools/bench-python/.done: benches/peers/python/requirements.txt
	@echo '== Installing peers into .tools/bench-python (once) …'
	rm -rf .tools/bench-python
	python3 -m venv .tools/bench-python
	.tools/bench-python/bin/pip install --quiet --disable-pip-version-check --requirement benches/peers/python/requirements.txt
	touch $@

.tools/bench-node/.done: benches/peers/node/package.json benches/peers/node/package-lock.json
	@echo '== Installing peers into .tools/bench-node (once) …'
	rm -rf .tools/bench-node && mkdir -p .tools/bench-node
	cp benches/peers/node/package.json benches/peers/node/package-lock.json .tools/bench-node
	npm ci --prefix .tools/bench-node --ignore-scripts --no-audit --no-fund --silent
	touch $@

.tools/py/.done: core/tests/judges.txt
	@echo '== Installing judges into .tools/py (once) …'
	rm -rf .tools/py
	python3 -m venv .tools/py
	.tools/py/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: --requirement core/tests/judges.txt
	touch $@

.tools/node/.done: core/tests/judges-npm.txt
	@echo '== Installing judges into .tools/node (once) …'
	rm -rf .tools/node && mkdir -p .tools/node
	echo '{ "private": true }' > .tools/node/package.json
	npm install --prefix .tools/node --ignore-scripts --no-audit --no-fund --silent $$(cat core/tests/judges-npm.txt)
	touch $@

# Groovy 2.4, which is what Jenkins runs, as Debian packages it; elsewhere, put groovy-all.jar there.
.tools/groovy/.done:
	@echo '== Fetching Groovy into .tools/groovy (once) …'
	mkdir -p .tools/groovy
	if [ ! -e .tools/groovy/groovy-all.jar ] && command -v apt-get > /dev/null; then
	  (cd .tools/groovy && apt-get download groovy > /dev/null && dpkg-deb -x groovy_*.deb unpacked)
	  cp -L .tools/groovy/unpacked/usr/share/java/groovy-all.jar .tools/groovy/
	  rm -rf .tools/groovy/unpacked .tools/groovy/groovy_*.deb
	fi
	touch $@

# The tools of Prometheus and Alertmanager, as Debian packages them; elsewhere, put promtool and amtool there.
.tools/prometheus/.done:
	@echo '== Fetching promtool and amtool into .tools/prometheus (once) …'
	mkdir -p .tools/prometheus
	if [ ! -e .tools/prometheus/promtool ] && command -v apt-get > /dev/null; then
	  (cd .tools/prometheus && apt-get download prometheus prometheus-alertmanager > /dev/null && for package in *.deb; do dpkg-deb -x "$$package" unpacked; done)
	  cp .tools/prometheus/unpacked/usr/bin/promtool .tools/prometheus/unpacked/usr/bin/amtool .tools/prometheus/
	  rm -rf .tools/prometheus/unpacked .tools/prometheus/*.deb
	fi
	touch $@

# What counts instructions, as Debian packages it; elsewhere, valgrind on the path is taken.
.tools/valgrind/.done:
	@echo '== Fetching valgrind into .tools/valgrind (once) …'
	mkdir -p .tools/valgrind
	if [ ! -e .tools/valgrind/usr ] && command -v apt-get > /dev/null; then
	  (cd .tools/valgrind && apt-get download valgrind > /dev/null && dpkg-deb -x valgrind_*.deb . && rm valgrind_*.deb)
	fi
	touch $@
