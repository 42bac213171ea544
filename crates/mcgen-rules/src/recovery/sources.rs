//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const RECOVERY_OBJECTIVES: Reference = Reference {
    title: "AWS Well-Architected, reliability pillar: plan for disaster recovery",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/plan-for-disaster-recovery-dr.html",
};
pub(super) const RECOVERY_OPTIONS: Reference = Reference {
    title: "AWS whitepaper: disaster recovery options in the cloud",
    url: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
};
pub(super) const RDS_MODIFICATION: Reference = Reference {
    title: "AWS re:Post: downtime and performance while an RDS instance is modified",
    url: "https://repost.aws/knowledge-center/rds-performance-impact",
};
pub(super) const LOGICAL_REPLICATION: Reference = Reference {
    title: "PostgreSQL: logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication.html",
};
pub(super) const SLOT_LIMIT: Reference = Reference {
    title: "PostgreSQL: replication settings (max_slot_wal_keep_size)",
    url: "https://www.postgresql.org/docs/current/runtime-config-replication.html",
};
pub(super) const DMS_CDC: Reference = Reference {
    title: "AWS DMS: ongoing replication",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html",
};
pub(super) const SYMMETRICDS: Reference = Reference {
    title: "SymmetricDS: user guide",
    url: "https://symmetricds.sourceforge.net/doc/3.15/html/user-guide.html",
};
pub(super) const RDS_FAILOVER: Reference = Reference {
    title: "Amazon RDS: failing over a Multi-AZ DB instance",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html",
};
pub(super) const MONGODB_ELECTIONS: Reference = Reference {
    title: "MongoDB: replica set elections",
    url: "https://www.mongodb.com/docs/manual/core/replica-set-elections/",
};
pub(super) const COCKROACH_SURVIVAL: Reference = Reference {
    title: "CockroachDB: multi-region survival goals",
    url: "https://www.cockroachlabs.com/docs/stable/multiregion-survival-goals",
};
pub(super) const SPANNER_CONFIGURATIONS: Reference = Reference {
    title: "Cloud Spanner: regional, dual-region and multi-region configurations",
    url: "https://docs.cloud.google.com/spanner/docs/instance-configurations",
};
