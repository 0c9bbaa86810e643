"""What the client can do, as named questions: every answer is fitted to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Client:
    """A client's capabilities; what it does not mention it cannot do."""

    capabilities: types.ClientCapabilities

    def _has(self, path: str) -> Any:
        """The value at a dotted path of capabilities, None when any part of it is missing."""
        value: Any = self.capabilities
        for name in path.split("."):
            value = getattr(value, name, None)
            if value is None:
                return None
        return value

    @property
    def snippets(self) -> bool:
        """Completion with tab stops."""
        return bool(self._has("text_document.completion.completion_item.snippet_support"))

    @property
    def insert_text_mode(self) -> bool:
        """Completion that says how lines are indented."""
        modes = self._has("text_document.completion.completion_item.insert_text_mode_support.value_set") or ()
        return types.InsertTextMode.AdjustIndentation in modes

    @property
    def completion_tags(self) -> bool:
        """Completion that strikes out what is deprecated."""
        values = self._has("text_document.completion.completion_item.tag_support.value_set") or ()
        return types.CompletionItemTag.Deprecated in values

    @property
    def markdown_completion(self) -> bool:
        """Markdown in a completion's documentation."""
        formats = self._has("text_document.completion.completion_item.documentation_format") or ()
        return types.MarkupKind.Markdown in formats

    @property
    def markdown_hover(self) -> bool:
        """Markdown in a hover."""
        return types.MarkupKind.Markdown in (self._has("text_document.hover.content_format") or ())

    @property
    def link_tooltips(self) -> bool:
        """Words beside a link."""
        return bool(self._has("text_document.document_link.tooltip_support"))

    @property
    def symbol_tree(self) -> bool:
        """An outline with levels."""
        return bool(self._has("text_document.document_symbol.hierarchical_document_symbol_support"))

    @property
    def pulls(self) -> bool:
        """Asking for findings, and asking again when told to; who cannot be told would show what is no longer so."""
        return self._has("text_document.diagnostic") is not None and bool(
            self._has("workspace.diagnostics.refresh_support")
        )

    def _of_diagnostics(self, path: str) -> Any:
        """What the client says of findings, for when it asks and for when it is told."""
        return self._has(f"text_document.diagnostic.{path}") or self._has(f"text_document.publish_diagnostics.{path}")

    @property
    def related_information(self) -> bool:
        """Findings with other places."""
        return bool(self._of_diagnostics("related_information"))

    @property
    def diagnostic_tags(self) -> tuple[types.DiagnosticTag, ...]:
        """The ways a finding's text may be faded or struck through."""
        return tuple(self._of_diagnostics("tag_support.value_set") or ())

    @property
    def diagnostic_links(self) -> bool:
        """Findings with a link to the rule's page."""
        return bool(self._of_diagnostics("code_description_support"))

    @property
    def document_changes(self) -> bool:
        """Edits with versions, in order with file operations; who knows the operations knows the edits, flag or not."""
        known = self._has("workspace.workspace_edit.document_changes")
        return bool(known) or bool(self._has("workspace.workspace_edit.resource_operations"))

    @property
    def change_annotations(self) -> bool:
        """Edits that the author confirms one by one."""
        return self._has("workspace.workspace_edit.change_annotation_support") is not None

    def can(self, operation: types.ResourceOperationKind) -> bool:
        """Creating, renaming or deleting files in an edit."""
        return self.document_changes and operation in (self._has("workspace.workspace_edit.resource_operations") or ())

    @property
    def code_actions(self) -> bool:
        """Code actions with edits, and not only commands."""
        return self._has("text_document.code_action.code_action_literal_support") is not None

    @property
    def preferred_actions(self) -> bool:
        """Code actions that say which one is meant."""
        return bool(self._has("text_document.code_action.is_preferred_support"))

    @property
    def watches(self) -> bool:
        """Telling of changed files when asked to."""
        return bool(self._has("workspace.did_change_watched_files.dynamic_registration"))

    @property
    def configuration(self) -> bool:
        """Telling of its settings when asked."""
        return bool(self._has("workspace.configuration"))

    @property
    def registers_configuration(self) -> bool:
        """Telling of changed settings only to those who asked to be told."""
        return bool(self._has("workspace.did_change_configuration.dynamic_registration"))

    @property
    def progress(self) -> bool:
        """Showing how far long work is."""
        return bool(self._has("window.work_done_progress"))

    @property
    def words(self) -> str:
        """What decides how it is answered, in a line."""
        able = {
            "asks for findings": self.pulls,
            "watches files": self.watches,
            "renames files": self.can(types.ResourceOperationKind.Rename),
            "confirms edits": self.change_annotations,
            "takes snippets": self.snippets,
            "shows progress": self.progress,
        }
        return ", ".join(word if has else f"never {word}" for word, has in able.items())

    def refreshes(self, what: str) -> bool:
        """Asking again for ``code_lens``, ``inlay_hint`` or ``semantic_tokens`` when told to."""
        return bool(self._has(f"workspace.{what}.refresh_support"))
