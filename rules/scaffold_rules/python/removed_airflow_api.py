"""A Python snippet uses what Airflow 3 has removed.

`schedule_interval`, `days_ago` and `execution_date` work in Airflow 2 alone. Off by default: the content pins 2.8
(`data-pipeline/data-pipeline-dev-environment.md`); select it when the target is Airflow 3.

## Bad

````markdown content/knowledge/core/jobs.md
```python
from airflow import DAG

dag = DAG("daily", schedule_interval="@daily")
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
from airflow import DAG

dag = DAG("daily", schedule="@daily")
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.python.ruff import ruff_findings
from scaffold_rules.python.source import has_python
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True, default=False)
def removed_airflow_api(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "removed-airflow-api")
