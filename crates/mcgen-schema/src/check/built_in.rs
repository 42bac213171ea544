//! The resources that are part of Terraform itself.
//!
//! <https://developer.hashicorp.com/terraform/language/resources/terraform-data>
//! <https://developer.hashicorp.com/terraform/language/state/remote-state-data>

use std::sync::{Arc, LazyLock};

use crate::{Attribute, AttributeKind, Block, Kind, Schema, Type};

static DATA: LazyLock<Arc<Schema>> = LazyLock::new(|| {
    schema_of([
        ("id", Type::String, Setting::Computed),
        ("input", Type::Dynamic, Setting::Optional),
        ("output", Type::Dynamic, Setting::Computed),
        ("triggers_replace", Type::Dynamic, Setting::Optional),
    ])
});

static REMOTE_STATE: LazyLock<Arc<Schema>> = LazyLock::new(|| {
    schema_of([
        ("backend", Type::String, Setting::Required),
        ("config", Type::Dynamic, Setting::Optional),
        ("defaults", Type::Dynamic, Setting::Optional),
        ("outputs", Type::Dynamic, Setting::Computed),
        ("workspace", Type::String, Setting::Optional),
    ])
});

enum Setting {
    Required,
    Optional,
    Computed,
}

fn schema_of<const N: usize>(attributes: [(&str, Type, Setting); N]) -> Arc<Schema> {
    let attributes = attributes.map(|(name, value_type, setting)| {
        let attribute = Attribute {
            kind: AttributeKind::Type(value_type),
            required: matches!(setting, Setting::Required),
            optional: matches!(setting, Setting::Optional),
            computed: matches!(setting, Setting::Computed),
            sensitive: false,
            write_only: false,
            deprecated: false,
        };
        (name.to_owned(), attribute)
    });
    let block = Block {
        attributes: attributes.into_iter().collect(),
        ..Block::default()
    };
    Arc::new(Schema { version: 0, block })
}

/// The schema of a type of the built-in provider.
pub(super) fn schema(kind: Kind, name: &str) -> Option<Arc<Schema>> {
    match (kind, name) {
        (Kind::Resource, "terraform_data") => Some(Arc::clone(&DATA)),
        (Kind::DataSource, "terraform_remote_state") => Some(Arc::clone(&REMOTE_STATE)),
        _ => None,
    }
}

/// The names of its types.
pub(super) fn types(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Resource => &["terraform_data"],
        Kind::DataSource => &["terraform_remote_state"],
        Kind::Ephemeral => &[],
    }
}
