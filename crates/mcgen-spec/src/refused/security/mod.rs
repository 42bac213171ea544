//! Keys that would put a secret into the file or into the state, open a database to the world, or
//! give more rights than the work needs.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    SECRET_LITERAL: "" [
        "secrets" "secret" "passwords" "credentials" "env" "environment-variables"
    ]
        "an environment file is kept in a repository, and what it holds reaches every plan and log",
        "remove the block; mcgen makes each secret in the secret store of its cloud and outputs the reference";
    SECRET_LITERAL: "aws" [
        "access-key" "access_key" "access-key-id" "aws_access_key_id" "secret-key" "secret_key"
        "secret-access-key" "aws_secret_access_key" "token" "session-token"
    ]
        "credentials of the provider come from the environment of whoever runs Terraform",
        "remove the key; use `assume-role` and short-lived credentials";
    SECRET_LITERAL: "aws.backend" [
        "access-key" "access_key" "secret-key" "secret_key" "token" "sse-customer-key"
        "sse_customer_key"
    ]
        "the backend block is written to disk and into the cache of `terraform init`",
        "remove the key; `kms-key` encrypts the state object";
    SECRET_LITERAL: "gcp" [
        "credentials" "credentials-file" "access-token" "access_token" "service-account-key"
        "service_account_key"
    ]
        "credentials of the provider come from the environment of whoever runs Terraform",
        "remove the key; use `impersonate` and short-lived credentials";
    SECRET_LITERAL: "gcp.backend" [
        "credentials" "access-token" "access_token" "encryption-key" "encryption_key"
    ]
        "the backend block is written to disk and into the cache of `terraform init`",
        "remove the key";
    MANAGED_SECRET: "aws.database" [
        "password" "master-password" "master_password" "MasterPassword" "master-user-password"
        "master_user_password" "MasterUserPassword" "db-password" "admin-password"
        "user-password" "random-password" "random_password"
    ]
        "RDS makes the password and keeps it in Secrets Manager",
        "remove the key; applications read the secret whose ARN is an output";
    MANAGED_SECRET: "gcp.database" [
        "password" "root-password" "root_password" "rootPassword" "root-password-wo"
        "root_password_wo" "root-password-wo-version" "root_password_wo_version"
        "admin-password" "user-password" "db-password" "random-password" "random_password"
    ]
        "mcgen makes the password for one run and writes it to Secret Manager alone",
        "remove the key; applications read the secret whose name is an output";
    MANAGED_SECRET: "aws.database.proxy" [
        "password" "secret" "client-password-auth-type" "client_password_auth_type"
    ]
        "the proxy reads the managed secret of the instance",
        "remove the key";
    SECRET_IN_STATE: "gcp.cache" [
        "auth-string" "auth_string" "authString" "password" "requirepass"
    ]
        "Memorystore makes the AUTH string itself, and Terraform keeps it in the state",
        "remove the key and restrict who reads the state; the string is also in Secret Manager";
    SECRET_IN_STATE: "aws.network" [
        "pre-shared-key" "pre_shared_key" "preshared-key" "preshared_key" "psk" "vpn-psk"
        "tunnel1-preshared-key" "tunnel1_preshared_key" "tunnel2-preshared-key"
        "tunnel2_preshared_key"
    ]
        "AWS makes the key of a tunnel, and the state of the link holds it",
        "remove the key; `link` at the top level describes the VPN";
    SECRET_IN_STATE: "gcp.network" [
        "pre-shared-key" "pre_shared_key" "psk" "vpn-psk" "shared-secret" "shared_secret"
        "shared-secret-wo" "shared_secret_wo"
    ]
        "AWS makes the key of a tunnel, and the state of the link holds it",
        "remove the key; `link` at the top level describes the VPN";
    PUBLIC_DATABASE: "aws.cache" [
        "publicly-accessible" "publicly_accessible" "public" "public-ip" "public-access"
    ]
        "ElastiCache has no public address, and a gateway in front of it would make one",
        "remove the key; clients come from the tiers and ranges under `clients`";
    PUBLIC_DATABASE: "gcp.cache" [
        "publicly-accessible" "public" "public-ip" "public_ip" "public-access"
    ]
        "Memorystore has no public address, and a gateway in front of it would make one",
        "remove the key; clients come from the subnets of the network";
    PUBLIC_DATABASE: "aws.database" [
        "public" "public-ip" "public_ip" "public-access" "load-balancer" "load_balancer"
        "LoadBalancer" "node-port" "node_port" "NodePort" "service-type" "external-ip"
    ]
        "a way to the database that begins outside of the network ends in front of its password prompt",
        "remove the key; come over the private network";
    PUBLIC_DATABASE: "gcp.database" [
        "public" "public-access" "load-balancer" "load_balancer" "LoadBalancer" "node-port"
        "node_port" "NodePort" "service-type" "external-ip" "external_ip"
    ]
        "a way to the database that begins outside of the network ends in front of its password prompt",
        "remove the key; come over the private network";
    PLAIN_TEXT_HOP: "aws.database" ["ssl" "sslmode" "ssl-mode" "ssl_mode" "tls"]
        "whether the server refuses plain text is one switch",
        "write `require-tls: true`, which is the default";
    PLAIN_TEXT_HOP: "gcp.database" ["ssl" "require-tls" "require_tls"]
        "what the server asks of a connection is one key",
        "write `tls: encrypted-only`, which is the default";
    FOREIGN_KEY: "aws.cache" ["kms-key-id" "kms_key_id" "KmsKeyId" "kms-key-arn" "kms_key_arn"]
        "the key is named by its ARN, since the region of a key is part of what is checked",
        "write `kms-key: arn:aws:kms:…`, or leave it out and mcgen makes a key";
    FOREIGN_KEY: "aws.database" ["kms-key-id" "kms_key_id" "KmsKeyId" "kms-key-arn" "kms_key_arn"]
        "the key is named by its ARN, since the region of a key is part of what is checked",
        "write `kms-key: arn:aws:kms:…`, or leave it out and mcgen makes a key";
    FOREIGN_KEY: "gcp.cache" [
        "customer-managed-key" "customer_managed_key" "customerManagedKey" "kms_key"
        "encryption-key-name"
    ]
        "that is the argument of the provider",
        "write `kms-key: projects/…/locations/…/keyRings/…/cryptoKeys/…`, or leave it out and mcgen makes a key";
    WIDE_CLIENTS: "aws.database" [
        "vpc-security-group-ids" "vpc_security_group_ids" "VpcSecurityGroupIds"
        "security-groups" "security_groups" "allowed-cidrs" "allowed_cidr_blocks"
        "ingress" "ingress-cidr-blocks" "egress"
    ]
        "the database has a security group of its own that admits its clients, on its port alone",
        "list tiers, ranges and security groups under `clients`";
    WIDE_CLIENTS: "aws.cache" [
        "allowed-cidrs" "allowed_cidr_blocks" "ingress" "ingress-cidr-blocks" "egress"
        "security-groups" "security_groups"
    ]
        "the cache has a security group of its own that admits its clients, on its port alone",
        "list tiers, ranges and security groups under `clients`";
    TOO_MANY_RIGHTS: "aws.database" [
        "superuser" "rds-superuser" "rds_superuser" "grant-superuser" "grants" "roles"
        "privileges" "replication-user" "replication_user"
    ]
        "`rds_superuser` for an application or a replication user hands it every database of the instance",
        "remove the key; make the user in SQL, with `rds_replication` and rights on its own tables only";
    TOO_MANY_RIGHTS: "gcp.database" [
        "grants" "roles" "replication-user" "replication_user" "cloudsqlsuperuser"
    ]
        "`cloudsqlsuperuser` for an application or a replication user hands it every database of the instance",
        "remove the key; make the user in SQL, with REPLICATION and rights on its own tables only";
    TWO_CLOUD_SECRET: "gcp.database" [
        "password-rotation-days" "password_rotation_days" "rotation" "rotation-days"
        "rotation-period" "rotation_period"
    ]
        "Cloud SQL rotates no password by itself",
        "remove the key; raise the version of the secret in one run, and let applications read it again";
    TWO_CLOUD_SECRET: "aws.database" [
        "replicate-secret-to" "secret-replica" "secret-replicas" "secret-name" "secret_name"
        "secret-arn" "secret_arn" "shared-secret" "shared_secret"
    ]
        "each database has a secret of its own in its own cloud",
        "remove the key; give each cloud's application the secret of its own database";
}
