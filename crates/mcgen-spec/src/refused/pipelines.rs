//! Keys of other ways to keep two databases alike, which mcgen does not build.

use mcgen_diagnostics::Reference;

use super::{refused_keys, rules_of_keys};

const DEBEZIUM: Reference = Reference {
    title: "Debezium: connector for MySQL",
    url: "https://debezium.io/documentation/reference/stable/connectors/mysql.html",
};
const KAFKA: Reference = Reference {
    title: "Apache Kafka: geo-replication",
    url: "https://kafka.apache.org/documentation/#georeplication",
};

rules_of_keys! {
    /// REP-103: replication of MySQL itself.
    NATIVE_MYSQL = "REP-103" "native-mysql-replication" Error
        "mcgen does not build the replication of MySQL itself",
        "write `replication: dms`",
        "RDS sets up a replica of an external MySQL with stored procedures, Cloud SQL with an import job, and both only as a replica of the whole server that must be made anew after each promotion. The statements are not those of most guides either: MySQL 8.4 has no CHANGE MASTER, START SLAVE and SHOW MASTER STATUS any more, but CHANGE REPLICATION SOURCE, START REPLICA and SHOW BINARY LOG STATUS.\n\nmcgen replicates MySQL with AWS DMS, in both directions.",
        &[Reference {
            title: "MySQL 8.4: features removed",
            url: "https://dev.mysql.com/doc/refman/8.4/en/mysql-nutshell.html",
        }];

    /// REP-105: Debezium.
    CONNECTOR = "REP-105" "change-data-capture-connector" Error
        "no connector of Debezium feeds a standby",
        "write `replication: logical` for PostgreSQL, or `replication: dms`",
        "A connector is one half of a pipeline that needs a broker, its operation, and a sink with keys and deletes. mcgen builds one for two sides that both write (`active-active` with `mechanism: debezium-kafka`); a standby has two ways without a broker. The settings of guides are often of versions before 2.0: `database.server.name` and `database.history.*` are `topic.prefix` and `schema.history.internal.*` now, and a connector with the old ones does not start.",
        &[DEBEZIUM];

    /// REP-107: Kafka Connect.
    CONNECT_IMAGE = "REP-107" "kafka-connect" Error
        "no Kafka Connect feeds a standby",
        "write `replication: logical` for PostgreSQL, or `replication: dms`",
        "The common images of Kafka Connect hold neither Debezium nor a sink for databases: an image must be built, and on one broker every replication factor set to 1. A standby database does not need the pipeline: two mechanisms that mcgen builds write to it directly.",
        &[DEBEZIUM];

    /// REP-108: the copying of topics.
    MIRROR_MAKER = "REP-108" "mirror-maker" Error
        "mcgen does not build MirrorMaker",
        "write `replication: logical` for PostgreSQL, or `replication: dms`",
        "MirrorMaker copies topics between brokers and no rows between databases. Its first version, the one with `--whitelist`, is removed from Kafka 4; the second one runs as connectors and renames the topics.",
        &[KAFKA];

    /// REP-109: a pipeline without an end.
    PIPELINE = "REP-109" "pipeline-without-sink" Error
        "mcgen does not build pipelines of events",
        "write `replication: logical` for PostgreSQL, or `replication: dms`",
        "Changes in topics are not a standby: something must write them into the other database, in order, by key, deletes included, and somebody must watch that it does. A design that ends at the broker has no second database when it is needed.",
        &[DEBEZIUM];

    /// REP-110: Galera.
    GALERA = "REP-110" "galera-between-clouds" Error
        "managed databases form no Galera cluster",
        "write `replication: dms`, or choose the strategy `global-database`",
        "Galera needs its own library in the server, three voting sites, and a round trip to all of them at each commit. Neither RDS nor Cloud SQL offers it, and two clouds are two sites: when one is lost, the other stops taking writes too.",
        &[Reference {
            title: "Galera Cluster: quorum components",
            url: "https://galeracluster.com/library/documentation/weighted-quorum.html",
        }];

    /// REP-113: copies by time stamp.
    BATCH = "REP-113" "batch-copies" Error
        "copies by time stamp miss changes",
        "write `replication: logical` for PostgreSQL, or `replication: dms`",
        "A job that copies rows by `created_at` every few minutes never sees an update or a delete, `INSERT IGNORE` drops what collides, and two runs that overlap copy twice. What is lost shows at the failover. Both mechanisms of mcgen read the log of the database, in which every change stands once and in order.",
        &[Reference {
            title: "AWS DMS: tasks for ongoing replication",
            url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html",
        }];
}

refused_keys! {
    NATIVE_MYSQL: "strategy.primary-replica" [
        "change-master" "change_master" "master-host" "master_host" "binlog-replication"
        "binlog_replication" "external-replica" "external_replica" "replicate-do-db"
        "replicate_do_db"
    ]
        "that belongs to the replication of MySQL itself",
        "remove the key and write `replication: dms`";
    CONNECTOR: "strategy.primary-replica" [
        "debezium" "connector" "connectors" "topic-prefix" "topic_prefix"
    ]
        "that belongs to a pipeline of Debezium",
        "remove the key and write `replication: logical` or `dms`";
    CONNECT_IMAGE: "strategy.primary-replica" [
        "kafka-connect" "kafka_connect" "connect-cluster" "connect_cluster"
    ]
        "that belongs to a pipeline of Kafka Connect",
        "remove the key and write `replication: logical` or `dms`";
    MIRROR_MAKER: "strategy.primary-replica" [
        "mirror-maker" "mirror_maker" "mirrormaker" "kafka-mirror-maker" "kafka_mirror_maker"
    ]
        "it copies topics between brokers",
        "remove the key and write `replication: logical` or `dms`";
    PIPELINE: "strategy.primary-replica" [
        "kafka" "msk" "pubsub" "datastream" "topics" "broker" "brokers" "event-stream"
        "event_stream"
    ]
        "that belongs to a pipeline of events",
        "remove the key and write `replication: logical` or `dms`";
    GALERA: "strategy.primary-replica" [
        "galera" "wsrep" "wsrep-cluster" "wsrep_cluster" "group-replication" "group_replication"
    ]
        "RDS and Cloud SQL offer no cluster of that kind",
        "remove the key and write `replication: dms`";
    MIRROR_MAKER: "strategy.active-active.mechanism" [
        "mirror-maker" "mirror_maker" "mirrormaker" "mirrormaker2" "kafka-mirror-maker" "kafka_mirror_maker"
    ]
        "it copies topics between brokers",
        "write `mechanism: debezium-kafka`, whose sinks write the rows into both databases";
    GALERA: "strategy.active-active.mechanism" [
        "galera" "wsrep" "group-replication" "group_replication" "innodb-cluster" "innodb_cluster"
    ]
        "RDS and Cloud SQL offer no cluster of that kind, and two sites are no majority when one is lost",
        "choose the strategy `global-database` for one database with a majority, or one of `logical-lww`, `bucardo`, \
`symmetricds` and `debezium-kafka` for two that end equal";
    BATCH: "strategy.primary-replica" [
        "batch" "etl" "cron" "cronjob" "schedule" "sync-interval" "sync_interval"
    ]
        "a copy by time is no replication",
        "remove the key and write `replication: logical` or `dms`";
}
