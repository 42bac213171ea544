//! The domain in types: addresses, regions, engines, environments. No I/O.
//!
//! What a type can forbid needs no rule: a [`Cidr`] has no host bits, an [`AwsRegion`] exists, a
//! [`ShortName`] fits into every name of every cloud. What needs two values to be compared is a rule
//! of the rule book, over [`Environment`].

mod active_active;
mod address_plan;
mod allocator;
mod asn;
mod atlas;
mod aws;
pub mod catalog;
mod cidr;
mod cipher_suite;
mod cloud;
pub mod cloud_sql;
mod cluster_name;
mod cockroach;
mod date;
pub mod debezium;
pub mod dms;
mod dns_zone;
mod engine;
mod environment;
mod gcp;
mod global_database;
mod hostname;
mod link;
pub mod logical;
mod messages;
mod monitoring;
mod name;
mod needs;
mod objectives;
mod origins;
mod place;
mod primary_replica;
mod principal;
pub mod rds;
pub mod recovery;
mod region;
mod replicator;
mod scalar;
mod spanner;
mod sql_name;
pub mod standby;
mod strategy;
mod subnet_plan;
mod symmetricds;
mod traffic;
mod traffic_steering;
mod tunnel_inside;
mod version;
mod window;
mod yugabyte;

pub use active_active::*;
pub use address_plan::{RoutedRange, Site, free_range, routed_ranges};
pub use allocator::Allocator;
pub use asn::Asn;
pub use atlas::*;
pub use aws::*;
pub use cidr::{Cidr, NON_CANONICAL_RANGE};
pub use cipher_suite::{
    ALGORITHM_OF_ONE_CLOUD, CipherSuite, DhGroup, NAME_OF_GOOGLE_CLOUD, PhaseCiphers,
    VpnEncryption, VpnIntegrity,
};
pub use cloud::Cloud;
pub use cluster_name::{AtlasName, CockroachName, YugabyteName};
pub use cockroach::*;
pub use date::Date;
pub use debezium::{
    BootstrapServer, ConnectPlugin, DebeziumKafka, DebeziumRoute, DebeziumVersion, ExistingKafka,
    ExtraSettings, Kafka, KafkaClass, KafkaMetadata, KafkaName, KafkaVersion, Msk, Sha256,
};
pub use dms::{
    DecodingPlugin, DmsFullLoad, DmsHeartbeat, DmsInstance, DmsLob, DmsReplication, DmsRoute,
    DmsSeed, DmsTls, DmsValidation, LobMode, LogPosition, SlotName, TablePreparation,
};
pub use dns_zone::{CloudflareId, HostedZoneId};
pub use engine::{CloudSqlTier, Engine, InstanceClass};
pub use environment::*;
pub use gcp::*;
pub use global_database::*;
pub use hostname::{Hostname, RecordName, UrlPath};
pub use link::*;
pub use messages::{Messages, RoleArn, ServiceAccountEmail};
pub use monitoring::*;
pub use name::{ShortName, fitted_name, short_hash};
pub use needs::*;
pub use objectives::{Duration, Measured, Objectives};
pub use origins::*;
pub use place::Place;
pub use primary_replica::*;
pub use principal::{Principal, PrincipalKind};
pub use region::{AwsRegion, GcpRegion, Region};
pub use replicator::{Bucardo, BucardoConflict, MachineType, Replicator};
pub use scalar::{Fault, Scalar, nearest};
pub use spanner::*;
pub use sql_name::{ColumnName, DatabaseName, RoleName, TableName};
pub use strategy::{Strategy, StrategyName};
pub use subnet_plan::{carve_subnet, default_subnet};
pub use symmetricds::{Distribution, DistributionUrl, SymmetricConflict, SymmetricDs};
pub use traffic::Traffic;
pub use traffic_steering::*;
pub use tunnel_inside::{INSIDE_NOT_LINK_LOCAL, INSIDE_RESERVED, TunnelInside};
pub use version::EngineVersion;
pub use window::{DailyWindow, TimeOfDay, WeeklyWindow};
pub use yugabyte::*;
