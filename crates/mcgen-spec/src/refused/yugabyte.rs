//! Keys of a cluster of YugabyteDB Aeon that people bring from its provider.

use mcgen_model::YUGABYTE_SHAPE;

use super::refused_keys;

refused_keys! {
    YUGABYTE_SHAPE: "strategy.global-database.product.yugabyte" [
        "is-multi-cloud" "is_multi_cloud" "multi-cloud" "clouds" "cloud" "cloud-type" "cloud_type"
    ]
        "mcgen renders clusters whose nodes stand in AWS, and adds no second cloud to one",
        "remove the key; for nodes in both clouds take another product, such as `atlas`";
    YUGABYTE_SHAPE: "strategy.global-database.product.yugabyte.regions" ["cloud" "cloud-type" "cloud_type"]
        "mcgen renders clusters whose nodes stand in AWS, and adds no second cloud to one",
        "remove the key, and name regions of AWS";
}
