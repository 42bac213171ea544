//! AWS DMS as the mechanism of a primary and its replica: its settings, and what it asks of the two databases.

use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::catalog::rds_root_certificates;
use crate::{
    AwsEnvironment, Cidr, Cloud, Engine, EngineVersion, Environment, Fault, GcpEnvironment,
    InstanceClass, PrimaryReplica, Replication, Scalar, SubnetTier, WeeklyWindow, choice,
};

/// Replication by AWS DMS.
#[derive(Debug, Clone)]
pub struct DmsReplication {
    /// The place where it was chosen.
    pub span: Span,
    /// Whether the task runs. It starts only once the schema is on the standby.
    pub start: Spanned<bool>,
    /// The machine that carries the changes.
    pub instance: DmsInstance,
    /// Whether the roles of the account that DMS asks for by name are made here.
    pub manage_roles: Spanned<bool>,
    /// How the connections to both databases are protected.
    pub tls: Spanned<DmsTls>,
    /// The certificate that signs that of the RDS instance, in PEM; mcgen knows those of most regions.
    pub aws_certificate: Option<Spanned<String>>,
    /// The user of both databases.
    pub username: Spanned<String>,
    /// The version of the passwords of that user; a higher one makes new passwords.
    pub password_version: Spanned<u32>,
    /// Where DMS keeps its own tables, on both sides; a database in MySQL.
    pub schema: Spanned<String>,
    /// The first copy.
    pub full_load: DmsFullLoad,
    /// Large values.
    pub lob: DmsLob,
    /// Whether changes are applied in batches instead of one transaction after another.
    pub batch_apply: Spanned<bool>,
    /// The comparison of the two sides.
    pub validation: DmsValidation,
    /// Writes on an idle source that let its slot advance (PostgreSQL).
    pub heartbeat: DmsHeartbeat,
    /// What decodes the log of the source (PostgreSQL).
    pub plugin: Spanned<DecodingPlugin>,
    /// A slot from which changes are read because the standby holds the rows already (PostgreSQL).
    pub seeded: Option<DmsSeed>,
}

/// The machine that carries the changes.
#[derive(Debug, Clone)]
pub struct DmsInstance {
    /// Its class, `dms.r6i.large`.
    pub class: Spanned<InstanceClass>,
    /// The version of DMS.
    pub version: Spanned<EngineVersion>,
    /// Its disk for logs and for changes that wait, in GiB.
    pub storage_gib: Spanned<u32>,
    /// Whether a standby runs in another zone.
    pub multi_az: Spanned<bool>,
    /// Whether minor versions come by themselves.
    pub auto_minor_upgrade: Spanned<bool>,
    /// When AWS may change it.
    pub maintenance_window: Spanned<WeeklyWindow>,
    /// An existing customer key, an ARN; mcgen makes one otherwise.
    pub kms_key: Option<Spanned<String>>,
}

choice! {
    /// How a connection of DMS to a database is protected.
    pub enum DmsTls {
        /// Encrypted, and the certificate of the server is checked.
        Verify = "verify",
        /// Encrypted, whoever answers (PostgreSQL).
        Require = "require",
        /// Plain text.
        None = "none",
    }
}

choice! {
    /// What the first copy does with a table of the standby.
    pub enum TablePreparation {
        /// Nothing: the table is there, with its indexes and constraints, and is empty.
        DoNothing = "do-nothing",
        /// Removes its rows.
        Truncate = "truncate",
        /// Makes it anew, without indexes, defaults and foreign keys.
        DropAndCreate = "drop-and-create",
    }
}

/// The first copy.
#[derive(Debug, Clone, Copy)]
pub struct DmsFullLoad {
    /// The place of the block.
    pub span: Span,
    /// What it does with a table of the standby.
    pub preparation: Spanned<TablePreparation>,
    /// Tables that are copied at a time.
    pub tables_at_once: Spanned<u32>,
    /// Rows in one transaction.
    pub commit_rows: Spanned<u32>,
}

choice! {
    /// How values that may be large are carried.
    pub enum LobMode {
        /// Whole, whatever their size.
        Full = "full",
        /// Up to a size, and faster; what is larger is cut.
        Limited = "limited",
        /// Not at all.
        None = "none",
    }
}

/// Large values. In PostgreSQL, `text`, `jsonb` and arrays are among them.
#[derive(Debug, Clone, Copy)]
pub struct DmsLob {
    /// The place of the block.
    pub span: Span,
    /// How they are carried.
    pub mode: Spanned<LobMode>,
    /// The largest value of the limited mode, in KiB.
    pub max_kib: Spanned<u32>,
    /// Values of the full mode up to this size come with their row in the first copy, in KiB.
    pub inline_kib: Spanned<u32>,
    /// The pieces of the full mode, in KiB.
    pub chunk_kib: Spanned<u32>,
}

/// The comparison of the two sides.
#[derive(Debug, Clone, Copy)]
pub struct DmsValidation {
    /// Whether rows are compared after they were written.
    pub enabled: Spanned<bool>,
    /// Threads that compare.
    pub threads: Spanned<u32>,
}

/// Writes on an idle source that let its slot advance.
#[derive(Debug, Clone, Copy)]
pub struct DmsHeartbeat {
    /// Whether there are any.
    pub enabled: Spanned<bool>,
    /// Minutes between two.
    pub minutes: Spanned<u32>,
}

choice! {
    /// An output plugin of logical decoding that DMS reads.
    pub enum DecodingPlugin {
        /// Comes with PostgreSQL.
        TestDecoding = "test-decoding",
        /// An extension that must be loaded at the start of the server.
        Pglogical = "pglogical",
    }
}

/// Where the changes begin when the standby holds the rows already.
#[derive(Debug, Clone)]
pub struct DmsSeed {
    /// The place of the block.
    pub span: Span,
    /// The slot, made before the copy was taken.
    pub slot: Spanned<SlotName>,
    /// Its position at that moment.
    pub position: Spanned<LogPosition>,
}

/// The name of a replication slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotName(String);

impl fmt::Display for SlotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for SlotName {
    const EXPECTED: &'static str =
        "the name of a slot: 1 to 63 lower-case letters, digits and underscores";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if (1..=63).contains(&text.len()) && text.chars().all(legal) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[a-z0-9_]{1,63}$")
    }
}

/// A position in the log of PostgreSQL: `4AF/B00000D0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPosition(String);

impl fmt::Display for LogPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for LogPosition {
    const EXPECTED: &'static str = "a position in the log such as `4AF/B00000D0`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let half = |text: &str| {
            (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        match text.split_once('/') {
            Some((file, offset)) if half(file) && half(offset) => {
                Ok(Self(text.to_ascii_uppercase()))
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}$")
    }
}

/// An environment that DMS replicates, with everything that takes part in it.
#[derive(Debug, Clone, Copy)]
pub struct DmsRoute<'a> {
    /// The strategy.
    pub strategy: &'a PrimaryReplica,
    /// The settings of DMS.
    pub dms: &'a DmsReplication,
    /// The AWS side.
    pub aws: &'a AwsEnvironment,
    /// The Google Cloud side.
    pub gcp: &'a GcpEnvironment,
    /// The engine of both databases.
    pub engine: Engine,
}

/// The route of the changes, when DMS carries them between two databases of one engine.
pub fn route(environment: &Environment) -> Option<DmsRoute<'_>> {
    let strategy = environment.strategy.primary_replica()?;
    let Replication::Dms(dms) = &strategy.replication else {
        return None;
    };
    let aws = environment.aws.as_ref()?;
    let gcp = environment.gcp.as_ref()?;
    let engine = aws.database.as_ref()?.engine.value;
    (gcp.database.as_ref()?.engine.value == engine).then_some(DmsRoute {
        strategy,
        dms,
        aws,
        gcp,
        engine,
    })
}

impl DmsRoute<'_> {
    /// Whether the changes begin in `cloud`.
    pub fn is_source(&self, cloud: Cloud) -> bool {
        self.strategy.primary.value == cloud
    }

    /// Where the replication instance reaches Secrets Manager: its endpoint in the VPC, or the internet.
    /// Empty when it cannot.
    pub fn secrets_manager(&self) -> Vec<Cidr> {
        let network = &self.aws.network;
        let endpoint = network
            .endpoints
            .iter()
            .any(|it| it.as_str() == "secretsmanager");
        if endpoint {
            return network.vpc_ranges().map(|range| range.value).collect();
        }
        if network.nat.value == crate::NatMode::None {
            return Vec::new();
        }
        Cidr::parse("0.0.0.0/0").into_iter().collect()
    }

    /// The subnets of the replication instance.
    pub fn subnets(&self) -> impl Iterator<Item = (&str, &Spanned<Cidr>)> {
        self.aws.network.tier(SubnetTier::Private)
    }

    /// The certificate that signs that of the RDS instance, in PEM.
    pub fn aws_certificate(&self) -> Option<&str> {
        let database = self.aws.database.as_ref()?;
        match &self.dms.aws_certificate {
            Some(given) => Some(&given.value),
            None => rds_root_certificates::pem(self.aws.region.value, &database.ca),
        }
    }
}

/// The user of both databases when the file names none: `crm_replication`. MySQL takes 32 characters.
pub fn default_username(project: &str) -> String {
    format!("{}_replication", project.replace('-', "_"))
}

/// Milliseconds after which PostgreSQL ends a silent replication connection. DMS takes 10 seconds or more;
/// more than 5 minutes delay the failover of a replication instance to its standby.
const SENDER_TIMEOUT: &str = "30000";

/// Parameters of RDS that DMS needs on either side, so that a promotion changes none. What the file
/// gives wins, and rules judge it.
pub fn rds_parameters(engine: Engine) -> &'static [(&'static str, &'static str)] {
    match engine {
        Engine::Postgres => &[
            ("idle_in_transaction_session_timeout", "0"),
            ("wal_sender_timeout", SENDER_TIMEOUT),
        ],
        Engine::Mysql => &[
            ("binlog_checksum", "NONE"),
            ("binlog_format", "ROW"),
            ("binlog_row_image", "full"),
            // The first copy writes with LOAD DATA LOCAL.
            ("local_infile", "1"),
        ],
    }
}

/// Flags of Cloud SQL that DMS needs on either side. Its binary log is always in the row format.
pub fn cloud_sql_flags(engine: Engine) -> &'static [(&'static str, &'static str)] {
    match engine {
        Engine::Postgres => &[
            ("idle_in_transaction_session_timeout", "0"),
            ("wal_sender_timeout", SENDER_TIMEOUT),
        ],
        Engine::Mysql => &[("binlog_row_image", "full"), ("local_infile", "on")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_has_two_hexadecimal_halves() {
        assert_eq!(
            LogPosition::parse("4af/b00000d0").unwrap().to_string(),
            "4AF/B00000D0"
        );
        for bad in ["", "4AF", "4AF/", "/0", "G/0", "123456789/0", "0/0/0"] {
            assert!(LogPosition::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_slot_has_a_plain_name() {
        assert!(SlotName::parse("dms_1").is_ok());
        for bad in ["", "Dms", "dms-1", &"a".repeat(64)] {
            assert!(SlotName::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_longest_project_has_a_user_that_mysql_takes() {
        assert!(default_username(&"a".repeat(20)).len() <= 32);
    }
}
