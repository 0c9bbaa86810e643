"""What a rule is: a generator function, wrapped into a frozen value that knows its name and its page."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Concatenate, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding, Severity

D = TypeVar("D", bound="Document")


@dataclass(frozen=True, slots=True)
class Rule(Generic[D]):
    """One rule.

    ``on`` is the class of documents it looks at, subclasses included, and ``where`` which of these it can find something
    in: a question that many rules share is asked once for all of them. A function with one positional parameter looks at
    its document alone; one with two also sees the project. Keyword-only parameters are the rule's options, with their
    defaults. ``default`` is False for rules that are off unless selected.
    """

    name: str
    on: type[D]
    severity: Severity
    find: Callable[..., Iterator[Finding]]
    source: str
    """The docstring of the rule's module."""
    fixable: bool
    default: bool
    upstream: tuple[str, ...]
    crosses: bool
    options: Mapping[str, object]
    where: Callable[[D], bool] | None

    @property
    def family(self) -> str:
        """The word before the slash."""
        return self.name.partition("/")[0]

    @property
    def page(self) -> str:
        """The rule's page as Markdown."""
        return inspect.cleandoc(self.source)

    @property
    def summary(self) -> str:
        """The first sentence of the page."""
        return " ".join(self.page.partition("\n\n")[0].split())


def rule(
    *,
    on: type[D],
    severity: Severity,
    fixable: bool = False,
    default: bool = True,
    upstream: tuple[str, ...] = (),
    where: Callable[[D], bool] | None = None,
) -> Callable[[Callable[Concatenate[D, ...], Iterator[Finding]]], Rule[D]]:
    """Make a rule of a generator function; its module's name is the rule's name and its docstring the rule's page."""

    def wrap(find: Callable[Concatenate[D, ...], Iterator[Finding]]) -> Rule[D]:
        family, _, word = find.__module__.removeprefix("scaffold_rules.").rpartition(".")
        return Rule(
            name=f"{family}/{word}".replace("_", "-"),
            on=on,
            severity=severity,
            find=find,
            source=sys.modules[find.__module__].__doc__ or "",
            fixable=fixable,
            default=default,
            upstream=upstream,
            crosses=find.__code__.co_argcount > 1,
            options=MappingProxyType(find.__kwdefaults__ or {}),
            where=where,
        )

    return wrap
