# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The stages of 'make test': each runs its tools with a log of its own and says what came of it.

A new stage is a function here with a line in STAGES, and a line in the Makefile.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Callable, Sequence

import browser as browser_tests

import sanity as sanity_tests
from build import build
from common import BUILD, COLLECTION, INSTALLED, LOGS, ROOT, SOURCE, Failed, copy_tracked, environ, run, tool
from result import Result, from_pytest

Stage = Callable[[Path, Sequence[str]], Result]
ROWS = BUILD / "infrahub-rows.txt"  # what the contract tests write
METHODS = {"Infino": BUILD / "infino-rows.txt", "Ironflow": BUILD / "ironflow-rows.txt"}
TABLES = (ROWS, *METHODS.values())
TOOLS = (".venv-tools", ".venv")


def lint(log: Path, more: Sequence[str]) -> Result:
    result = Result()
    result.check("ruff", run([tool(".venv", "ruff"), "check", "plugins", "extensions", "scripts", "tests", *more], log))
    result.check("mypy", run([tool(".venv", "mypy")], log))
    return result


def pytest(paths: list[str], more: Sequence[str], log: Path, environment: str = ".venv", **variables: str) -> Result:
    """Paths that are not there are a failure, never a reason to run less."""
    if absent := [path for path in paths if not (ROOT / path).exists()]:
        return Result(failed=1, problems=[f"not there: {', '.join(absent)}"])
    report = log.with_suffix(".xml")
    report.unlink(missing_ok=True)
    command = [tool(environment, "python"), "-m", "pytest", *paths, f"--junit-xml={report}", *more]
    return from_pytest(report, run(command, log, environ(environment, **variables)))


def unit(log: Path, more: Sequence[str], environment: str = ".venv") -> Result:
    workers = ("-n", "2", "--dist", "worksteal")
    return pytest(["tests/unit"], (*workers, *more), log, environment, ANSIBLE_COLLECTIONS_PATH=str(SOURCE))


def contract(log: Path, more: Sequence[str]) -> Result:
    """The SDKs live in environments of their own; the tests start them with the Pythons that these variables name."""
    pythons = {"OPSWEAVE_SDK_PYTHON": ".venv-sdk", "OPSWEAVE_SDK_OLD_PYTHON": ".venv-sdk-old"}
    variables = {name: tool(environment, "python") for name, environment in pythons.items()}
    for path in TABLES:
        path.unlink(missing_ok=True)
    result = pytest(["tests/contract"], more, log, ANSIBLE_COLLECTIONS_PATH=str(INSTALLED), **variables)
    result.notes = "\n".join(path.read_text() for path in TABLES if path.exists())
    if not more and ROWS.exists():
        holes = [line for line in ROWS.read_text().splitlines()[1:] if hole(line)]
        result.check("rows of the map of the Infrahub SDK with something that no test calls:", len(holes))
        result.excerpt += "\n".join(holes)
    for system, table in METHODS.items():
        if not more and table.exists():
            holes = [line.split()[0] for line in table.read_text().splitlines() if "       -" in line]
            result.check(f"methods of the {system} SDK that no test calls: {', '.join(holes)}", len(holes))
    return result


def hole(row: str) -> bool:
    """Whether a row counts a method that was not called, or names a plugin that was not."""
    counts, plugins = re.findall(r" (\d+)/(\d+)\b", row), row.rpartition("/")[2].partition("  ")[2]
    return any(called != there for called, there in counts) or not all(
        plugin.endswith("*") for plugin in plugins.split(", ")
    )


def integration(log: Path, more: Sequence[str], environment: str = ".venv") -> Result:
    workers = ("-n", "2", "--dist", "loadfile")
    return pytest(["tests/integration"], (*workers, *more), log, environment, ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))


def examples(log: Path, more: Sequence[str]) -> Result:
    return pytest(["tests/docs"], more, log, ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))


def browser(log: Path, more: Sequence[str]) -> Result:
    """Pages in a browser; where there is none the tests are skipped, and the table says why."""
    browser_tests.script(log)
    return pytest(["tests/browser"], more, log, ANSIBLE_COLLECTIONS_PATH=str(SOURCE))


def sanity(log: Path, more: Sequence[str], environment: str = ".venv") -> Result:
    status = sanity_tests.sanity(environment, log, more)
    return sanity_tests.outcome(log, status)


def ansible_lint(log: Path, more: Sequence[str]) -> Result:
    copy = BUILD / "lint" / COLLECTION
    copy_tracked(copy)
    options = ["--offline", "--strict", "--profile", "production", "--nocolor", *more]
    env = environ(*TOOLS, ANSIBLE_COLLECTIONS_PATH=str(INSTALLED), XDG_CACHE_HOME=str(BUILD / "lint" / "cache"))
    result = Result()
    result.check("ansible-lint", run([tool(".venv-tools", "ansible-lint"), *options], log, env, copy))
    return result


def importer(log: Path, more: Sequence[str]) -> Result:
    """Its exit status does not tell warnings, and a warning here is one that Galaxy would show to everybody."""
    work = BUILD / "importer"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    settings = {"CHECK_REQUIRED_TAGS": "true", "RUN_FLAKE8": "false", "TMP_ROOT_DIR": str(work)}
    env = environ(*TOOLS, HOME=str(work), **{f"GALAXY_IMPORTER_{name}": value for name, value in settings.items()})
    result = Result()
    command = [tool(".venv-tools", "python"), "-m", "galaxy_importer.main", build(), *more]
    result.check("galaxy-importer", run(command, log, env, work))
    for line in log.read_text(errors="replace").splitlines():
        # That there are ignore files is no fault; each of their lines says why it is there.
        if line.startswith(("ERROR", "WARNING")) and "Ignore files skip ansible-test" not in line:
            result.fail(line)
    return result


def docs_lint(log: Path, more: Sequence[str]) -> Result:
    collection = INSTALLED / COLLECTION
    env = environ(*TOOLS, ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))
    options = ["--plugin-docs", "--disallow-unknown-collection-refs", "--check-extra-docs-refs"]
    options += ["--validate-collection-refs", "dependent"]
    docs = [tool(".venv-tools", "antsibull-docs"), "lint-collection-docs", *options, *more, str(collection)]
    result = Result()
    result.check("antsibull-docs", run(docs, log, env))
    result.check("antsibull-changelog", run([tool(".venv-tools", "antsibull-changelog"), "lint"], log, env))
    return result


def molecule(log: Path, more: Sequence[str]) -> Result:
    """Each scenario in a copy of the collection, with the lab's addresses in its variables."""
    from tests.lab.common.running import lab

    found = sorted((ROOT / "extensions" / "molecule").glob("*/molecule.yml"))
    copy = BUILD / "molecule" / COLLECTION
    copy_tracked(copy)
    result = Result()
    for scenario in (path.parent.name for path in found):
        with lab() as exports:
            variables = {
                "ANSIBLE_COLLECTIONS_PATH": str(INSTALLED),
                "XDG_CACHE_HOME": str(BUILD / "molecule" / "cache"),
            }
            env = environ(*TOOLS, NO_COLOR="1", **variables, **exports)
            command = [tool(".venv-tools", "molecule"), "test", "--scenario-name", scenario, *more]
            result.check(f"molecule {scenario}", run(command, log, env, copy / "extensions"))
    return result


# In the order in which they start: the longest first, so that two lanes end together.
STAGES: dict[str, Stage] = {
    "sanity": sanity,
    "integration": integration,
    "unit": unit,
    "contract": contract,
    "examples": examples,
    "molecule": molecule,
    "ansible-lint": ansible_lint,
    "importer": importer,
    "docs-lint": docs_lint,
    "browser": browser,
    "lint": lint,
}

SKIPPED = ("browser",)  # stages that may be skipped whole, each test with its reason


def perform(name: str, more: Sequence[str] = ()) -> Result:
    """One stage by name. One that found nothing to run has failed."""
    log = LOGS / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("")
    try:
        result = STAGES[name](log, more)
    except (Failed, OSError, RuntimeError) as error:
        return Result(failed=1, problems=[str(error)])
    if not result.passed and not result.failed and not (name in SKIPPED and result.skipped):
        result.fail("found nothing to run")
    return result
