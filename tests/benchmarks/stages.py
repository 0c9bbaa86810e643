"""Where the time of one check goes, in one process: imports, finding and reading files, parsing, each rule, reporting."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEGIN = time.perf_counter()


def main() -> None:
    """Do by hand what ``lint`` does, with a clock."""
    stages: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        stages[name] = stages.get(name, 0.0) + time.perf_counter() - started

    with stage("imports of ours"):
        from scaffold_rules import check
        from scaffold_rules.config import Config
        from scaffold_rules.documents.parse import parse
        from scaffold_rules.project import Project
        from scaffold_server import files, lint
    gc.disable()
    with stage("finding files"):
        (root,) = files.find_roots(Path(sys.argv[1]))
        paths, _ = files.files_of(root)
        wanted = [path for path in paths if files.kind_of(path, root.layout)]
    with stage("reading files"):
        texts = {path: files.read_text(root.path / path)[0] for path in wanted}
    with stage("parsing frontmatter and YAML"):
        documents = {path: parse(path, text, root.layout) for path, text in texts.items()}
    known = {path: document for path, document in documents.items() if document is not None}
    project = Project(known, root.layout, None, frozenset(paths) - known.keys())
    config, rules = lint.dated(Config()), dict[str, float]()
    findings = 0
    for path in sorted(known):
        for rule in check.rules_for(known[path]):
            started = time.perf_counter()
            if config.runs(rule, path):
                findings += len(list(check._run(rule, known[path], project, config)))
            rules[rule.name] = rules.get(rule.name, 0.0) + time.perf_counter() - started
    stages["rules"] = sum(rules.values())
    with stage("check, once more, warm"):
        for path in sorted(known):
            check.check(known[path], project, config)
    print("stages (ms)")
    for name, seconds in stages.items():
        print(f"  {name:36} {1e3 * seconds:7.1f}")
    print(f"  {'sum':36} {1e3 * sum(stages.values()):7.1f}   ({len(known)} files, {findings} findings)")
    print("families (ms)")
    for family in sorted({name.partition("/")[0] for name in rules}):
        print(f"  {family:36} {1e3 * sum(s for name, s in rules.items() if name.startswith(family + chr(47))):7.1f}")
    print("the dearest rules (ms; who asks first pays for what others share)")
    for name, seconds in sorted(rules.items(), key=lambda item: -item[1])[:20]:
        print(f"  {name:36} {1e3 * seconds:7.1f}")


if __name__ == "__main__":
    main()
