//! Keys of a cluster of YugabyteDB Aeon that people bring from its provider.

use mcgen_model::YUGABYTE_SHAPE;

use super::refused_keys;

refused_keys! {
    YUGABYTE_SHAPE: "strategy.global-database.product.yugabyte" [
        "is-multi-cloud" "is_multi_cloud" "multi-cloud" "clouds" "cloud" "cloud-type" "cloud_type"
    ]
        "the regions say in which clouds nodes stand, and Aeon takes a second cloud at the creation of a cluster alone",
        "remove the key, and name regions of both clouds for a new cluster";
    YUGABYTE_SHAPE: "strategy.global-database.product.yugabyte.regions" ["cloud" "cloud-type" "cloud_type"]
        "the name of a region says its cloud",
        "remove the key: `ap-northeast-2` is of AWS, `asia-northeast3` of Google Cloud";
}
