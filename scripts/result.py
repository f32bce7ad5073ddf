# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a stage of the tests came to, reading that from the reports of the tools, and telling it in a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from common import LOGS, tail


@dataclass
class Result:
    """Counts are of tests where a tool knows tests, else of checks that each say yes or no.

    excerpt is what to show of the log where its end does not tell what failed, notes what to show whatever happened.
    """

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    excerpt: str = ""
    notes: str = ""

    def check(self, name: str, status: int) -> None:
        if status:
            self.fail(f"{name}: exit status {status}")
        else:
            self.passed += 1

    def fail(self, problem: str) -> None:
        self.failed += 1
        self.problems.append(problem)


def from_pytest(report: Path, status: int) -> Result:
    """From pytest's JUnit report; a run that broke off or ran nothing is a failure whatever the report says."""
    result = Result()
    if not report.exists():
        result.fail(f"pytest ended with status {status} and no report")
        return result
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.fail(name)
        elif skip is not None:
            result.skipped[str(skip.get("message") or "no reason given")] += 1
        else:
            result.passed += 1
    if status and not result.failed:
        result.fail(f"pytest ended with status {status}")
    return result


def report(results: dict[str, Result]) -> None:
    for name, result in results.items():
        if result.failed:
            log = LOGS / f"{name}.log"
            print(f"\n--- {name}: the end of {log}\n{result.excerpt or tail(log)}\n--- {name}: what failed")
            print("\n".join(f"    {problem}" for problem in result.problems))
    for result in filter(lambda one: one.notes, results.values()):
        print(f"\n{result.notes}")
    print(f"\n{'stage':18}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for name, result in results.items():
        counts = f"{result.passed:8}{result.failed:8}{result.skipped.total():9}"
        print(f"{name:18}{counts}{result.seconds:9.0f}")
    for name, result in results.items():
        for reason, count in result.skipped.items():
            print(f"skipped in {name}: {count} x {reason}")
