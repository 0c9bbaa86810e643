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
)
