//! Keys of a cluster of MongoDB Atlas that people bring from Atlas itself and from other tools.

use mcgen_model::{ATLAS_ELECTABLE, ATLAS_SHAPE};

use super::refused_keys;

refused_keys! {
    ATLAS_ELECTABLE: "strategy.global-database.product.atlas.regions" ["priority" "priorities"]
        "priorities follow the order of the regions: 7, 6, 5 and so on",
        "remove the key, and write the region that is to have the primary first";
    ATLAS_ELECTABLE: "strategy.global-database.product.atlas.regions" [
        "read-only-nodes" "read_only_nodes" "read-only-specs" "read_only_specs" "analytics-nodes" "analytics_specs"
    ]
        "mcgen renders nodes that can become the primary, and no others",
        "remove the key";
    ATLAS_SHAPE: "strategy.global-database.product.atlas.regions" [
        "instance-size" "instance_size" "instance-class" "instance_class" "electable-specs" "electable_specs"
    ]
        "all nodes of a replica set have one size",
        "write `instance-size` once, beside `regions`";
    ATLAS_SHAPE: "strategy.global-database.product.atlas.regions" [
        "ebs-volume-type" "ebs_volume_type" "disk-iops" "disk_iops"
    ]
        "a cluster over two clouds takes no settings of the disks of one",
        "remove the key";
    ATLAS_SHAPE: "strategy.global-database.product.atlas" [
        "ebs-volume-type" "ebs_volume_type" "disk-iops" "disk_iops"
    ]
        "a cluster over two clouds takes no settings of the disks of one",
        "remove the key";
}
