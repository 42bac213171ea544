//! What it costs to read the schemas that one environment over both clouds meets, in two versions each.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mcgen_schema::{Catalog, Kind};

const FILES: [&[u8]; 2] = [
    include_bytes!("../../../schemas/aws.schemas"),
    include_bytes!("../../../schemas/google.schemas"),
];

/// Resource types of one environment.
const TYPES: &[&str] = &[
    "aws_cloudwatch_log_group",
    "aws_db_instance",
    "aws_db_parameter_group",
    "aws_db_proxy",
    "aws_db_proxy_default_target_group",
    "aws_db_proxy_target",
    "aws_db_subnet_group",
    "aws_default_network_acl",
    "aws_default_route_table",
    "aws_default_security_group",
    "aws_eip",
    "aws_elasticache_parameter_group",
    "aws_elasticache_replication_group",
    "aws_elasticache_subnet_group",
    "aws_flow_log",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_internet_gateway",
    "aws_kms_alias",
    "aws_kms_key",
    "aws_nat_gateway",
    "aws_network_acl",
    "aws_network_acl_rule",
    "aws_route",
    "aws_route_table",
    "aws_route_table_association",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
    "google_compute_firewall",
    "google_compute_global_address",
    "google_compute_network",
    "google_compute_router",
    "google_compute_router_nat",
    "google_compute_subnetwork",
    "google_kms_crypto_key",
    "google_kms_key_ring",
    "google_memorystore_instance",
    "google_project_service",
    "google_redis_instance",
    "google_service_networking_connection",
    "google_sql_database",
    "google_sql_database_instance",
    "google_sql_user",
];

fn read_all() -> usize {
    let mut read = 0;
    if let Ok(catalog) = Catalog::new(&FILES) {
        for provider in catalog.providers() {
            for name in TYPES {
                let schema = provider.schema(Kind::Resource, name);
                read += usize::from(black_box(schema).is_ok_and(|it| it.is_some()));
            }
        }
    }
    read
}

fn benches(criterion: &mut Criterion) {
    assert_eq!(read_all(), 2 * TYPES.len(), "a type is missing");
    criterion.bench_function("read the headers", |bencher| {
        bencher.iter(|| Catalog::new(black_box(&FILES)).is_ok());
    });
    criterion.bench_function("read 45 types in two versions", |bencher| {
        bencher.iter(read_all);
    });
}

criterion_group!(catalog, benches);
criterion_main!(catalog);
