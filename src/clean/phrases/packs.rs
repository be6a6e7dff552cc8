//! The rule files that come with the program.

use super::Source;

/// The embedded rules, in the order of their files.
pub(crate) const PACKS: &[Source<'static>] = &[
    pack("shared.toml", include_str!("../data/shared.toml")),
    pack("en.toml", include_str!("../data/en.toml")),
    pack("it.toml", include_str!("../data/it.toml")),
    pack("es.toml", include_str!("../data/es.toml")),
    pack("fr.toml", include_str!("../data/fr.toml")),
    pack("de.toml", include_str!("../data/de.toml")),
    pack("pt.toml", include_str!("../data/pt.toml")),
    pack("nl.toml", include_str!("../data/nl.toml")),
    pack("pl.toml", include_str!("../data/pl.toml")),
    pack("ru.toml", include_str!("../data/ru.toml")),
    pack("tr.toml", include_str!("../data/tr.toml")),
    pack("ar.toml", include_str!("../data/ar.toml")),
    pack("hi.toml", include_str!("../data/hi.toml")),
    pack("ja.toml", include_str!("../data/ja.toml")),
    pack("zh.toml", include_str!("../data/zh.toml")),
    pack("asides.toml", include_str!("../data/asides.toml")),
    pack("nodes.toml", include_str!("../data/nodes.toml")),
];

const fn pack(name: &'static str, toml: &'static str) -> Source<'static> {
    Source { name, toml }
}
