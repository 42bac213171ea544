//! Rules about secrets, exposure and keys that the reader can find broken.

use mcgen_diagnostics::{Reference, Rule, Severity};

const SENSITIVE_DATA: Reference = Reference {
    title: "Terraform: manage sensitive data",
    url: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
};
const WRITE_ONLY: Reference = Reference {
    title: "Terraform: write-only arguments",
    url: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only",
};
const RDS_NETWORK: Reference = Reference {
    title: "Amazon RDS: working with a DB instance in a VPC",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
};
const RDS_TLS: Reference = Reference {
    title: "Amazon RDS: using SSL/TLS to encrypt a connection",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
};
const CLOUD_SQL_TLS: Reference = Reference {
    title: "Cloud SQL: authorize with SSL/TLS certificates",
    url: "https://cloud.google.com/sql/docs/postgres/authorize-ssl",
};

/// SEC-001: no secret stands in a file.
pub static SECRET_LITERAL: Rule = Rule {
    code: "SEC-001",
    slug: "secret-in-the-file",
    severity: Severity::Error,
    summary: "a secret stands in the file",
    fix: "remove it, and change the secret: whoever could read the file has it",
    explain: "An environment file is read by everybody who can read the repository, and stays in its history. \
No key of mcgen takes a password, a token or a private key: databases and caches get their secrets from \
the secret store of their cloud, and Terraform gets its credentials from whoever runs it.\n\nmcgen looks \
at the whole text, comments included, for shapes of known tokens, for private keys and for passwords in \
connection strings; at values whose key ends in a word like `password`, `secret` or `token`; and at words \
that look random, which is only a warning. A reference (`${…}`, an ARN, the name of a secret) is no \
secret. The messages show the place and never the text: it is masked in every output.",
    sources: &[
        SENSITIVE_DATA,
        Reference {
            title: "GitHub: about secret scanning",
            url: "https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning",
        },
    ],
    waivable: false,
};

/// SEC-002: passwords are managed, or written once and never kept.
pub static MANAGED_SECRET: Rule = Rule {
    code: "SEC-002",
    slug: "password-of-ones-own",
    severity: Severity::Warning,
    summary: "passwords are made and kept by the secret store",
    fix: "remove the key; the password is in the secret store after the first apply",
    explain: "A password that is an argument of a resource stands in the plan and in the state, wherever it \
came from: a variable, a generator, a file. mcgen uses what keeps it out of both: the password that RDS \
manages, and for the others an ephemeral password with write-only arguments (Terraform 1.11), which goes \
to the database and to the secret store in one run and is kept nowhere else.\n\nA key for a password has \
nothing to act on and is refused; a literal behind it is SEC-001 besides.",
    sources: &[
        WRITE_ONLY,
        Reference {
            title: "Amazon RDS: password management with Secrets Manager",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
        },
    ],
    waivable: false,
};

/// SEC-003: secrets that no provider keeps out of the state.
pub static SECRET_IN_STATE: Rule = Rule {
    code: "SEC-003",
    slug: "secret-in-the-state",
    severity: Severity::Warning,
    summary: "this secret stands in the state",
    fix: "remove the key, keep the state encrypted and its readers few, and rotate the secret",
    explain: "Some secrets have no write-only argument: the keys that AWS makes for VPN tunnels, the \
AUTH token of ElastiCache, the AUTH string of Memorystore. Terraform keeps them in the state in plain \
text, and whoever reads the state bucket has them.\n\nmcgen avoids the token by IAM. The keys of tunnels \
stand in the state of the link alone. Memorystore for Redis makes its AUTH string itself and Terraform \
reads it, so the \
README of that stack says what its state holds. A key that would set such a secret is refused.",
    sources: &[
        SENSITIVE_DATA,
        Reference {
            title: "Memorystore for Redis: about Redis AUTH",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/about-redis-auth",
        },
    ],
    waivable: false,
};

/// SEC-004: no database is open to the internet.
pub static PUBLIC_DATABASE: Rule = Rule {
    code: "SEC-004",
    slug: "public-database",
    severity: Severity::Error,
    summary: "a database or cache is open to the internet",
    fix: "keep the private address only, and list the ranges that really connect",
    explain: "A public address, or a rule that admits `0.0.0.0/0` to the port of a database or a cache, puts a \
password prompt in front of everybody. Scanners find a new one within minutes. A load balancer or a node \
port in front of the database does the same with one step more.\n\nmcgen refuses `publicly-accessible` \
and `public-ip`, and every client range, authorized \
network or firewall source that is wider than a /8, which no private block is. A public address that is really needed takes a \
waiver with its reason.",
    sources: &[
        RDS_NETWORK,
        Reference {
            title: "Cloud SQL: authorize with authorized networks",
            url: "https://cloud.google.com/sql/docs/postgres/authorize-networks",
        },
    ],
    waivable: true,
};

/// SEC-005: TLS on every hop.
pub static PLAIN_TEXT_HOP: Rule = Rule {
    code: "SEC-005",
    slug: "plain-text-hop",
    severity: Severity::Error,
    summary: "a hop to the database or cache may go in plain text",
    fix: "require TLS on every hop, which is the default",
    explain: "A server that only offers TLS still answers a client that does not ask for it, and such a client \
sends its password and its data in plain text over every network between. A VPN or a private address \
does not change that: it ends before the server does.\n\nmcgen requires TLS on all four hops (RDS, \
ElastiCache, Cloud SQL, Memorystore). Switching one off takes a waiver with its reason; the half-way mode \
`preferred` of ElastiCache is CACHE-005.",
    sources: &[RDS_TLS, CLOUD_SQL_TLS],
    waivable: true,
};

/// SEC-006: keys are regional.
pub static FOREIGN_KEY: Rule = Rule {
    code: "SEC-006",
    slug: "key-of-another-region",
    severity: Severity::Error,
    summary: "the key cannot encrypt this resource",
    fix: "name a key of the region of the resource, or leave the key out and mcgen makes one",
    explain: "A key of AWS KMS works in its own region only; even a multi-Region key is another key with \
another ARN in each region. A resource of Google Cloud takes a key of its own location: neither a global \
nor a multi-region key will do. The API says so at apply, when half of the stack stands already.\n\nmcgen \
compares the region in the ARN or the location in the resource name with the region of the resource: \
database, cache and state bucket. Cloud SQL has the same rule as SQL-023.",
    sources: &[
        Reference {
            title: "AWS KMS: multi-Region keys",
            url: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
        },
        Reference {
            title: "Memorystore for Redis: about customer-managed encryption keys",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/about-cmek",
        },
    ],
    waivable: false,
};

/// SEC-007: clients are those that connect.
pub static WIDE_CLIENTS: Rule = Rule {
    code: "SEC-007",
    slug: "wide-clients",
    severity: Severity::Warning,
    summary: "more may connect than the clients",
    fix: "name the tier, the subnet or the security group of the clients",
    explain: "Whoever may reach the port of a database can try passwords and known faults of the engine. A \
range that covers a whole network, a whole cloud or a whole private block admits every host that will \
ever stand there; a rule for all ports admits them to everything else as well.\n\nmcgen warns about a \
client range that covers the VPC or holds a network of this file and more, about the tier of public \
subnets, about ranges wider than a /16, and about firewall rules for all ports.",
    sources: &[
        Reference {
            title: "Amazon RDS: controlling access with security groups",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
        },
        Reference {
            title: "VPC firewall rules",
            url: "https://cloud.google.com/firewall/docs/firewalls",
        },
    ],
    waivable: true,
};

/// SEC-008: least privilege.
pub static TOO_MANY_RIGHTS: Rule = Rule {
    code: "SEC-008",
    slug: "more-rights-than-needed",
    severity: Severity::Error,
    summary: "more rights than the work needs",
    fix: "give each user its own role with rights on its own tables",
    explain: "The administrator of a managed database is a member of `rds_superuser` or `cloudsqlsuperuser`; an \
application or a replication user that gets the same role can read, change and drop everything, and \
whoever steals its password can too. Replication needs `rds_replication` (RDS) or the attribute \
`REPLICATION` (Cloud SQL) and `SELECT` on the published tables, no more. Rights are given in SQL, where \
the tables are.\n\nmcgen also warns about an ElastiCache group without users (`auth: none`): there \
everybody who reaches the port may run every command, `FLUSHALL` included.",
    sources: &[
        Reference {
            title: "Amazon RDS: understanding the rds_superuser role",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html",
        },
        Reference {
            title: "Amazon ElastiCache: role-based access control",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
        },
    ],
    waivable: true,
};

/// SEC-009: secrets that two clouds share.
pub static TWO_CLOUD_SECRET: Rule = Rule {
    code: "SEC-009",
    slug: "secret-of-two-clouds",
    severity: Severity::Warning,
    summary: "a secret of two clouds needs one owner and an order of rotation",
    fix: "give each cloud a secret of its own, or write down who rotates it and in which order",
    explain: "Two secret stores do not know of each other. When one of them rotates a password that \
applications of the other cloud use too, those fail at the next connection. A shared secret therefore \
has one owner, and is rotated in three steps: add the new one on both sides, switch every client, drop \
the old one.\n\nIn the strategy `independent` nothing is shared: RDS rotates its own password, Cloud SQL \
rotates none by itself. mcgen warns when the file sets an interval of rotation on AWS while the \
administrator of Cloud SQL has the same name, which is where the two get mixed up. This rule is advice; \
no page of either cloud describes the case.",
    sources: &[
        Reference {
            title: "AWS Secrets Manager: rotation",
            url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
        },
        Reference {
            title: "Secret Manager: about rotation schedules",
            url: "https://cloud.google.com/secret-manager/docs/secret-rotation",
        },
    ],
    waivable: true,
};
