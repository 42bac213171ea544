//! Rules of ElastiCache that a key or a value can break while the file is read.

use mcgen_diagnostics::{Reference, Rule, Severity};

const CREATE_GROUP: Reference = Reference {
    title: "Amazon ElastiCache API: CreateReplicationGroup",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
};
const PROVIDER: Reference = Reference {
    title: "Terraform AWS provider: aws_elasticache_replication_group",
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group",
};
const ENCRYPTION_IN_TRANSIT: Reference = Reference {
    title: "Amazon ElastiCache: enabling in-transit encryption",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html",
};
const ENGINE_VERSIONS: Reference = Reference {
    title: "Amazon ElastiCache: supported engines and versions",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html",
};

/// CACHE-001: the id of a replication group.
pub static CACHE_NAME: Rule = Rule {
    code: "CACHE-001",
    slug: "illegal-cache-name",
    severity: Severity::Error,
    summary: "ElastiCache refuses the name of the cache",
    fix: "use up to 40 lower-case letters, digits and single hyphens, beginning with a letter",
    explain: "The id of a replication group has 1 to 40 letters, digits and hyphens, begins with a letter, \
and neither ends with a hyphen nor holds two in a row. ElastiCache stores it in lower case, so a capital \
letter would show a difference in every later plan. The API also wants a description with every group; \
mcgen writes one from the name, and has no key for it.",
    sources: &[CREATE_GROUP, PROVIDER],
    waivable: false,
};

/// CACHE-002: how clients of a cache prove who they are.
pub static CACHE_AUTH: Rule = Rule {
    code: "CACHE-002",
    slug: "impossible-cache-login",
    severity: Severity::Error,
    summary: "clients of the cache cannot prove who they are like this",
    fix: "write `auth: iam` together with required TLS",
    explain: "ElastiCache knows two ways to log in. An AUTH token is one password for everybody: 16 to 128 \
printable characters, of the special ones only `!`, `&`, `#`, `$`, `^`, `<`, `>` and `-`, only with TLS, \
and Terraform keeps it in the state. Users of a group can instead log in with IAM tokens that last 15 \
minutes, from Valkey 7.2 and Redis 7.0 on. Users need TLS that is required: with `preferred` or `none` a \
token would cross the network in plain text, and the API refuses the group. Memorystore for Valkey takes \
IAM tokens as well, and mcgen sends them over TLS only.\n\nmcgen has no key for a token. It checks \
`auth: iam` against the version and the encryption.",
    sources: &[
        Reference {
            title: "Amazon ElastiCache: authenticating with IAM",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html",
        },
        Reference {
            title: "Amazon ElastiCache: authenticating with the AUTH command",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
        },
    ],
    waivable: false,
};

/// CACHE-003: engine versions.
pub static CACHE_VERSION: Rule = Rule {
    code: "CACHE-003",
    slug: "unknown-cache-version",
    severity: Severity::Error,
    summary: "the cache service does not offer this engine version",
    fix: "choose a version that the service offers",
    explain: "Redis OSS ends at 7.1 on ElastiCache and at 7.2 on Memorystore; what follows is Valkey (7.2, \
8.x, 9.x). A version of Redis past its standard support is billed as Extended Support on ElastiCache, \
and mcgen builds none. A preview version has no service level agreement. Engine and version also decide \
the parameter family, and Valkey wants TLS to be decided when the group is made: mcgen always writes \
both.\n\nThe versions come from the tables of this release of mcgen; a later version needs a later mcgen.",
    sources: &[
        ENGINE_VERSIONS,
        CREATE_GROUP,
        Reference {
            title: "Memorystore for Redis: supported versions",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/supported-versions",
        },
        Reference {
            title: "Memorystore for Valkey: supported versions",
            url: "https://docs.cloud.google.com/memorystore/docs/valkey/supported-versions",
        },
    ],
    waivable: false,
};

/// CACHE-004: nodes, shards, failover and zones.
pub static CACHE_SHAPE: Rule = Rule {
    code: "CACHE-004",
    slug: "impossible-cache-shape",
    severity: Severity::Error,
    summary: "nodes, shards and failover of the cache do not fit together",
    fix: "give the cache at least two nodes, and leave failover and zones to their defaults",
    explain: "A replication group without cluster mode has 1 to 6 nodes: a primary and up to 5 replicas. With \
cluster mode it has shards of one primary and 0 to 5 replicas each, up to 90 nodes together (500 after a \
raised quota). Automatic failover needs a node to fail over to, so at least two; nodes can be spread \
over zones only with failover, and only when the cache has subnets in two zones; cluster mode always \
has failover.\n\nmcgen turns cluster mode on when the file says `shards`, and then `nodes` means \
nothing.",
    sources: &[
        CREATE_GROUP,
        Reference {
            title: "Amazon ElastiCache: shards",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html",
        },
        Reference {
            title: "Amazon ElastiCache: minimizing downtime with Multi-AZ",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
        },
    ],
    waivable: false,
};

/// CACHE-005: encryption that cannot be changed at once, or at all.
pub static ENCRYPTION_IS_FINAL: Rule = Rule {
    code: "CACHE-005",
    slug: "cache-encryption-is-final",
    severity: Severity::Warning,
    summary: "encryption of the cache is hard to change later",
    fix: "write `at-rest-encryption: true` and `transit-encryption: required`, which are the defaults",
    explain: "Encryption at rest is decided when a group is made: another value later replaces the group and \
empties the cache. The default of the API differs by engine (off for Redis, on for Valkey). TLS can be \
switched on for a running group, in two steps: `preferred`, which takes TLS and plain text, until every \
client has moved, then `required`. A group that stays at the first step still answers in plain text.\n\n\
mcgen warns about encryption at rest that is off and about TLS that stands between the steps.",
    sources: &[ENCRYPTION_IN_TRANSIT, CREATE_GROUP],
    waivable: true,
};

/// CACHE-006: node types.
pub static NODE_TYPE: Rule = Rule {
    code: "CACHE-006",
    slug: "unknown-node-type",
    severity: Severity::Error,
    summary: "the node type does not fit region, engine or data tiering",
    fix: "choose a node type that the region offers for the engine",
    explain: "A node type is `cache.`, a family and a size. The newest families (M8g, R8g, C8gn) run Valkey \
only, each family has an oldest engine version, and not every region has every family. Data tiering, \
which moves cold values to disk, and the family R6gd need each other.\n\nmcgen refuses a type that \
exists nowhere, or not for the engine. A family that the table of this release does not list for the \
region is a warning only, since regions gain families all the time; so is an earlier generation.",
    sources: &[
        Reference {
            title: "Amazon ElastiCache: supported node types",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
        },
        Reference {
            title: "Amazon ElastiCache: data tiering",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html",
        },
    ],
    waivable: false,
};

/// CACHE-007: snapshots and windows.
pub static CACHE_SNAPSHOTS: Rule = Rule {
    code: "CACHE-007",
    slug: "cache-snapshots-and-windows",
    severity: Severity::Warning,
    summary: "snapshots or maintenance of the cache need another setting",
    fix: "keep snapshots for 1 to 35 days, in a window of at least an hour apart from maintenance, and backups of Memorystore for 1 to 365",
    explain: "ElastiCache keeps automatic snapshots for 1 to 35 days, and none unless somebody asks: without \
one, a lost cache starts empty. Snapshot and maintenance windows last at least 60 minutes and must not \
overlap. Memorystore has the day and the hour of its maintenance only. For Valkey it keeps daily backups for \
1 to 365 days; for Redis it has none, but snapshots to restart from.\n\nmcgen warns about a production \
cache without snapshots; a window or a number that the API refuses is an error.",
    sources: &[
        CREATE_GROUP,
        Reference {
            title: "Amazon ElastiCache: scheduling automatic backups",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
        },
        Reference {
            title: "Memorystore for Valkey: about backups",
            url: "https://docs.cloud.google.com/memorystore/docs/valkey/about-backups",
        },
    ],
    waivable: true,
};

/// CACHE-008: subnets and port.
pub static CACHE_PLACEMENT: Rule = Rule {
    code: "CACHE-008",
    slug: "cache-placement",
    severity: Severity::Warning,
    summary: "the cache cannot stand in the network like this",
    fix: "leave subnets and security group of the cache to mcgen",
    explain: "A cache with TLS needs a subnet group: without one it would stand in the default network, or \
not at all. A group holds 1 to 20 subnets. mcgen makes a subnet group over the `cache` tier and a \
security group that admits the `clients`, so a foreign group has nothing to act on. The port lies \
between 1024 and 65535.",
    sources: &[
        Reference {
            title: "Amazon ElastiCache: subnets and subnet groups",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html",
        },
        Reference {
            title: "Amazon ElastiCache endpoints and quotas",
            url: "https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html",
        },
    ],
    waivable: false,
};

/// CACHE-009: caches do not replicate over clouds.
pub static NO_CACHE_REPLICATION: Rule = Rule {
    code: "CACHE-009",
    slug: "no-replication-between-caches",
    severity: Severity::Error,
    summary: "caches of two clouds or regions do not replicate here",
    fix: "remove the key; keep each cache beside its database and let it fill from there",
    explain: "ElastiCache accepts no `REPLICAOF` and Memorystore follows no foreign primary, so neither can be \
a replica of the other. A Global Datastore joins ElastiCache groups of AWS regions only, of the families \
M5, M6g, R5, R6g and later from the size `large` on. What looks like replication between the clouds is \
the application writing twice, and a write that fails on one side leaves two truths.\n\nA cache of one \
cloud is filled from the database of that cloud. What must survive the loss of a cloud belongs in the \
database.",
    sources: &[
        Reference {
            title: "Amazon ElastiCache: replication across AWS Regions using global datastores",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html",
        },
        Reference {
            title: "Memorystore for Redis: supported and blocked commands",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/supported-commands",
        },
    ],
    waivable: false,
};
