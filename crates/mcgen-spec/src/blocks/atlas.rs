use mcgen_model::{
    AtlasName, AtlasProject, AtlasRegion, AtlasSize, AtlasVersion, DatabaseName, RoleName,
};

use super::AllowedRangeSpec;
use crate::decode::{List, Number, Switch, block};

block! {
    /// A replica set of MongoDB Atlas. Its nodes may stand in both clouds.
    pub struct AtlasSpec at "strategy.global-database.product.atlas" {
        /// The project of Atlas that it belongs to: the 24 hexadecimal digits of its ID.
        required project: AtlasProject,
        /// Its regions by preference: the primary stands in the first one.
        required regions: List<AtlasRegionSpec>,
        /// The name of the cluster; `<project>-<environment>` by default. It cannot be changed later.
        optional name: AtlasName,
        /// The size of every node: `M10` to `M300`; `M30` by default.
        optional instance_size: AtlasSize,
        /// The major version of MongoDB: `7.0` or `8.0`; `8.0` by default.
        optional version: AtlasVersion,
        /// Backups.
        optional backup: AtlasBackupSpec,
        /// Whether the cluster refuses to be deleted; `true` in production.
        optional delete_protection: Switch,
        /// The database of the application; the project by default.
        optional database: DatabaseName,
        /// The user of the application, who reads and writes that database; `<project>_app` by default.
        optional user: RoleName,
        /// The version of its password; 1 by default. Raise it for another password.
        optional password_version: Number,
        /// Public addresses that may connect besides the private way; none by default.
        optional allow: List<AllowedRangeSpec>,
    }

    /// A region of a cluster.
    pub struct AtlasRegionSpec at "strategy.global-database.product.atlas.regions" {
        /// The region by the name of its cloud: `ap-northeast-2`, `asia-northeast3`.
        required name: AtlasRegion,
        /// How many nodes it has that can become the primary. All regions together have 3, 5 or 7.
        required nodes: Number,
    }

    /// How long backups are kept.
    pub struct AtlasBackupSpec at "strategy.global-database.product.atlas.backup" {
        /// Days for which any moment can be restored; 7 by default.
        optional restore_days: Number,
        /// Days for which a daily backup is kept; 30 by default.
        optional retention_days: Number,
    }
}
