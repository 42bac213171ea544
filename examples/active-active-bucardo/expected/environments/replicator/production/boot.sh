# What the replicator of crm production does when it starts. The stack puts its settings and the
# commands of the mechanism before this text. No password is in either: it is read from the secret store.
# Everything here can be done again.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

say() { printf 'replicator: %s\n' "$*"; }

# A step that needs the network is tried until it works: a NAT gateway or a right may come later.
until_done() {
  until "$@"; do
    say "'$1' failed; again in 30 seconds"
    sleep 30
  done
}

. /etc/os-release
[ "$ID $VERSION_ID" = "debian 12" ] || { say "this is $PRETTY_NAME; the packages are those of Debian 12"; exit 1; }

# Nothing but HTTPS leaves the machine.
rm -f /etc/apt/sources.list.d/*.sources
cat >/etc/apt/sources.list <<'END'
deb https://deb.debian.org/debian bookworm main
deb https://deb.debian.org/debian bookworm-updates main
deb https://deb.debian.org/debian-security bookworm-security main
END

mkdir -p /etc/postgresql-common
# Debian would start it by itself.
systemctl mask bucardo.service

packages() {
  apt-get update --quiet --quiet &&
    apt-get install --quiet --quiet --yes bucardo ca-certificates curl jq postgresql-15 postgresql-plperl-15 unattended-upgrades awscli
}
until_done packages

# The agent of Session Manager, the only way in. AWS serves it from a bucket of each region.
agent() {
  local file
  systemctl is-active --quiet amazon-ssm-agent && return 0
  file=$(mktemp --suffix=.deb)
  curl --fail --silent --show-error --location --proto =https --output "$file" \
    "https://s3.$REGION.amazonaws.com/amazon-ssm-$REGION/latest/debian_$(dpkg --print-architecture)/amazon-ssm-agent.deb" &&
    dpkg --install "$file" && systemctl enable --now amazon-ssm-agent
}
until_done agent

# The authorities that sign the certificates of the two servers.
mkdir -p /etc/replicator
authority() {
  curl --fail --silent --show-error --proto =https --output /etc/replicator/aws.pem \
    https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem
}
until_done authority
base64 --decode >/etc/replicator/gcp.pem <<<"$GCP_CA"

cat >/etc/postgresql-common/pg_service.conf <<END
[aws]
host=$AWS_HOST
port=$AWS_PORT
dbname=$AWS_DATABASE
user=crm_replication
sslmode=verify-full
sslrootcert=/etc/replicator/aws.pem
connect_timeout=10
keepalives_idle=30
keepalives_interval=10
keepalives_count=3

[gcp]
host=$GCP_HOST
port=$GCP_PORT
dbname=$GCP_DATABASE
user=crm_replication
sslmode=verify-ca
sslrootcert=/etc/replicator/gcp.pem
connect_timeout=10
keepalives_idle=30
keepalives_interval=10
keepalives_count=3
END

cat >/usr/local/sbin/replicator-password <<'END'
#!/usr/bin/env bash
# Reads the password of the role from the secret store, with the rights of the machine.
set -euo pipefail
. /etc/replicator/settings
password=$(aws secretsmanager get-secret-value --region "$REGION" --secret-id "$SECRET" --query SecretString --output text | jq --raw-output .password)
[ -n "$password" ] || { echo "the secret is empty" >&2; exit 1; }
umask 077
printf '*:*:*:%s:%s\n' crm_replication "$password" >/var/lib/postgresql/.pgpass.new
chown postgres:postgres /var/lib/postgresql/.pgpass.new
mv /var/lib/postgresql/.pgpass.new /var/lib/postgresql/.pgpass
END

# The numbers of `replicator measure`, once a minute.
cat >/usr/local/sbin/replicator-metrics <<'END'
#!/usr/bin/env bash
set -euo pipefail
. /etc/replicator/settings
numbers=$(setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/var/lib/postgresql replicator measure)
jq --raw-input --slurp --arg name "$NAME" 'split("\n") | map(select(length > 0) | split(" ") |
  { MetricName: .[0], Value: (.[1] | tonumber), Dimensions: [{ Name: "Replicator", Value: $name }] })' <<<"$numbers" >/run/replicator-metrics.json
aws cloudwatch put-metric-data --region "$REGION" --namespace mcgen/replicator --metric-data file:///run/replicator-metrics.json
END
chmod 755 /usr/local/sbin/replicator-password /usr/local/sbin/replicator-metrics

cat >/etc/systemd/system/replicator-setup.service <<'END'
[Unit]
Description=Makes the triggers of both sides and the database of the replicator
After=network-online.target postgresql.service
Wants=network-online.target
ConditionPathExists=!/var/lib/replicator/set-up

[Service]
Type=oneshot
ExecStartPre=/usr/local/sbin/replicator-password
ExecStart=/usr/sbin/runuser --user postgres -- /usr/local/sbin/replicator setup
ExecStart=/usr/bin/touch /var/lib/replicator/set-up
ExecStart=/bin/echo set up
ExecStartPost=/bin/systemctl start --no-block replicator.service
Restart=on-failure
RestartSec=60

[Install]
WantedBy=multi-user.target
END

cat >/etc/systemd/system/replicator.service <<'END'
[Unit]
Description=Copies changes between RDS and Cloud SQL
After=postgresql.service
Requires=postgresql.service
ConditionPathExists=/var/lib/replicator/set-up
ConditionPathExists=/etc/replicator/start
StartLimitIntervalSec=0

[Service]
Type=forking
User=postgres
PIDFile=/run/replicator/bucardo.mcp.pid
ExecStart=/usr/local/sbin/replicator start
ExecStop=/usr/local/sbin/replicator stop
Restart=always
RestartSec=10

[Install]
WantedBy=multi-user.target
END

cat >/etc/systemd/system/replicator-metrics.service <<'END'
[Unit]
Description=Sends the numbers of the replicator

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/replicator-metrics
TimeoutStartSec=50
END

cat >/etc/systemd/system/replicator-metrics.timer <<'END'
[Unit]
Description=Sends the numbers of the replicator once a minute

[Timer]
OnCalendar=minutely
AccuracySec=1s

[Install]
WantedBy=timers.target
END

printf 'd /run/replicator 0755 postgres postgres\n' >/etc/tmpfiles.d/replicator.conf
systemd-tmpfiles --create /etc/tmpfiles.d/replicator.conf
install --directory --owner=postgres --group=postgres /var/lib/replicator /var/log/replicator
rm -f /etc/replicator/start
systemctl daemon-reload
systemctl enable replicator-setup.service replicator.service
systemctl enable --now replicator-metrics.timer
systemctl start --no-block replicator-setup.service
say "started"
