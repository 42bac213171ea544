use mcgen_model::{
    ApplicationChange, AwsRegion, ConflictOutcome, DataSharing, Duration, Engine, EngineVersion,
    GcpRegion, Level, Loss, ShortName, Skill, WritePattern,
};

use super::ResidencySpec;
use crate::decode::{List, Switch, Text, block};

block! {
    /// What a team needs of its databases.
    pub struct NeedsSpec at "" {
        /// The project, the first part of every name: `crm`.
        required project: ShortName,
        /// The environment that is advised on; `production` by default.
        optional environment: ShortName,
        /// Whether both clouds serve the same data: `shared`, or `separate` for customers of their own.
        required data: DataSharing,
        /// The largest loss after which the data are still served: `zone`, `region` or `cloud`.
        required survive: Loss,
        /// The longest time without writes after such a loss: `40m`.
        optional rto: Duration,
        /// The longest span of writes that such a loss may take: `1m`.
        optional rpo: Duration,
        /// Where rows are written; `one-side` by default.
        optional writes: WritePattern,
        /// What may become of a row that both sides change at the same time; `none`, which means that it must not happen, by default.
        optional conflicts: ConflictOutcome,
        /// Whether columns are changed by an amount, such as balances and stock; `true` by default.
        optional counters: Switch,
        /// What the databases may cost; `medium` by default.
        optional budget: Level,
        /// What the team runs already: `[postgresql, kafka, machines, messaging]`.
        optional skills: List<Skill>,
        /// The engine that the application speaks to today.
        required engine: Engine,
        /// Its version; a current one by default.
        optional version: EngineVersion,
        /// How far the application may change; `none` by default.
        optional application: ApplicationChange,
        /// Whose data it is and where it may live.
        optional residency: ResidencySpec,
        /// Where it runs on AWS.
        required aws: AwsPlaceSpec,
        /// Where it runs on Google Cloud.
        required gcp: GcpPlaceSpec,
    }

    /// Where something runs on AWS.
    pub struct AwsPlaceSpec at "aws" {
        /// The region: `ap-northeast-2`.
        required region: AwsRegion,
        /// The account, 12 digits in quotes; one that does not exist by default.
        optional account: Text,
    }

    /// Where something runs on Google Cloud.
    pub struct GcpPlaceSpec at "gcp" {
        /// The region: `asia-northeast3`.
        required region: GcpRegion,
        /// The project id; `<project>-<environment>` by default.
        optional project: Text,
    }
}
