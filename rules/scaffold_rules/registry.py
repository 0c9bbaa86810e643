"""Every rule there is, named in one place. A test compares the list with the folders and the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.frontmatter.missing import missing as frontmatter_missing
from scaffold_rules.frontmatter.unclosed import unclosed as frontmatter_unclosed
from scaffold_rules.json.syntax_error import syntax_error as json_syntax_error
from scaffold_rules.overlay.unknown_step import unknown_step as overlay_unknown_step
from scaffold_rules.schema.invalid_value import invalid_value as schema_invalid_value
from scaffold_rules.schema.missing_key import missing_key as schema_missing_key
from scaffold_rules.schema.unknown_key import unknown_key as schema_unknown_key
from scaffold_rules.schema.wrong_type import wrong_type as schema_wrong_type
from scaffold_rules.file.not_utf8 import not_utf8 as file_not_utf8
from scaffold_rules.file.too_large import too_large as file_too_large
from scaffold_rules.file.unreadable import unreadable as file_unreadable
from scaffold_rules.step.alternative_output import alternative_output as step_alternative_output
from scaffold_rules.step.circular_read import circular_read as step_circular_read
from scaffold_rules.step.conditional_dependency import conditional_dependency as step_conditional_dependency
from scaffold_rules.step.conditional_output import conditional_output as step_conditional_output
from scaffold_rules.step.dependency_cycle import dependency_cycle as step_dependency_cycle
from scaffold_rules.step.depends_on import depends_on as step_depends_on
from scaffold_rules.step.depth_gated_output import depth_gated_output as step_depth_gated_output
from scaffold_rules.step.directory_output import directory_output as step_directory_output
from scaffold_rules.step.discarded_depends_on import discarded_depends_on as step_discarded_depends_on
from scaffold_rules.step.duplicate_item import duplicate_item as step_duplicate_item
from scaffold_rules.step.duplicate_name import duplicate_name as step_duplicate_name
from scaffold_rules.step.duplicate_order import duplicate_order as step_duplicate_order
from scaffold_rules.step.empty_description import empty_description as step_empty_description
from scaffold_rules.step.empty_read import empty_read as step_empty_read
from scaffold_rules.step.escaping_detect import escaping_detect as step_escaping_detect
from scaffold_rules.step.global_cross_read import global_cross_read as step_global_cross_read
from scaffold_rules.step.knowledge_heavy import knowledge_heavy as step_knowledge_heavy
from scaffold_rules.step.later_dependency import later_dependency as step_later_dependency
from scaffold_rules.step.later_read import later_read as step_later_read
from scaffold_rules.step.literal_null import literal_null as step_literal_null
from scaffold_rules.step.missing_argument_hint import missing_argument_hint as step_missing_argument_hint
from scaffold_rules.step.missing_summary import missing_summary as step_missing_summary
from scaffold_rules.step.name_mismatch import name_mismatch as step_name_mismatch
from scaffold_rules.step.odd_output_path import odd_output_path as step_odd_output_path
from scaffold_rules.step.order_outside_phase import order_outside_phase as step_order_outside_phase
from scaffold_rules.step.output_not_described import output_not_described as step_output_not_described
from scaffold_rules.step.phase_inversion import phase_inversion as step_phase_inversion
from scaffold_rules.step.redundant_read import redundant_read as step_redundant_read
from scaffold_rules.step.self_dependency import self_dependency as step_self_dependency
from scaffold_rules.step.self_read import self_read as step_self_read
from scaffold_rules.step.shared_output import shared_output as step_shared_output
from scaffold_rules.step.stateless_dependency import stateless_dependency as step_stateless_dependency
from scaffold_rules.step.tool_as_dependency import tool_as_dependency as step_tool_as_dependency
from scaffold_rules.step.uncovered_detect import uncovered_detect as step_uncovered_detect
from scaffold_rules.step.undeclared_output import undeclared_output as step_undeclared_output
from scaffold_rules.step.unfilled_marker import unfilled_marker as step_unfilled_marker
from scaffold_rules.step.uninjected_input import uninjected_input as step_uninjected_input
from scaffold_rules.step.unknown_dependency import unknown_dependency as step_unknown_dependency
from scaffold_rules.step.unknown_knowledge import unknown_knowledge as step_unknown_knowledge
from scaffold_rules.step.unknown_read import unknown_read as step_unknown_read
from scaffold_rules.step.unmentioned_output import unmentioned_output as step_unmentioned_output
from scaffold_rules.step.unordered_read import unordered_read as step_unordered_read
from scaffold_rules.step.unreachable_step import unreachable_step as step_unreachable_step
from scaffold_rules.step.unstated_default import unstated_default as step_unstated_default
from scaffold_rules.step.unused_argument_hint import unused_argument_hint as step_unused_argument_hint
from scaffold_rules.step.wrong_phase_folder import wrong_phase_folder as step_wrong_phase_folder
from scaffold_rules.yaml.anchor_bomb import anchor_bomb as yaml_anchor_bomb
from scaffold_rules.yaml.duplicate_key import duplicate_key as yaml_duplicate_key
from scaffold_rules.yaml.second_document import second_document as yaml_second_document
from scaffold_rules.yaml.syntax_error import syntax_error as yaml_syntax_error
from scaffold_rules.yaml.unknown_tag import unknown_tag as yaml_unknown_tag

if TYPE_CHECKING:
    from scaffold_rules.rule import Rule

RULES: tuple[Rule[Any], ...] = (
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
    file_not_utf8,
    file_too_large,
    file_unreadable,
    # yaml
    yaml_anchor_bomb,
    yaml_duplicate_key,
    yaml_second_document,
    yaml_syntax_error,
    yaml_unknown_tag,
    # overlay
    overlay_unknown_step,
    # step
    step_alternative_output,
    step_circular_read,
    step_conditional_dependency,
    step_conditional_output,
    step_dependency_cycle,
    step_depends_on,
    step_depth_gated_output,
    step_directory_output,
    step_discarded_depends_on,
    step_duplicate_item,
    step_duplicate_name,
    step_duplicate_order,
    step_empty_description,
    step_empty_read,
    step_escaping_detect,
    step_global_cross_read,
    step_knowledge_heavy,
    step_later_dependency,
    step_later_read,
    step_literal_null,
    step_missing_argument_hint,
    step_missing_summary,
    step_name_mismatch,
    step_odd_output_path,
    step_order_outside_phase,
    step_output_not_described,
    step_phase_inversion,
    step_redundant_read,
    step_self_dependency,
    step_self_read,
    step_shared_output,
    step_stateless_dependency,
    step_tool_as_dependency,
    step_uncovered_detect,
    step_undeclared_output,
    step_unfilled_marker,
    step_uninjected_input,
    step_unknown_dependency,
    step_unknown_knowledge,
    step_unknown_read,
    step_unmentioned_output,
    step_unordered_read,
    step_unreachable_step,
    step_unstated_default,
    step_unused_argument_hint,
    step_wrong_phase_folder,
)
