use mcgen_model::{
    DecodingPlugin, DmsTls, EngineVersion, InstanceClass, LobMode, LogPosition, SlotName,
    TablePreparation, WeeklyWindow,
};

use crate::decode::{Number, Switch, Text, block};

block! {
    /// Replication by AWS DMS.
    pub struct DmsReplicationSpec at "strategy.primary-replica.replication.dms" {
        /// Whether the task runs: `true` once the schema is on the standby; `false` by default.
        optional start: Switch,
        /// The class of the replication instance; `dms.r6i.large` in production by default.
        optional class: InstanceClass,
        /// The version of DMS; `3.6.1` by default.
        optional version: EngineVersion,
        /// The disk for logs and for changes that wait, in GiB; 100 by default.
        optional storage_gib: Number,
        /// Whether a standby instance runs in another zone; `true` in production by default.
        optional multi_az: Switch,
        /// Whether minor versions come by themselves; `false` by default.
        optional auto_minor_upgrade: Switch,
        /// When AWS may change the instance, UTC; `sun:19:00-sun:20:00` by default.
        optional maintenance_window: WeeklyWindow,
        /// An existing customer key, an ARN; mcgen makes one by default.
        optional kms_key: Text,
        /// Whether mcgen makes the roles `dms-vpc-role` and `dms-cloudwatch-logs-role`, of which an account has one each; `true` by default.
        optional manage_roles: Switch,
        /// How the connections are protected: `verify` (default) or `require` (PostgreSQL).
        optional tls: DmsTls,
        /// The certificate that signs that of the RDS instance, in PEM; mcgen knows those of most regions.
        optional aws_certificate: Text,
        /// The user of both databases; `<project>_replication` by default.
        optional username: Text,
        /// The version of that user's passwords; a higher one makes new passwords. 1 by default.
        optional password_version: Number,
        /// The schema (in MySQL the database) of the tables that DMS keeps on both sides; `dms` by default.
        optional schema: Text,
        /// The first copy.
        optional full_load: DmsFullLoadSpec,
        /// Large values; carried whole by default.
        optional lob: DmsLobSpec,
        /// Whether changes are applied in batches; `false` by default.
        optional batch_apply: Switch,
        /// The comparison of the two sides; on by default.
        optional validation: DmsValidationSpec,
        /// Writes on an idle source that let its slot advance (PostgreSQL); on by default.
        optional heartbeat: DmsHeartbeatSpec,
        /// What decodes the log of the source (PostgreSQL); `test-decoding` by default.
        optional plugin: DecodingPlugin,
        /// The slot to go on from when the standby holds the rows already (PostgreSQL).
        optional seeded: DmsSeedSpec,
    }

    /// The first copy.
    pub struct DmsFullLoadSpec at "strategy.primary-replica.replication.dms.full-load" {
        /// What it does with a table of the standby: `do-nothing` (default) or `truncate`.
        optional preparation: TablePreparation,
        /// Tables that are copied at a time; 8 by default.
        optional tables_at_once: Number,
        /// Rows in one transaction; 10000 by default.
        optional commit_rows: Number,
    }

    /// Large values. In PostgreSQL, `text`, `jsonb` and arrays are among them.
    pub struct DmsLobSpec at "strategy.primary-replica.replication.dms.lob" {
        /// `full` (default), `limited` or `none`.
        optional mode: LobMode,
        /// The largest value of the limited mode, in KiB; 1024 by default.
        optional max_kib: Number,
        /// Values of the full mode up to this size come with their row in the first copy, in KiB; 32 by default.
        optional inline_kib: Number,
        /// The pieces of the full mode, in KiB; 64 by default.
        optional chunk_kib: Number,
    }

    /// The comparison of the two sides.
    pub struct DmsValidationSpec at "strategy.primary-replica.replication.dms.validation" {
        /// Whether rows are compared after they were written; `true` by default.
        optional enabled: Switch,
        /// Threads that compare; 5 by default.
        optional threads: Number,
    }

    /// Writes on an idle source that let its slot advance.
    pub struct DmsHeartbeatSpec at "strategy.primary-replica.replication.dms.heartbeat" {
        /// Whether there are any; `true` by default.
        optional enabled: Switch,
        /// Minutes between two; 1 by default.
        optional minutes: Number,
    }

    /// Where the changes begin when the standby holds the rows already.
    pub struct DmsSeedSpec at "strategy.primary-replica.replication.dms.seeded" {
        /// The slot, made before the copy was taken.
        required slot: SlotName,
        /// Its position at that moment: `4AF/B00000D0`.
        required position: LogPosition,
    }
}
