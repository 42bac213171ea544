use mcgen_model::{
    Cidr, Country, DataClass, Date, Disaster, Duration, ResidencyProfile, ShortName, Tier,
    TransferBasis,
};

use super::{AwsSpec, GcpSpec, LinkSpec, MonitoringSpec, StrategySpec, TrafficSpec};
use crate::decode::{List, Number, Table, Text, block};

block! {
    /// One environment of one project.
    pub struct EnvironmentSpec at "" {
        /// A base file that is merged below this one; its path is relative to this file.
        optional extends: Text,
        /// The project, the first part of every name: `crm`.
        required project: ShortName,
        /// The environment, the second part of every name: `production`.
        required environment: ShortName,
        /// How careful defaults and rules are; follows from the name of the environment, and is `production` for a name of your own.
        optional tier: Tier,
        /// What the two clouds are to each other: `independent`, or `primary-replica` or `global-database` with its settings.
        required strategy: StrategySpec,
        /// AWS tags and Google Cloud labels of every resource.
        optional labels: Table<Text>,
        /// Whose data it is and where it may live.
        optional residency: ResidencySpec,
        /// Ranges that are routed elsewhere, such as an office, and must stay free.
        optional reserved_ranges: List<ReservedRangeSpec>,
        /// What the environment must survive.
        optional objectives: ObjectivesSpec,
        /// Alarms of both clouds: who is told of what, and from when on.
        optional monitoring: MonitoringSpec,
        /// Findings that are accepted by name, each with its reason.
        optional waivers: List<WaiverSpec>,
        /// What is built on AWS.
        optional aws: AwsSpec,
        /// What is built on Google Cloud.
        optional gcp: GcpSpec,
        /// The private link between the two; both must be described.
        optional link: LinkSpec,
        /// How clients reach the side that takes the writes; with the strategy `primary-replica`.
        optional traffic: TrafficSpec,
    }

    /// Whose data it is and where it may live.
    pub struct ResidencySpec at "residency" {
        /// Countries of the data subjects: `[KR]`.
        optional subjects: List<Country>,
        /// Countries where the data may live: `[KR]`.
        optional allowed: List<Country>,
        /// The legal ground on which personal data crosses a border.
        optional transfer_basis: TransferBasis,
        /// Kinds of data with rules of their own.
        optional data: List<DataClass>,
        /// How residency is read; `standard` by default.
        optional profile: ResidencyProfile,
    }

    /// A range that is routed elsewhere.
    pub struct ReservedRangeSpec at "reserved-ranges" {
        /// Who uses it: `office`.
        required name: Text,
        /// The range.
        required cidr: Cidr,
    }

    /// What the environment must survive.
    pub struct ObjectivesSpec at "objectives" {
        /// The largest loss to survive: a `zone` (the default) or a `region`.
        optional disaster: Disaster,
        /// The longest time without writes: `10m`.
        optional rto: Duration,
        /// The longest span of writes that may be lost: `30s`.
        optional rpo: Duration,
        /// How long a person takes from the alarm to the decision to promote; `5m` by default.
        optional decision: Duration,
        /// How long the standby may be unreachable before it is seeded anew; `4h` by default.
        optional tolerated_outage: Duration,
        /// What the primary writes to its log when it is busy, in MiB a second; 2 by default.
        optional write_rate_mibps: Number,
        /// The data to be copied when the standby is seeded, in GiB.
        optional data_size_gib: Number,
        /// When a failover was last rehearsed: `2026-11-20`.
        optional last_drill: Date,
        /// What the rehearsal has measured; it replaces what mcgen assumes.
        optional measured: MeasuredSpec,
    }

    /// Parts of a failover that a rehearsal has measured.
    pub struct MeasuredSpec at "objectives.measured" {
        /// From the failure to the alarm.
        optional detection: Duration,
        /// The promotion of the database.
        optional promotion: Duration,
        /// Changing the environment file, checking, rendering and planning.
        optional preparation: Duration,
        /// The apply that brings the promoted side to its full size.
        optional resize: Duration,
        /// From the changed traffic until clients write to the promoted side.
        optional steering: Duration,
        /// The largest lag of the standby in steady operation.
        optional lag: Duration,
    }

    /// A finding that is accepted.
    pub struct WaiverSpec at "waivers" {
        /// The code of the rule: `NET-046`.
        required rule: Text,
        /// Why it is accepted; listed in every output.
        required reason: Text,
        /// The last day on which it is accepted.
        optional until: Date,
    }
}
