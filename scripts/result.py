# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a stage of the tests came to, and reading that from the reports of the tools."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Result:
    """Counts are of tests where a tool knows tests, else of checks that each say yes or no.

    excerpt is what to show of the log where its end does not tell what failed.
    """

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    excerpt: str = ""

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
