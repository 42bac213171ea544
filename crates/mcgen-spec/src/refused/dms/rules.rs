use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const POSTGRESQL_SOURCE: Reference = Reference {
    title: "AWS DMS: PostgreSQL as a source",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html",
};
const CDC: Reference = Reference {
    title: "AWS DMS: tasks for ongoing replication",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html",
};
const FULL_LOAD: Reference = Reference {
    title: "AWS DMS: full-load task settings",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.FullLoad.html",
};
const LOBS: Reference = Reference {
    title: "AWS DMS: LOB support in a task",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html",
};
const SSL: Reference = Reference {
    title: "AWS DMS: using SSL",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html",
};
const ROLES: Reference = Reference {
    title: "AWS DMS: the IAM roles for the CLI and the API",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html",
};
const SECRETS: Reference = Reference {
    title: "AWS DMS: secrets for endpoints",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html",
};
const MAPPING: Reference = Reference {
    title: "AWS DMS: selection rules",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Selections.html",
};
const CREATE_ENDPOINT: Reference = Reference {
    title: "AWS DMS API: CreateEndpoint",
    url: "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html",
};
const CREATE_INSTANCE: Reference = Reference {
    title: "AWS DMS API: CreateReplicationInstance",
    url: "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html",
};
const TASK: Reference = Reference {
    title: "Terraform: aws_dms_replication_task",
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dms_replication_task",
};

rules_of_keys! {
    /// DMS-001: the engine of an endpoint.
    ENGINE_NAME = "DMS-001" "dms-engine-name" Error
        "the engines of the endpoints follow from the databases",
        "remove the key",
        "DMS has names of its own for engines: an RDS or a Cloud SQL database of PostgreSQL is `postgres`, one of MySQL is `mysql`. Names such as `gcp-mysql` are for sources only, and `aurora` is for Aurora. An endpoint with a wrong name is refused, or speaks the wrong dialect.\n\nmcgen writes the name that belongs to the engine of both databases.",
        &[CREATE_ENDPOINT];

    /// DMS-002: capture of changes to the schema.
    CAPTURE_DDLS = "DMS-002" "dms-capture-ddls" Error
        "DMS captures no changes of the schema",
        "remove the key, and change the schema on the standby first, then on the primary",
        "To capture changes of the schema, DMS makes a table, a function and an event trigger in a PostgreSQL source when the task starts. That takes the master user, and a user of replication alone then fails. What it captures is incomplete besides: defaults, nullability and everything inside of functions are lost.\n\nmcgen writes `capture_ddls = false`. The rest of what a source needs is set by mcgen: logical decoding, its slots, and a user with `rds_replication` (or the attribute REPLICATION on Cloud SQL).",
        &[POSTGRESQL_SOURCE];

    /// DMS-003: a task of changes alone.
    MIGRATION_TYPE = "DMS-003" "dms-migration-type" Error
        "the type of the task is not chosen",
        "remove the key, or say with `seeded` that the standby holds the rows already",
        "A task of the type `cdc` begins with the changes of this moment and copies none of the rows that are there: the standby stays nearly empty, and nothing says so. One of the type `full-load` ends with the copy, and the standby is old from then on.\n\nmcgen writes `full-load-and-cdc`. With `seeded`, which names the slot and the position from before the copy was taken, it writes `cdc`.",
        &[CDC];

    /// DMS-004: a start by time.
    START_TIME = "DMS-004" "dms-start-time" Error
        "changes do not start at a time",
        "remove the key, or write `seeded` with a slot and its position",
        "A PostgreSQL source takes no start time: its changes are found by the position in the log, in a slot that was there at that moment. For MySQL the time is searched for in the binary log and is no exact position.",
        &[POSTGRESQL_SOURCE, CDC];

    /// DMS-005: a position without its slot.
    START_POSITION = "DMS-005" "dms-start-position" Error
        "a position in the log is written with its slot",
        "write `seeded: { slot: …, position: … }`, or remove the key",
        "The start of a task is a time or a position and never both, and with PostgreSQL a position is valid only in a slot that was made before it. DMS refuses a task whose slot does not exist, and one with a slot and no position.\n\nmcgen takes both together.",
        &[POSTGRESQL_SOURCE, CDC];

    /// DMS-006: tables that DMS makes anew.
    DROP_AND_CREATE = "DMS-006" "dms-drop-and-create" Error
        "DMS would make the tables of the standby anew",
        "write `preparation: do-nothing`, and copy the schema before the task starts",
        "With DROP_AND_CREATE DMS drops the tables of the target and makes them from what it knows of their columns: secondary indexes, foreign keys, defaults, identity and sequences are gone. Nothing shows it before the standby is promoted, and then inserts fail and queries crawl. It also drops whatever stands on the other side when somebody turns the direction around.\n\nmcgen writes DO_NOTHING, or TRUNCATE_BEFORE_LOAD when `truncate` is asked for, and its README has the step that copies the schema first.",
        &[FULL_LOAD];

    /// DMS-008: the switches for large values.
    LOB_SWITCHES = "DMS-008" "dms-lob-switches" Error
        "how large values are carried is one word",
        "write `lob: { mode: full }`, `limited` or `none`",
        "With `SupportLobs` exactly one of `FullLobMode` and `LimitedSizeLobMode` must be true: with none or both, DMS refuses the task or leaves the columns out. In PostgreSQL every `text`, `jsonb` and array is such a column.\n\nmcgen writes the three switches from one word.",
        &[LOBS];

    /// DMS-009: large values that are cut.
    LOB_SIZE = "DMS-009" "dms-lob-size" Warning
        "larger values are cut",
        "write `lob: { mode: full }`, or a `max-kib` that is larger than every value",
        "In the limited mode DMS cuts every value that is longer than `LobMaxSize`, in KB, and goes on: the row arrives, shorter. The 32 KB of the console are fewer than many a JSON document has. Sizes above 102400 are not advised: each row takes that much memory.\n\nmcgen carries values whole by default. In the limited mode it lets the task stop at a value that would be cut, where DMS can; the size itself belongs in the file, measured on the data.",
        &[LOBS];

    /// DMS-011: the TLS mode of an endpoint.
    SSL_MODE = "DMS-011" "dms-ssl-mode" Error
        "DMS has no such protection for this engine",
        "write `tls: verify`, or leave it out",
        "DMS takes `none`, `require`, `verify-ca` and `verify-full` for PostgreSQL, but only `none`, `verify-ca` and `verify-full` for MySQL: there is no encryption without a check there. mcgen writes `verify-full` for RDS, whose certificate names its endpoint, and `verify-ca` for Cloud SQL, which is reached by its address.",
        &[SSL];

    /// DMS-012: certificates of the servers.
    CERTIFICATE = "DMS-012" "dms-certificate" Error
        "the certificate of a server cannot be checked",
        "write `aws-certificate` with the certificate of the region, in PEM",
        "An endpoint with `verify-ca` or `verify-full` needs the certificate of the authority, imported into DMS. mcgen takes that of Cloud SQL from the state of the stack `gcp`, and knows those of RDS for most regions and for the authorities `rds-ca-rsa2048-g1`, `rds-ca-rsa4096-g1` and `rds-ca-ecc384-g1`. For a region that is newer than its table the file must give it: AWS publishes a bundle for each.",
        &[SSL, Reference {
            title: "Amazon RDS: certificate bundles by region",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
        }];

    /// DMS-014: the roles of the account.
    SERVICE_ROLES = "DMS-014" "dms-service-roles" Error
        "DMS looks for its roles by their names",
        "remove the key, and write `manage-roles: false` where the account has the roles",
        "DMS makes network interfaces with the role `dms-vpc-role` and writes logs with `dms-cloudwatch-logs-role`. It finds them by exactly these names, so an account has one of each, whatever the number of environments; without them the subnet group is refused. A second environment that makes them fails because they exist, and one that removes them stops the others.\n\nmcgen makes both, and the subnet group waits for them. With `manage-roles: false` it looks them up instead, so that a plan fails when they are missing.",
        &[ROLES];

    /// DMS-016: an instance with a public address.
    PUBLIC_INSTANCE = "DMS-016" "dms-public-instance" Error
        "the replication instance has no public address",
        "remove the key",
        "The API gives an instance a public address unless it is told otherwise, and the address cannot be taken away later: the instance is made anew. An instance that reads and writes both databases does not belong on the internet.\n\nmcgen writes `publicly_accessible = false`.",
        &[CREATE_INSTANCE];

    /// DMS-019: names.
    IDENTIFIERS = "DMS-019" "dms-identifiers" Error
        "names are not chosen",
        "remove the key",
        "The identifiers of an instance, an endpoint and a task each have limits of their own (63, 255 and 255 characters, single hyphens, a letter first; a resource identifier 31), and a change makes the object anew. mcgen makes them from the project, the environment and the side, which stay.",
        &[CREATE_INSTANCE, CREATE_ENDPOINT];

    /// DMS-020: credentials of the endpoints.
    CREDENTIALS = "DMS-020" "dms-credentials" Error
        "the endpoints take their credentials from Secrets Manager",
        "remove the key",
        "A password in the arguments of an endpoint stands in the state for ever: the argument has no write-only form. Secrets Manager and plain values exclude each other, and the secret must hold `host`, `port`, `username` and `password`; the secret that RDS manages itself has only the last two. DMS refuses passwords with one of the characters `.:;+`.\n\nmcgen makes a secret for each side with a password of its own, write-only, and a role for the service of the region (`dms.REGION.amazonaws.com`) that may read the two.",
        &[SECRETS];

    /// DMS-026: two-way replication.
    TWO_WAY = "DMS-026" "dms-two-way" Error
        "DMS carries the changes of one side",
        "remove the key",
        "A pair of tasks in both directions copies every change back to where it came from, unless both have `LoopbackPreventionSettings` that mirror each other, at most one of them loads the rows, and the tables have the tables of DMS beside them. Even then nothing resolves a conflict: two writes to one row leave two databases that differ.\n\nThis strategy has one primary. A promotion turns the direction around.",
        &[CDC];

    /// DMS-028: the rules of a task.
    MAPPINGS = "DMS-028" "dms-table-mappings" Error
        "the rules of the task follow from the tables",
        "list each table once under `tables` of `primary-replica`",
        "Every rule of a task needs an id and a name of its own: with two alike DMS refuses the mapping or takes the last. The pattern `%` for a schema takes everything, system and control tables included, and tables that nobody has prepared on the other side.\n\nmcgen writes one rule for each table, named after it.",
        &[MAPPING];

    /// DMS-030: restarts.
    RESTART = "DMS-030" "dms-restart" Error
        "a task is resumed, not restarted",
        "remove the key",
        "A task that is restarted copies all rows again, and makes a new slot on a PostgreSQL source; the old one stays and holds back the log until somebody drops it. A task that is resumed goes on where it stopped, in the same slot. A task that is stopped for good keeps its slot too.\n\nTerraform starts a task that is new and resumes any other. The README of the stack has the statements that find and drop a slot that was left.",
        &[POSTGRESQL_SOURCE, TASK];

    /// DMS-034: serverless replication.
    SERVERLESS = "DMS-034" "dms-serverless" Error
        "the replication runs on an instance",
        "remove the key; write `class` and `storage-gib`",
        "DMS Serverless scales between capacity units, takes minutes to do it, and is another object of Terraform (`aws_dms_replication_config`). A replication that runs for years is steady, and an outage of the link is just when capacity must not be waited for. mcgen makes an instance whose class and disk are known.",
        &[Reference {
            title: "AWS DMS: serverless components",
            url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Components.html",
        }];

    /// RDS-030: what DMS connects to.
    READ_ENDPOINT = "RDS-030" "rds-change-source-endpoint" Error
        "changes are read from the instance itself",
        "remove the key",
        "DMS cannot read changes from a read replica of RDS for PostgreSQL, and neither the heartbeat nor a slot works on one. RDS Proxy does not pass the protocol of replication on. An endpoint that names one of the two is accepted, and its task fails when the copy is complete.\n\nmcgen takes the endpoint of the writer from the state of the stack `aws`.",
        &[POSTGRESQL_SOURCE, Reference {
            title: "Amazon RDS Proxy: limitations",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
        }];
}
