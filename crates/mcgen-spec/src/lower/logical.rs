//! What logical replication asks of the two databases. Both send changes, at the same time or one after
//! a promotion, so both get the same.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    AwsEnvironment, Cidr, Cloud, Engine, GcpEnvironment, LogicalDecoding, Mechanism, Objectives,
    Replication, Scalar, Strategy, SubnetTier,
};

/// Switches on logical decoding for the other side and admits it as a client.
pub(super) fn prepare(
    strategy: &Strategy,
    objectives: &Objectives,
    aws: Option<&mut AwsEnvironment>,
    gcp: Option<&mut GcpEnvironment>,
) {
    let Some((span, reader)) = chosen(strategy) else {
        return;
    };
    // Cloud SQL speaks from its range of the private services, RDS from the subnets of databases.
    let of_gcp = match reader {
        Reader::Databases => gcp.as_ref().map(|it| it.network.private_services.value),
        Reader::Connectors => None,
    };
    let tier = match reader {
        Reader::Databases => SubnetTier::Database,
        Reader::Connectors => SubnetTier::Private,
    };
    let of_aws: Vec<Cidr> = aws.as_ref().map_or_else(Vec::new, |it| {
        let subnets = it.network.tier(tier);
        subnets.map(|(_, cidr)| cidr.value).collect()
    });
    if let Some(database) = aws.and_then(|it| it.database.as_mut()) {
        if *database.engine == Engine::Postgres {
            let decoding = follow(&mut database.logical_decoding, span);
            if !database.parameters.contains_key("max_slot_wal_keep_size") {
                let limit = objectives.slot_limit_mib();
                let limit = || Spanned::default_at(limit, span);
                decoding.max_slot_wal_keep_mib.get_or_insert_with(limit);
            }
        }
        admit(&mut database.clients, of_gcp, span);
        database.peers.extend(of_gcp);
    }
    if let Some(database) = gcp.and_then(|it| it.database.as_mut()) {
        if *database.engine == Engine::Postgres {
            follow(&mut database.logical_decoding, span);
        }
        admit(&mut database.clients, of_aws, span);
    }
}

/// Switches on logical decoding for the database that is left behind: the copy follows it until the cut-over.
pub(super) fn prepare_migration(
    strategy: &Strategy,
    objectives: &Objectives,
    aws: Option<&mut AwsEnvironment>,
    gcp: Option<&mut GcpEnvironment>,
) {
    let settings = strategy.global_database();
    let settings = settings.filter(|it| it.product.is_followed_into());
    let Some(migration) = settings.and_then(|it| it.migration.as_ref()) else {
        return;
    };
    let span = migration.span;
    match migration.from.value {
        Cloud::Aws => {
            let database = aws.and_then(|it| it.database.as_mut());
            if let Some(database) = database.filter(|it| *it.engine == Engine::Postgres) {
                let decoding = follow(&mut database.logical_decoding, span);
                let limit = Spanned::default_at(objectives.slot_limit_mib(), span);
                decoding.max_slot_wal_keep_mib.get_or_insert(limit);
            }
        }
        Cloud::Gcp => {
            let database = gcp.and_then(|it| it.database.as_mut());
            if let Some(database) = database.filter(|it| *it.engine == Engine::Postgres) {
                follow(&mut database.logical_decoding, span);
            }
        }
    }
}

/// Who reads the changes of a side.
enum Reader {
    /// The database of the other side.
    Databases,
    /// Connectors in the private subnets of AWS, whose security group RDS knows.
    Connectors,
}

/// Where the logical replication of PostgreSQL was chosen, and who reads it.
fn chosen(strategy: &Strategy) -> Option<(Span, Reader)> {
    match strategy {
        Strategy::PrimaryReplica(settings) => match &settings.replication {
            Replication::Logical(replication) => Some((replication.span, Reader::Databases)),
            Replication::Dms(_) => None,
        },
        Strategy::ActiveActive(settings) => match &settings.mechanism {
            Mechanism::LogicalLww(lww) => Some((lww.span, Reader::Databases)),
            Mechanism::DebeziumKafka(debezium) => Some((debezium.span, Reader::Connectors)),
            Mechanism::Bucardo(_) | Mechanism::SymmetricDs(_) | Mechanism::Application(_) => None,
        },
        Strategy::Independent | Strategy::GlobalDatabase(_) => None,
    }
}

/// Adds the other side to the consumers.
fn follow(decoding: &mut Option<LogicalDecoding>, span: Span) -> &mut LogicalDecoding {
    let decoding = decoding.get_or_insert_with(|| LogicalDecoding {
        span,
        consumers: Spanned::default_at(0, span),
        standbys: 0,
        dms_tasks: 0,
        max_slot_wal_keep_mib: None,
    });
    decoding.standbys = 1;
    decoding
}

/// Adds each range that no client covers yet.
pub(super) fn admit(
    clients: &mut Vec<Spanned<String>>,
    ranges: impl IntoIterator<Item = Cidr>,
    span: Span,
) {
    for range in ranges {
        let covered = clients
            .iter()
            .filter_map(|client| Cidr::parse(client).ok())
            .any(|client| client.contains(range));
        if !covered {
            clients.push(Spanned::default_at(range.to_string(), span));
        }
    }
}
