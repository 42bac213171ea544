use mcgen_model::{DatabaseName, Principal, SpannerConfiguration, SpannerDialect, SpannerEdition};

use crate::decode::{List, Number, Switch, Text, block};

block! {
    /// An instance of Cloud Spanner with one database.
    pub struct SpannerSpec at "strategy.global-database.product.spanner" {
        /// Where its copies stand: `regional-asia-northeast3`, `dual-region-japan1`, `asia1`.
        required configuration: SpannerConfiguration,
        /// What is paid for: `standard`, `enterprise` or `enterprise-plus`; the smallest that has what is asked for by default.
        optional edition: SpannerEdition,
        /// Its size in thousandths of a node: hundreds up to 1000, thousands above; 1000 by default.
        optional processing_units: Number,
        /// Follows the load, in the place of `processing-units`.
        optional autoscaling: SpannerAutoscalingSpec,
        /// The language of its SQL: `googlesql` or `postgresql`; `postgresql` by default. It cannot be changed later.
        optional dialect: SpannerDialect,
        /// The database of the application; the project by default.
        optional database: DatabaseName,
        /// The statements of its schema in their order. Add more at the end: another one, or another order, makes the database anew.
        optional ddl: List<Text>,
        /// Days for which any moment can be read again, 1 to 7; 7 by default.
        optional version_retention_days: Number,
        /// Days for which a daily backup is kept, 1 to 365; 30 by default.
        optional backup_retention_days: Number,
        /// Whether instance and database refuse to be deleted; `true` in production.
        optional deletion_protection: Switch,
        /// Who reads and writes, in Google Cloud: `[serviceAccount:crm@crm-production.iam.gserviceaccount.com]`.
        optional users: List<Principal>,
        /// Names of IAM roles of the AWS account whose sessions read and write, without a key: `[crm-app]`.
        optional aws_roles: List<Text>,
        /// Keys of Cloud KMS that encrypt the database, one in each region of the configuration; Google's own by default. They cannot be changed later.
        optional kms_keys: List<Text>,
    }

    /// How an instance follows the load.
    pub struct SpannerAutoscalingSpec at "strategy.global-database.product.spanner.autoscaling" {
        /// The smallest size in processing units, thousands; 1000 by default.
        optional min_processing_units: Number,
        /// The largest size in processing units, thousands.
        required max_processing_units: Number,
        /// The load of the processors by work of high priority that is aimed at, in percent; 65, over several regions 45, by default.
        optional cpu_percent: Number,
        /// The share of the storage that is aimed at, in percent; 90 by default.
        optional storage_percent: Number,
    }
}
