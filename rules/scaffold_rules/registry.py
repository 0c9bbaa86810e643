"""Every rule there is, named in one place. A test compares the list with the folders and the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.activity.duplicate_event import duplicate_event as activity_duplicate_event
from scaffold_rules.activity.impossible_date import impossible_date as activity_impossible_date
from scaffold_rules.agent_ops.affected_full_gate import affected_full_gate as agent_ops_affected_full_gate
from scaffold_rules.agent_ops.duplicate_service import duplicate_service as agent_ops_duplicate_service
from scaffold_rules.allowlist.duplicate_item import duplicate_item as allowlist_duplicate_item
from scaffold_rules.allowlist.unmatchable_item import unmatchable_item as allowlist_unmatchable_item
from scaffold_rules.allowlist.unused_item import unused_item as allowlist_unused_item
from scaffold_rules.claim.contradicted_advice import contradicted_advice as claim_contradicted_advice
from scaffold_rules.claim.refuted import refuted as claim_refuted
from scaffold_rules.decision.duplicate_id import duplicate_id as decision_duplicate_id
from scaffold_rules.decision.unknown_step import unknown_step as decision_unknown_step
from scaffold_rules.fence.foreign_syntax import foreign_syntax as fence_foreign_syntax
from scaffold_rules.fence.inverted_fence import inverted_fence as fence_inverted_fence
from scaffold_rules.fence.json_error import json_error as fence_json_error
from scaffold_rules.fence.jsonc_label import jsonc_label as fence_jsonc_label
from scaffold_rules.fence.label_mismatch import label_mismatch as fence_label_mismatch
from scaffold_rules.fence.toml_error import toml_error as fence_toml_error
from scaffold_rules.fence.tsx_label import tsx_label as fence_tsx_label
from scaffold_rules.fence.unstrict_script import unstrict_script as fence_unstrict_script
from scaffold_rules.fence.yaml_error import yaml_error as fence_yaml_error
from scaffold_rules.file.dead_file import dead_file as file_dead_file
from scaffold_rules.file.not_utf8 import not_utf8 as file_not_utf8
from scaffold_rules.file.too_large import too_large as file_too_large
from scaffold_rules.file.unreadable import unreadable as file_unreadable
from scaffold_rules.frontmatter.missing import missing as frontmatter_missing
from scaffold_rules.frontmatter.unclosed import unclosed as frontmatter_unclosed
from scaffold_rules.guide.broken_citation import broken_citation as guide_broken_citation
from scaffold_rules.guide.chart_without_table import chart_without_table as guide_chart_without_table
from scaffold_rules.guide.duplicate_order import duplicate_order as guide_duplicate_order
from scaffold_rules.guide.embed_without_text import embed_without_text as guide_embed_without_text
from scaffold_rules.guide.many_embeds import many_embeds as guide_many_embeds
from scaffold_rules.guide.stray_attributes import stray_attributes as guide_stray_attributes
from scaffold_rules.guide.topic_mismatch import topic_mismatch as guide_topic_mismatch
from scaffold_rules.guide.unknown_callout import unknown_callout as guide_unknown_callout
from scaffold_rules.guide.unknown_directive import unknown_directive as guide_unknown_directive
from scaffold_rules.guide.unknown_severity import unknown_severity as guide_unknown_severity
from scaffold_rules.guide.unquoted_tab_title import unquoted_tab_title as guide_unquoted_tab_title
from scaffold_rules.instruction.empty import empty as instruction_empty
from scaffold_rules.instruction.unknown_step import unknown_step as instruction_unknown_step
from scaffold_rules.json.syntax_error import syntax_error as json_syntax_error
from scaffold_rules.knowledge.blocked_source_host import blocked_source_host as knowledge_blocked_source_host
from scaffold_rules.knowledge.codeless_entry import codeless_entry as knowledge_codeless_entry
from scaffold_rules.knowledge.duplicate_heading import duplicate_heading as knowledge_duplicate_heading
from scaffold_rules.knowledge.duplicate_name import duplicate_name as knowledge_duplicate_name
from scaffold_rules.knowledge.duplicate_source import duplicate_source as knowledge_duplicate_source
from scaffold_rules.knowledge.duplicate_topic import duplicate_topic as knowledge_duplicate_topic
from scaffold_rules.knowledge.edition_parallel_heading import (
    edition_parallel_heading as knowledge_edition_parallel_heading,
)
from scaffold_rules.knowledge.empty_deep_guidance import empty_deep_guidance as knowledge_empty_deep_guidance
from scaffold_rules.knowledge.empty_description import empty_description as knowledge_empty_description
from scaffold_rules.knowledge.empty_topics import empty_topics as knowledge_empty_topics
from scaffold_rules.knowledge.fragment_in_url import fragment_in_url as knowledge_fragment_in_url
from scaffold_rules.knowledge.future_date import future_date as knowledge_future_date
from scaffold_rules.knowledge.half_recorded_source import half_recorded_source as knowledge_half_recorded_source
from scaffold_rules.knowledge.long_description import long_description as knowledge_long_description
from scaffold_rules.knowledge.long_summary import long_summary as knowledge_long_summary
from scaffold_rules.knowledge.lost_introduction import lost_introduction as knowledge_lost_introduction
from scaffold_rules.knowledge.lost_section import lost_section as knowledge_lost_section
from scaffold_rules.knowledge.malformed_deep_guidance import (
    malformed_deep_guidance as knowledge_malformed_deep_guidance,
)
from scaffold_rules.knowledge.malformed_source_url import malformed_source_url as knowledge_malformed_source_url
from scaffold_rules.knowledge.misplaced_deep_guidance import (
    misplaced_deep_guidance as knowledge_misplaced_deep_guidance,
)
from scaffold_rules.knowledge.missing_deep_guidance import missing_deep_guidance as knowledge_missing_deep_guidance
from scaffold_rules.knowledge.missing_summary import missing_summary as knowledge_missing_summary
from scaffold_rules.knowledge.name_mismatch import name_mismatch as knowledge_name_mismatch
from scaffold_rules.knowledge.odd_path import odd_path as knowledge_odd_path
from scaffold_rules.knowledge.odd_topic import odd_topic as knowledge_odd_topic
from scaffold_rules.knowledge.odd_version import odd_version as knowledge_odd_version
from scaffold_rules.knowledge.orphan import orphan as knowledge_orphan
from scaffold_rules.knowledge.overdue_review import overdue_review as knowledge_overdue_review
from scaffold_rules.knowledge.override_without_deep_guidance import (
    override_without_deep_guidance as knowledge_override_without_deep_guidance,
)
from scaffold_rules.knowledge.plain_http_source import plain_http_source as knowledge_plain_http_source
from scaffold_rules.knowledge.retrieved_after_review import retrieved_after_review as knowledge_retrieved_after_review
from scaffold_rules.knowledge.short_entry import short_entry as knowledge_short_entry
from scaffold_rules.knowledge.similar_topic import similar_topic as knowledge_similar_topic
from scaffold_rules.knowledge.source_off_allowlist import source_off_allowlist as knowledge_source_off_allowlist
from scaffold_rules.knowledge.thin_deep_guidance import thin_deep_guidance as knowledge_thin_deep_guidance
from scaffold_rules.knowledge.unindexed_readme import unindexed_readme as knowledge_unindexed_readme
from scaffold_rules.knowledge.unknown_mention import unknown_mention as knowledge_unknown_mention
from scaffold_rules.knowledge.unmatched_override import unmatched_override as knowledge_unmatched_override
from scaffold_rules.knowledge.unretrieved_source import unretrieved_source as knowledge_unretrieved_source
from scaffold_rules.knowledge.unreviewed_sources import unreviewed_sources as knowledge_unreviewed_sources
from scaffold_rules.knowledge.unsourced_claim import unsourced_claim as knowledge_unsourced_claim
from scaffold_rules.knowledge.unsourced_fast_moving import unsourced_fast_moving as knowledge_unsourced_fast_moving
from scaffold_rules.knowledge.unsourced_review import unsourced_review as knowledge_unsourced_review
from scaffold_rules.link.broken_anchor import broken_anchor as link_broken_anchor
from scaffold_rules.link.broken_target import broken_target as link_broken_target
from scaffold_rules.link.empty_target import empty_target as link_empty_target
from scaffold_rules.methodology.incomplete_readme import incomplete_readme as methodology_incomplete_readme
from scaffold_rules.methodology.missing_file import missing_file as methodology_missing_file
from scaffold_rules.methodology.missing_readme import missing_readme as methodology_missing_readme
from scaffold_rules.observability.disabled_lens import disabled_lens as observability_disabled_lens
from scaffold_rules.observability.unmatchable_skip import unmatchable_skip as observability_unmatchable_skip
from scaffold_rules.overlay.already_present import already_present as overlay_already_present
from scaffold_rules.overlay.block_append import block_append as overlay_block_append
from scaffold_rules.overlay.dangling_step import dangling_step as overlay_dangling_step
from scaffold_rules.overlay.dependency_cycle import dependency_cycle as overlay_dependency_cycle
from scaffold_rules.overlay.domain_mismatch import domain_mismatch as overlay_domain_mismatch
from scaffold_rules.overlay.duplicate_item import duplicate_item as overlay_duplicate_item
from scaffold_rules.overlay.empty_override import empty_override as overlay_empty_override
from scaffold_rules.overlay.empty_read import empty_read as overlay_empty_read
from scaffold_rules.overlay.foreign_category import foreign_category as overlay_foreign_category
from scaffold_rules.overlay.global_cross_read import global_cross_read as overlay_global_cross_read
from scaffold_rules.overlay.heavy_step import heavy_step as overlay_heavy_step
from scaffold_rules.overlay.later_dependency import later_dependency as overlay_later_dependency
from scaffold_rules.overlay.later_read import later_read as overlay_later_read
from scaffold_rules.overlay.misplaced_read import misplaced_read as overlay_misplaced_read
from scaffold_rules.overlay.name_mismatch import name_mismatch as overlay_name_mismatch
from scaffold_rules.overlay.pointless_override import pointless_override as overlay_pointless_override
from scaffold_rules.overlay.self_reference import self_reference as overlay_self_reference
from scaffold_rules.overlay.stateless_dependency import stateless_dependency as overlay_stateless_dependency
from scaffold_rules.overlay.tool_as_step import tool_as_step as overlay_tool_as_step
from scaffold_rules.overlay.type_mismatch import type_mismatch as overlay_type_mismatch
from scaffold_rules.overlay.unknown_knowledge import unknown_knowledge as overlay_unknown_knowledge
from scaffold_rules.overlay.unknown_step import unknown_step as overlay_unknown_step
from scaffold_rules.overlay.unmatched_replace import unmatched_replace as overlay_unmatched_replace
from scaffold_rules.preset.conditional_drift import conditional_drift as preset_conditional_drift
from scaffold_rules.preset.disabled_dependency import disabled_dependency as preset_disabled_dependency
from scaffold_rules.preset.missing_step import missing_step as preset_missing_step
from scaffold_rules.preset.smaller_than_mvp import smaller_than_mvp as preset_smaller_than_mvp
from scaffold_rules.preset.unbalanced_mvp import unbalanced_mvp as preset_unbalanced_mvp
from scaffold_rules.preset.unknown_step import unknown_step as preset_unknown_step
from scaffold_rules.project_config.conflicting_settings import (
    conflicting_settings as project_config_conflicting_settings,
)
from scaffold_rules.project_config.duplicate_item import duplicate_item as project_config_duplicate_item
from scaffold_rules.project_config.duplicate_service import duplicate_service as project_config_duplicate_service
from scaffold_rules.project_config.exported_global_step import (
    exported_global_step as project_config_exported_global_step,
)
from scaffold_rules.project_config.mapped_service_step import mapped_service_step as project_config_mapped_service_step
from scaffold_rules.project_config.missing_overlay import missing_overlay as project_config_missing_overlay
from scaffold_rules.project_config.overruled_step import overruled_step as project_config_overruled_step
from scaffold_rules.project_config.stateless_export import stateless_export as project_config_stateless_export
from scaffold_rules.project_config.unknown_step import unknown_step as project_config_unknown_step
from scaffold_rules.prose.eval_wip import eval_wip as prose_eval_wip
from scaffold_rules.prose.placeholder_text import placeholder_text as prose_placeholder_text
from scaffold_rules.prose.retired_convention import retired_convention as prose_retired_convention
from scaffold_rules.prose.slashed_severities import slashed_severities as prose_slashed_severities
from scaffold_rules.prose.stale_count import stale_count as prose_stale_count
from scaffold_rules.prose.stale_path import stale_path as prose_stale_path
from scaffold_rules.prose.unclosed_fence import unclosed_fence as prose_unclosed_fence
from scaffold_rules.prose.unknown_command import unknown_command as prose_unknown_command
from scaffold_rules.prose.unknown_event import unknown_event as prose_unknown_event
from scaffold_rules.prose.unknown_step import unknown_step as prose_unknown_step
from scaffold_rules.python.approx_on_money import approx_on_money as python_approx_on_money
from scaffold_rules.python.assert_as_validation import assert_as_validation as python_assert_as_validation
from scaffold_rules.python.backoff_without_cap import backoff_without_cap as python_backoff_without_cap
from scaffold_rules.python.blind_except import blind_except as python_blind_except
from scaffold_rules.python.broad_raises import broad_raises as python_broad_raises
from scaffold_rules.python.builtin_as_type import builtin_as_type as python_builtin_as_type
from scaffold_rules.python.builtin_hash_as_identifier import (
    builtin_hash_as_identifier as python_builtin_hash_as_identifier,
)
from scaffold_rules.python.call_in_default import call_in_default as python_call_in_default
from scaffold_rules.python.cov_var_ddof_mismatch import cov_var_ddof_mismatch as python_cov_var_ddof_mismatch
from scaffold_rules.python.dataloader_worker_args import dataloader_worker_args as python_dataloader_worker_args
from scaffold_rules.python.deprecated_library_api import deprecated_library_api as python_deprecated_library_api
from scaffold_rules.python.deprecated_torch_api import deprecated_torch_api as python_deprecated_torch_api
from scaffold_rules.python.fixture_scope_mismatch import fixture_scope_mismatch as python_fixture_scope_mismatch
from scaffold_rules.python.float_equality_in_test import float_equality_in_test as python_float_equality_in_test
from scaffold_rules.python.float_money import float_money as python_float_money
from scaffold_rules.python.global_numpy_random import global_numpy_random as python_global_numpy_random
from scaffold_rules.python.hardcoded_secret import hardcoded_secret as python_hardcoded_secret
from scaffold_rules.python.implicit_optional import implicit_optional as python_implicit_optional
from scaffold_rules.python.implicit_optional_field import implicit_optional_field as python_implicit_optional_field
from scaffold_rules.python.legacy_typing import legacy_typing as python_legacy_typing
from scaffold_rules.python.loss_accumulated_with_graph import (
    loss_accumulated_with_graph as python_loss_accumulated_with_graph,
)
from scaffold_rules.python.mcp_stdout_print import mcp_stdout_print as python_mcp_stdout_print
from scaffold_rules.python.missing_import import missing_import as python_missing_import
from scaffold_rules.python.missing_inference_mode import missing_inference_mode as python_missing_inference_mode
from scaffold_rules.python.naive_datetime import naive_datetime as python_naive_datetime
from scaffold_rules.python.no_grad_for_inference import no_grad_for_inference as python_no_grad_for_inference
from scaffold_rules.python.path_from_parameter import path_from_parameter as python_path_from_parameter
from scaffold_rules.python.placeholderless_f_string import placeholderless_f_string as python_placeholderless_f_string
from scaffold_rules.python.preprocessing_fit_leak import preprocessing_fit_leak as python_preprocessing_fit_leak
from scaffold_rules.python.pythonhashseed_at_runtime import (
    pythonhashseed_at_runtime as python_pythonhashseed_at_runtime,
)
from scaffold_rules.python.raise_without_from import raise_without_from as python_raise_without_from
from scaffold_rules.python.redundant_set_to_none import redundant_set_to_none as python_redundant_set_to_none
from scaffold_rules.python.removed_airflow_api import removed_airflow_api as python_removed_airflow_api
from scaffold_rules.python.resource_leak import resource_leak as python_resource_leak
from scaffold_rules.python.retry_never_gives_up import retry_never_gives_up as python_retry_never_gives_up
from scaffold_rules.python.return_annotation_mismatch import (
    return_annotation_mismatch as python_return_annotation_mismatch,
)
from scaffold_rules.python.ruff_other import ruff_other as python_ruff_other
from scaffold_rules.python.shallow_copy_then_nested_write import (
    shallow_copy_then_nested_write as python_shallow_copy_then_nested_write,
)
from scaffold_rules.python.shuffle_on_eval_loader import shuffle_on_eval_loader as python_shuffle_on_eval_loader
from scaffold_rules.python.snippet_syntax_error import snippet_syntax_error as python_snippet_syntax_error
from scaffold_rules.python.swallowed_exception import swallowed_exception as python_swallowed_exception
from scaffold_rules.python.training_data_in_test import training_data_in_test as python_training_data_in_test
from scaffold_rules.python.unknown_api import unknown_api as python_unknown_api
from scaffold_rules.python.unmocked_heavy_dependency import (
    unmocked_heavy_dependency as python_unmocked_heavy_dependency,
)
from scaffold_rules.python.unsafe_torch_load import unsafe_torch_load as python_unsafe_torch_load
from scaffold_rules.python.unseeded_estimator import unseeded_estimator as python_unseeded_estimator
from scaffold_rules.python.unseeded_random_data import unseeded_random_data as python_unseeded_random_data
from scaffold_rules.python.unused_import import unused_import as python_unused_import
from scaffold_rules.python.unused_variable import unused_variable as python_unused_variable
from scaffold_rules.python.weak_hash import weak_hash as python_weak_hash
from scaffold_rules.rework.unknown_step import unknown_step as rework_unknown_step
from scaffold_rules.rework.unlisted_current_step import unlisted_current_step as rework_unlisted_current_step
from scaffold_rules.schema.invalid_value import invalid_value as schema_invalid_value
from scaffold_rules.schema.missing_key import missing_key as schema_missing_key
from scaffold_rules.schema.unknown_key import unknown_key as schema_unknown_key
from scaffold_rules.schema.wrong_type import wrong_type as schema_wrong_type
from scaffold_rules.skill.missing_step import missing_step as skill_missing_step
from scaffold_rules.skill.name_mismatch import name_mismatch as skill_name_mismatch
from scaffold_rules.skill.stale_copy import stale_copy as skill_stale_copy
from scaffold_rules.skill.unbalanced_lean import unbalanced_lean as skill_unbalanced_lean
from scaffold_rules.skill.unknown_marker import unknown_marker as skill_unknown_marker
from scaffold_rules.state.incomplete_completion import incomplete_completion as state_incomplete_completion
from scaffold_rules.state.incomplete_skip import incomplete_skip as state_incomplete_skip
from scaffold_rules.state.inconsistent_progress import inconsistent_progress as state_inconsistent_progress
from scaffold_rules.state.methodology_mismatch import methodology_mismatch as state_methodology_mismatch
from scaffold_rules.state.missing_skip_reason import missing_skip_reason as state_missing_skip_reason
from scaffold_rules.state.odd_path import odd_path as state_odd_path
from scaffold_rules.state.outdated_produces import outdated_produces as state_outdated_produces
from scaffold_rules.state.renamed_step import renamed_step as state_renamed_step
from scaffold_rules.state.retired_step import retired_step as state_retired_step
from scaffold_rules.state.unknown_service import unknown_service as state_unknown_service
from scaffold_rules.state.unknown_step import unknown_step as state_unknown_step
from scaffold_rules.step.alternative_output import alternative_output as step_alternative_output
from scaffold_rules.step.circular_read import circular_read as step_circular_read
from scaffold_rules.step.conditional_dependency import conditional_dependency as step_conditional_dependency
from scaffold_rules.step.conditional_output import conditional_output as step_conditional_output
from scaffold_rules.step.contradicting_criteria import contradicting_criteria as step_contradicting_criteria
from scaffold_rules.step.dependency_cycle import dependency_cycle as step_dependency_cycle
from scaffold_rules.step.depends_on import depends_on as step_depends_on
from scaffold_rules.step.depth_gated_output import depth_gated_output as step_depth_gated_output
from scaffold_rules.step.depth_out_of_range import depth_out_of_range as step_depth_out_of_range
from scaffold_rules.step.directory_output import directory_output as step_directory_output
from scaffold_rules.step.discarded_depends_on import discarded_depends_on as step_discarded_depends_on
from scaffold_rules.step.duplicate_criterion import duplicate_criterion as step_duplicate_criterion
from scaffold_rules.step.duplicate_item import duplicate_item as step_duplicate_item
from scaffold_rules.step.duplicate_name import duplicate_name as step_duplicate_name
from scaffold_rules.step.duplicate_order import duplicate_order as step_duplicate_order
from scaffold_rules.step.duplicate_section import duplicate_section as step_duplicate_section
from scaffold_rules.step.empty_description import empty_description as step_empty_description
from scaffold_rules.step.empty_read import empty_read as step_empty_read
from scaffold_rules.step.escaping_detect import escaping_detect as step_escaping_detect
from scaffold_rules.step.fenced_section import fenced_section as step_fenced_section
from scaffold_rules.step.few_criteria import few_criteria as step_few_criteria
from scaffold_rules.step.foreign_detect_path import foreign_detect_path as step_foreign_detect_path
from scaffold_rules.step.global_cross_read import global_cross_read as step_global_cross_read
from scaffold_rules.step.grouped_depths import grouped_depths as step_grouped_depths
from scaffold_rules.step.incomplete_adoption import incomplete_adoption as step_incomplete_adoption
from scaffold_rules.step.knowledge_heavy import knowledge_heavy as step_knowledge_heavy
from scaffold_rules.step.later_dependency import later_dependency as step_later_dependency
from scaffold_rules.step.later_read import later_read as step_later_read
from scaffold_rules.step.literal_null import literal_null as step_literal_null
from scaffold_rules.step.missing_argument_hint import missing_argument_hint as step_missing_argument_hint
from scaffold_rules.step.missing_consensus import missing_consensus as step_missing_consensus
from scaffold_rules.step.missing_depth import missing_depth as step_missing_depth
from scaffold_rules.step.missing_next_step import missing_next_step as step_missing_next_step
from scaffold_rules.step.missing_scaling import missing_scaling as step_missing_scaling
from scaffold_rules.step.missing_section import missing_section as step_missing_section
from scaffold_rules.step.missing_summary import missing_summary as step_missing_summary
from scaffold_rules.step.missing_update_mode import missing_update_mode as step_missing_update_mode
from scaffold_rules.step.name_mismatch import name_mismatch as step_name_mismatch
from scaffold_rules.step.odd_output_path import odd_output_path as step_odd_output_path
from scaffold_rules.step.order_outside_phase import order_outside_phase as step_order_outside_phase
from scaffold_rules.step.output_not_described import output_not_described as step_output_not_described
from scaffold_rules.step.phase_inversion import phase_inversion as step_phase_inversion
from scaffold_rules.step.redundant_read import redundant_read as step_redundant_read
from scaffold_rules.step.section_order import section_order as step_section_order
from scaffold_rules.step.self_dependency import self_dependency as step_self_dependency
from scaffold_rules.step.self_read import self_read as step_self_read
from scaffold_rules.step.shared_output import shared_output as step_shared_output
from scaffold_rules.step.stateless_dependency import stateless_dependency as step_stateless_dependency
from scaffold_rules.step.thin_section import thin_section as step_thin_section
from scaffold_rules.step.tool_as_dependency import tool_as_dependency as step_tool_as_dependency
from scaffold_rules.step.unavailable_input import unavailable_input as step_unavailable_input
from scaffold_rules.step.uncovered_detect import uncovered_detect as step_uncovered_detect
from scaffold_rules.step.undeclared_output import undeclared_output as step_undeclared_output
from scaffold_rules.step.undifferentiated_criteria import undifferentiated_criteria as step_undifferentiated_criteria
from scaffold_rules.step.undocumented_condition import undocumented_condition as step_undocumented_condition
from scaffold_rules.step.unfilled_marker import unfilled_marker as step_unfilled_marker
from scaffold_rules.step.uninjected_input import uninjected_input as step_uninjected_input
from scaffold_rules.step.unknown_criteria_tag import unknown_criteria_tag as step_unknown_criteria_tag
from scaffold_rules.step.unknown_dependency import unknown_dependency as step_unknown_dependency
from scaffold_rules.step.unknown_input import unknown_input as step_unknown_input
from scaffold_rules.step.unknown_knowledge import unknown_knowledge as step_unknown_knowledge
from scaffold_rules.step.unknown_read import unknown_read as step_unknown_read
from scaffold_rules.step.unknown_tracking_comment import unknown_tracking_comment as step_unknown_tracking_comment
from scaffold_rules.step.unlisted_command import unlisted_command as step_unlisted_command
from scaffold_rules.step.unmentioned_output import unmentioned_output as step_unmentioned_output
from scaffold_rules.step.unnamed_detection import unnamed_detection as step_unnamed_detection
from scaffold_rules.step.unordered_read import unordered_read as step_unordered_read
from scaffold_rules.step.unreachable_input import unreachable_input as step_unreachable_input
from scaffold_rules.step.unreachable_step import unreachable_step as step_unreachable_step
from scaffold_rules.step.unread_input import unread_input as step_unread_input
from scaffold_rules.step.unseen_heading import unseen_heading as step_unseen_heading
from scaffold_rules.step.unstated_default import unstated_default as step_unstated_default
from scaffold_rules.step.untagged_criteria import untagged_criteria as step_untagged_criteria
from scaffold_rules.step.unused_argument_hint import unused_argument_hint as step_unused_argument_hint
from scaffold_rules.step.vague_criterion import vague_criterion as step_vague_criterion
from scaffold_rules.step.vague_mode_detection import vague_mode_detection as step_vague_mode_detection
from scaffold_rules.step.wrong_phase_folder import wrong_phase_folder as step_wrong_phase_folder
from scaffold_rules.suppression.unknown_rule import unknown_rule as suppression_unknown_rule
from scaffold_rules.suppression.unused import unused as suppression_unused
from scaffold_rules.template.unknown_marker import unknown_marker as template_unknown_marker
from scaffold_rules.yaml.anchor_bomb import anchor_bomb as yaml_anchor_bomb
from scaffold_rules.yaml.duplicate_key import duplicate_key as yaml_duplicate_key
from scaffold_rules.yaml.second_document import second_document as yaml_second_document
from scaffold_rules.yaml.syntax_error import syntax_error as yaml_syntax_error
from scaffold_rules.yaml.unknown_tag import unknown_tag as yaml_unknown_tag

if TYPE_CHECKING:
    from scaffold_rules.rule import Rule

RULES: tuple[Rule[Any], ...] = (
    # allowlist
    allowlist_duplicate_item,
    allowlist_unmatchable_item,
    allowlist_unused_item,
    # knowledge
    knowledge_blocked_source_host,
    knowledge_codeless_entry,
    knowledge_duplicate_heading,
    knowledge_duplicate_name,
    knowledge_duplicate_source,
    knowledge_duplicate_topic,
    knowledge_edition_parallel_heading,
    knowledge_empty_deep_guidance,
    knowledge_empty_description,
    knowledge_empty_topics,
    knowledge_fragment_in_url,
    knowledge_future_date,
    knowledge_half_recorded_source,
    knowledge_long_description,
    knowledge_long_summary,
    knowledge_lost_introduction,
    knowledge_lost_section,
    knowledge_malformed_deep_guidance,
    knowledge_malformed_source_url,
    knowledge_misplaced_deep_guidance,
    knowledge_missing_deep_guidance,
    knowledge_missing_summary,
    knowledge_name_mismatch,
    knowledge_odd_path,
    knowledge_odd_topic,
    knowledge_odd_version,
    knowledge_orphan,
    knowledge_overdue_review,
    knowledge_override_without_deep_guidance,
    knowledge_plain_http_source,
    knowledge_retrieved_after_review,
    knowledge_short_entry,
    knowledge_similar_topic,
    knowledge_source_off_allowlist,
    knowledge_thin_deep_guidance,
    knowledge_unindexed_readme,
    knowledge_unknown_mention,
    knowledge_unmatched_override,
    knowledge_unretrieved_source,
    knowledge_unreviewed_sources,
    knowledge_unsourced_claim,
    knowledge_unsourced_fast_moving,
    knowledge_unsourced_review,
    # frontmatter
    frontmatter_missing,
    frontmatter_unclosed,
    # json
    json_syntax_error,
    # schema
    schema_invalid_value,
    schema_missing_key,
    schema_unknown_key,
    schema_wrong_type,
    # file
    file_dead_file,
    file_not_utf8,
    file_too_large,
    file_unreadable,
    # yaml
    yaml_anchor_bomb,
    yaml_duplicate_key,
    yaml_second_document,
    yaml_syntax_error,
    yaml_unknown_tag,
    # prose
    prose_eval_wip,
    prose_placeholder_text,
    prose_retired_convention,
    prose_slashed_severities,
    prose_stale_count,
    prose_stale_path,
    prose_unclosed_fence,
    prose_unknown_command,
    prose_unknown_event,
    prose_unknown_step,
    # step
    step_alternative_output,
    step_circular_read,
    step_conditional_dependency,
    step_conditional_output,
    step_contradicting_criteria,
    step_dependency_cycle,
    step_depends_on,
    step_depth_gated_output,
    step_depth_out_of_range,
    step_directory_output,
    step_discarded_depends_on,
    step_duplicate_criterion,
    step_duplicate_item,
    step_duplicate_name,
    step_duplicate_order,
    step_duplicate_section,
    step_empty_description,
    step_empty_read,
    step_escaping_detect,
    step_fenced_section,
    step_few_criteria,
    step_foreign_detect_path,
    step_global_cross_read,
    step_grouped_depths,
    step_incomplete_adoption,
    step_knowledge_heavy,
    step_later_dependency,
    step_later_read,
    step_literal_null,
    step_missing_argument_hint,
    step_missing_consensus,
    step_missing_depth,
    step_missing_next_step,
    step_missing_scaling,
    step_missing_section,
    step_missing_summary,
    step_missing_update_mode,
    step_name_mismatch,
    step_odd_output_path,
    step_order_outside_phase,
    step_output_not_described,
    step_phase_inversion,
    step_redundant_read,
    step_section_order,
    step_self_dependency,
    step_self_read,
    step_shared_output,
    step_stateless_dependency,
    step_thin_section,
    step_tool_as_dependency,
    step_unavailable_input,
    step_uncovered_detect,
    step_undeclared_output,
    step_undifferentiated_criteria,
    step_undocumented_condition,
    step_unfilled_marker,
    step_uninjected_input,
    step_unknown_criteria_tag,
    step_unknown_dependency,
    step_unknown_input,
    step_unknown_knowledge,
    step_unknown_read,
    step_unknown_tracking_comment,
    step_unlisted_command,
    step_unmentioned_output,
    step_unnamed_detection,
    step_unordered_read,
    step_unreachable_input,
    step_unreachable_step,
    step_unread_input,
    step_unseen_heading,
    step_unstated_default,
    step_untagged_criteria,
    step_unused_argument_hint,
    step_vague_criterion,
    step_vague_mode_detection,
    step_wrong_phase_folder,
    # link
    link_broken_anchor,
    link_broken_target,
    link_empty_target,
    # guide
    guide_broken_citation,
    guide_chart_without_table,
    guide_duplicate_order,
    guide_embed_without_text,
    guide_many_embeds,
    guide_stray_attributes,
    guide_topic_mismatch,
    guide_unknown_callout,
    guide_unknown_directive,
    guide_unknown_severity,
    guide_unquoted_tab_title,
    # methodology
    methodology_incomplete_readme,
    methodology_missing_file,
    methodology_missing_readme,
    # overlay
    overlay_already_present,
    overlay_block_append,
    overlay_dangling_step,
    overlay_dependency_cycle,
    overlay_domain_mismatch,
    overlay_duplicate_item,
    overlay_empty_override,
    overlay_empty_read,
    overlay_foreign_category,
    overlay_global_cross_read,
    overlay_heavy_step,
    overlay_later_dependency,
    overlay_later_read,
    overlay_misplaced_read,
    overlay_name_mismatch,
    overlay_pointless_override,
    overlay_self_reference,
    overlay_stateless_dependency,
    overlay_tool_as_step,
    overlay_type_mismatch,
    overlay_unknown_knowledge,
    overlay_unknown_step,
    overlay_unmatched_replace,
    # preset
    preset_conditional_drift,
    preset_disabled_dependency,
    preset_missing_step,
    preset_smaller_than_mvp,
    preset_unbalanced_mvp,
    preset_unknown_step,
    # skill
    skill_missing_step,
    skill_name_mismatch,
    skill_stale_copy,
    skill_unbalanced_lean,
    skill_unknown_marker,
    # template
    template_unknown_marker,
    # suppression
    suppression_unknown_rule,
    suppression_unused,
    # python
    python_approx_on_money,
    python_backoff_without_cap,
    python_builtin_as_type,
    python_builtin_hash_as_identifier,
    python_cov_var_ddof_mismatch,
    python_dataloader_worker_args,
    python_deprecated_library_api,
    python_deprecated_torch_api,
    python_fixture_scope_mismatch,
    python_float_equality_in_test,
    python_float_money,
    python_global_numpy_random,
    python_implicit_optional_field,
    python_loss_accumulated_with_graph,
    python_mcp_stdout_print,
    python_missing_inference_mode,
    python_no_grad_for_inference,
    python_path_from_parameter,
    python_preprocessing_fit_leak,
    python_pythonhashseed_at_runtime,
    python_redundant_set_to_none,
    python_retry_never_gives_up,
    python_return_annotation_mismatch,
    python_shallow_copy_then_nested_write,
    python_shuffle_on_eval_loader,
    python_snippet_syntax_error,
    python_swallowed_exception,
    python_training_data_in_test,
    python_unknown_api,
    python_unmocked_heavy_dependency,
    python_unsafe_torch_load,
    python_unseeded_estimator,
    python_unseeded_random_data,
    python_assert_as_validation,
    python_blind_except,
    python_broad_raises,
    python_call_in_default,
    python_hardcoded_secret,
    python_implicit_optional,
    python_legacy_typing,
    python_missing_import,
    python_naive_datetime,
    python_placeholderless_f_string,
    python_raise_without_from,
    python_removed_airflow_api,
    python_resource_leak,
    python_ruff_other,
    python_unused_import,
    python_unused_variable,
    python_weak_hash,
    # project config
    project_config_conflicting_settings,
    project_config_duplicate_item,
    project_config_duplicate_service,
    project_config_exported_global_step,
    project_config_mapped_service_step,
    project_config_missing_overlay,
    project_config_overruled_step,
    project_config_stateless_export,
    project_config_unknown_step,
    # state
    state_incomplete_completion,
    state_incomplete_skip,
    state_inconsistent_progress,
    state_methodology_mismatch,
    state_missing_skip_reason,
    state_odd_path,
    state_outdated_produces,
    state_renamed_step,
    state_retired_step,
    state_unknown_service,
    state_unknown_step,
    # instruction
    instruction_empty,
    instruction_unknown_step,
    # agent ops
    agent_ops_affected_full_gate,
    agent_ops_duplicate_service,
    # observability
    observability_disabled_lens,
    observability_unmatchable_skip,
    # decision
    decision_duplicate_id,
    decision_unknown_step,
    # rework
    rework_unknown_step,
    rework_unlisted_current_step,
    # activity
    activity_duplicate_event,
    activity_impossible_date,
    # fence
    fence_foreign_syntax,
    fence_inverted_fence,
    fence_json_error,
    fence_jsonc_label,
    fence_label_mismatch,
    fence_toml_error,
    fence_tsx_label,
    fence_unstrict_script,
    fence_yaml_error,
    # claim
    claim_contradicted_advice,
    claim_refuted,
)
