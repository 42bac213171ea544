//! Rules of Memorystore that a key or a value can break while the file is read.

use mcgen_diagnostics::{Reference, Rule, Severity};

const INSTANCE: Reference = Reference {
    title: "Terraform: google_redis_instance",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/redis_instance",
};
const VALKEY_INSTANCE: Reference = Reference {
    title: "Terraform: google_memorystore_instance",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/memorystore_instance",
};
const COMMANDS: Reference = Reference {
    title: "Memorystore for Redis: supported and blocked commands",
    url: "https://docs.cloud.google.com/memorystore/docs/redis/supported-commands",
};

/// CACHE-010: instance names.
pub static MEMORYSTORE_NAME: Rule = Rule {
    code: "CACHE-010",
    slug: "illegal-memorystore-name",
    severity: Severity::Error,
    summary: "Memorystore refuses the name of the instance",
    fix: "use lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
    explain: "The name of an instance has lower-case letters, digits and hyphens, begins with a letter and \
ends with a letter or a digit: up to 40 characters for Redis, 4 to 63 for Valkey. The connection policy \
of a Valkey instance is named after it with `-memorystore` behind, within the same 63, which leaves \
51.\n\nName, id and display name are one in mcgen.",
    sources: &[INSTANCE, VALKEY_INSTANCE],
    waivable: false,
};

/// CACHE-012: memory, replicas, shards.
pub static MEMORYSTORE_SIZE: Rule = Rule {
    code: "CACHE-012",
    slug: "impossible-memorystore-size",
    severity: Severity::Error,
    summary: "size and replicas of Memorystore do not fit together",
    fix: "choose sizes that the engine and the tier offer",
    explain: "Memorystore for Redis has 1 to 300 GiB. The basic tier has no replica; standard-ha has one that \
answers nothing, or 1 to 5 read replicas, which need 5 GiB, Redis 5.0 and a peered range of a /28. Read \
replicas can be switched on later through the API, but Terraform sets them only when it makes the \
instance. Memorystore for Valkey is measured otherwise: in nodes of a type, in shards, with 0 to 5 \
replicas each and up to 250 nodes, and only it has backups.\n\nmcgen refuses a key of the other engine, which it would have to \
drop without a word.",
    sources: &[
        Reference {
            title: "Memorystore for Redis: about read replicas",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/about-read-replicas",
        },
        Reference {
            title: "Memorystore for Valkey: instance and node specification",
            url: "https://docs.cloud.google.com/memorystore/docs/valkey/instance-node-specification",
        },
        INSTANCE,
    ],
    waivable: false,
};

/// CACHE-013: AUTH and the port.
pub static MEMORYSTORE_ACCESS: Rule = Rule {
    code: "CACHE-013",
    slug: "memorystore-login-and-port",
    severity: Severity::Warning,
    summary: "Memorystore clients come without login, or to the wrong port",
    fix: "write `auth: true` and `tls: true`, and take the port from the output",
    explain: "Both AUTH and TLS are off for an instance whose author says nothing; mcgen turns both on. With \
AUTH off, whoever reaches the port reads and deletes everything. The port cannot be chosen: Redis \
listens on 6379, with TLS on 6378, and Valkey on 6379. An application that has 6379 written down fails \
when TLS is on, so it should read the port from the output of the stack. The number 6378 could not be \
confirmed on a page of Google, which says only that TLS has a port of its own.",
    sources: &[
        Reference {
            title: "Memorystore for Redis: about in-transit encryption",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/about-in-transit-encryption",
        },
        INSTANCE,
    ],
    waivable: true,
};

/// CACHE-014: the network of the instance.
pub static MEMORYSTORE_NETWORK: Rule = Rule {
    code: "CACHE-014",
    slug: "memorystore-network",
    severity: Severity::Error,
    summary: "Memorystore is attached to the network outside of the address plan",
    fix: "write `connect-mode: private-service-access`, which is the default",
    explain: "Two defaults of the API are traps: an instance whose author names no network lands in the one \
called `default`, and it is attached by a direct peering of its own. A direct peering takes a range that \
Google chooses, so it stands outside of the address plan and can collide with a range of the other \
cloud. With private services access the instance lives in the peered range of the network, which the \
plan keeps free. The mode of an instance cannot change. Valkey is attached by endpoints in the node \
subnet and has no mode.\n\nmcgen always names the network of the file.",
    sources: &[
        Reference {
            title: "Memorystore for Redis: networking",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/networking",
        },
        INSTANCE,
    ],
    waivable: true,
};

/// CACHE-015: settings.
pub static MEMORYSTORE_SETTING: Rule = Rule {
    code: "CACHE-015",
    slug: "unknown-memorystore-setting",
    severity: Severity::Error,
    summary: "Memorystore does not take this setting",
    fix: "remove the setting",
    explain: "Memorystore for Redis takes a short list of settings (`maxmemory-policy`, `maxmemory-gb`, \
`notify-keyspace-events`, `timeout`, `activedefrag`, `lfu-*`, `stream-node-max-*`, and a few more with \
7.0), each from some version on and within a range. Others are fixed or do not exist: `tcp-keepalive`, \
which tutorials set, is refused at apply. For Valkey the list was read on the page of its sister product \
Redis Cluster, so a setting outside of it is a warning.",
    sources: &[
        Reference {
            title: "Memorystore for Redis: supported configurations",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/supported-redis-configurations",
        },
        VALKEY_INSTANCE,
    ],
    waivable: false,
};

/// CACHE-016: the protocol of clients.
pub static WRONG_CLIENT: Rule = Rule {
    code: "CACHE-016",
    slug: "wrong-cache-client",
    severity: Severity::Warning,
    summary: "client library is set to a protocol that the cache does not speak",
    fix: "set the client to `plain`, or to `cluster` where the cache has shards",
    explain: "Neither ElastiCache nor Memorystore runs Sentinel: the service watches the nodes and moves the \
endpoint itself, so a client that asks a Sentinel for the primary finds nobody. A cluster client asks \
for the map of shards, which a cache without cluster mode refuses; a plain client meets `MOVED` replies \
on one with shards. No page says of Sentinel that it is missing; it is absent from the list of supported \
commands.",
    sources: &[
        COMMANDS,
        Reference {
            title: "Amazon ElastiCache: finding connection endpoints",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html",
        },
    ],
    waivable: false,
};
