//! The strategy in which one database spans both clouds: its defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::catalog::google;
use mcgen_model::{AllowedRange, Cloud, GlobalDatabase, Link, Migration, Product, Strategy};

use super::{Frame, atlas, cockroach, given, or, spanner, yugabyte};
use crate::blocks::{AllowedRangeSpec, GlobalDatabaseSpec, MigrationSpec, ProductSpec};
use crate::decode::List;

/// `None` when what the database needs is missing; the reason has been reported.
pub(super) fn lower(spec: GlobalDatabaseSpec, span: Span, frame: &Frame) -> Option<GlobalDatabase> {
    let product = spec.product?;
    let place = product.span;
    let product = match product.value {
        ProductSpec::Atlas(spec) => Product::Atlas(Box::new(atlas::lower(*spec, place, frame)?)),
        ProductSpec::Yugabyte(spec) => {
            Product::Yugabyte(Box::new(yugabyte::lower(*spec, place, frame)?))
        }
        ProductSpec::Cockroach(spec) => {
            Product::Cockroach(Box::new(cockroach::lower(*spec, place, frame)?))
        }
        ProductSpec::Spanner(spec) => {
            Product::Spanner(Box::new(spanner::lower(*spec, place, frame)?))
        }
    };
    // The state is lost with what it describes, and with nothing else.
    let home = match &product {
        // The cloud of the primary.
        Product::Atlas(cluster) => cluster.regions.first()?.name.region().cloud(),
        Product::Cockroach(cluster) => cluster.cloud.value,
        Product::Spanner(_) => Cloud::Gcp,
        Product::Yugabyte(_) => Cloud::Aws,
    };
    Some(GlobalDatabase {
        span,
        state: or(spec.state, home, span),
        product,
        migration: spec.migration.and_then(|it| migration(&it.value, it.span)),
        commit_latency_ms: given(spec.commit_latency_ms),
    })
}

fn migration(spec: &MigrationSpec, span: Span) -> Option<Migration> {
    Some(Migration {
        span,
        from: spec.from?,
    })
}

/// Lets clients in AWS reach a database that is an API of Google over the link.
pub(super) fn advertise(strategy: &Strategy, link: Option<&mut Link>) {
    let Some((settings, link)) = strategy.global_database().zip(link) else {
        return;
    };
    let range = google::private_range();
    let advertised = &mut link.vpn.advertise;
    if matches!(settings.product, Product::Spanner(_))
        && !advertised.iter().any(|it| it.contains(range))
    {
        advertised.push(Spanned::default_at(range, settings.product.span()));
    }
}

/// The ranges that are complete.
pub(super) fn allow(field: Option<Spanned<List<AllowedRangeSpec>>>) -> Vec<AllowedRange> {
    field.map_or_else(Vec::new, |list| {
        let complete = list.value.0.into_iter().filter_map(|item| {
            Some(AllowedRange {
                span: item.span,
                name: given(item.value.name)?,
                cidr: item.value.cidr?,
            })
        });
        complete.collect()
    })
}
