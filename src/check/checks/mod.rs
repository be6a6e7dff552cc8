//! One file a check.

mod bad_author;
mod bad_date;
mod bad_enclosure;
mod bad_id;
mod bad_language;
mod bad_media_type;
mod bad_number;
mod boilerplate;
mod control_character;
mod copies;
mod duplicate_element;
mod duplicate_id;
mod empty_entry;
mod empty_feed;
mod empty_value;
mod entity_declaration;
mod escaped_twice;
mod implausible_date;
mod invisible_characters;
mod junk_around_root;
mod leftover_markup;
mod malformed_link;
mod markup_in_text;
mod missing_attribute;
mod missing_link;
mod missing_part;
mod missing_title;
mod mojibake;
mod not_a_feed;
mod not_well_formed;
mod outdated_format;
mod private_host;
mod relative_link;
mod repeated_alternate;
mod repeated_link;
mod replacement_character;
mod teaser_only;
mod tracking_parameters;
mod undeclared_prefix;
mod undefined_entity;
mod unknown_element;
mod unsafe_scheme;
mod whitespace_in_value;
mod wrong_encoding;

use super::Check;

pub(super) use copies::{EXACT, NEAR};

/// Every check; adding one is a file and two lines here.
pub(super) const CHECKS: &[Check] = &[
    not_a_feed::CHECK,
    not_well_formed::CHECK,
    undeclared_prefix::CHECK,
    undefined_entity::CHECK,
    entity_declaration::CHECK,
    wrong_encoding::CHECK,
    control_character::CHECK,
    junk_around_root::CHECK,
    missing_part::CHECK,
    duplicate_element::CHECK,
    bad_date::CHECK,
    implausible_date::CHECK,
    duplicate_id::CHECK,
    bad_id::CHECK,
    bad_language::CHECK,
    bad_author::CHECK,
    bad_enclosure::CHECK,
    empty_feed::CHECK,
    outdated_format::CHECK,
    markup_in_text::CHECK,
    unknown_element::CHECK,
    whitespace_in_value::CHECK,
    missing_attribute::CHECK,
    bad_number::CHECK,
    bad_media_type::CHECK,
    empty_value::CHECK,
    repeated_alternate::CHECK,
    empty_entry::CHECK,
    teaser_only::CHECK,
    repeated_link::CHECK,
    missing_title::CHECK,
    missing_link::CHECK,
    copies::CHECK,
    boilerplate::CHECK,
    mojibake::CHECK,
    replacement_character::CHECK,
    leftover_markup::CHECK,
    invisible_characters::CHECK,
    escaped_twice::CHECK,
    tracking_parameters::CHECK,
    relative_link::CHECK,
    private_host::CHECK,
    unsafe_scheme::CHECK,
    malformed_link::CHECK,
];
