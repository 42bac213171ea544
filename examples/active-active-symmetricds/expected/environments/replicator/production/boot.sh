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
id replicator >/dev/null 2>&1 || useradd --system --home-dir /var/lib/replicator --create-home --shell /usr/sbin/nologin replicator

packages() {
  apt-get update --quiet --quiet &&
    apt-get install --quiet --quiet --yes ca-certificates curl jq openjdk-17-jre-headless postgresql-client-15 procps unzip unattended-upgrades
}
until_done packages

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

# The archive that the environment file names, and no other.
software() {
  local file
  [ -e /opt/symmetric-ds/bin/sym ] && return 0
  file=$(mktemp --suffix=.zip)
  rm -rf /opt/new
  curl --fail --silent --show-error --location --proto =https --output "$file" "https://downloads.example.com/symmetric-server-3.15.22.zip" &&
    sha256sum --check --quiet <<<"5f2b7c3e9a1d4068b2c4e6f8091a3b5d7c9e0f1223344556677889900aabbccd  $file" &&
    unzip -q "$file" -d /opt/new && mv /opt/new/* /opt/symmetric-ds && chmod 755 /opt/symmetric-ds/bin/*
}
until_done software
# Both engines speak to each other on this machine alone.
cat >/opt/symmetric-ds/conf/symmetric-server.properties <<'END'
host.bind.name=127.0.0.1
http.enable=true
http.port=31415
https.enable=false
jmx.http.enable=false
END
chown --recursive replicator:replicator /opt/symmetric-ds

# What both engines have in common. A time of capture is one of UTC, whatever the session of an application says. The
# functions of the triggers have the rights of the role, so applications need none on the notes.
engine() {
  cat <<'END'
auto.registration=false
auto.reload=false
auto.reload.reverse=false
check.software.updates=false
data.create_time.timezone=UTC
dataextractor.enable=false
db.driver=org.postgresql.Driver
db.user=crm_replication
initial.load.create.first=false
job.push.period.time.ms=1000
job.routing.period.time.ms=1000
log.conflict.resolution=true
postgres.security.definer=true
purge.retention.minutes=10080
send.usage.stats=false
sync.table.prefix=sym
END
}
{ engine; cat <<END; } >/etc/replicator/aws.properties
engine.name=aws
group.id=aws
external.id=aws
registration.url=
sync.url=http://127.0.0.1:31415/sync/aws
db.url=jdbc:postgresql://$AWS_HOST:$AWS_PORT/$AWS_DATABASE?stringtype=unspecified&tcpKeepAlive=true&socketTimeout=300&sslmode=verify-full&sslrootcert=/etc/replicator/aws.pem
END
{ engine; cat <<END; } >/etc/replicator/gcp.properties
engine.name=gcp
group.id=gcp
external.id=gcp
registration.url=http://127.0.0.1:31415/sync/aws
sync.url=http://127.0.0.1:31415/sync/gcp
db.url=jdbc:postgresql://$GCP_HOST:$GCP_PORT/$GCP_DATABASE?stringtype=unspecified&tcpKeepAlive=true&socketTimeout=300&sslmode=verify-ca&sslrootcert=/etc/replicator/gcp.pem
END

cat >/usr/local/sbin/replicator-password <<'END'
#!/usr/bin/env bash
# Reads the password of the role from the secret store, with the rights of the machine.
set -euo pipefail
. /etc/replicator/settings
metadata=http://metadata.google.internal/computeMetadata/v1
token=$(curl --fail --silent --header Metadata-Flavor:Google "$metadata/instance/service-accounts/default/token" | jq --raw-output .access_token)
password=$(curl --fail --silent --proto =https --header @- "https://secretmanager.googleapis.com/v1/$SECRET/versions/latest:access" <<<"Authorization: Bearer $token" |
  jq --raw-output .payload.data | base64 --decode | jq --raw-output .password)
[ -n "$password" ] || { echo "the secret is empty" >&2; exit 1; }
umask 077
printf '*:*:*:%s:%s\n' crm_replication "$password" >/var/lib/replicator/.pgpass.new
chown replicator:replicator /var/lib/replicator/.pgpass.new
mv /var/lib/replicator/.pgpass.new /var/lib/replicator/.pgpass
for side in aws gcp; do
  { cat "/etc/replicator/$side.properties"; printf 'db.password=%s\n' "$password"; } >"/opt/symmetric-ds/engines/$side.new"
  chown replicator:replicator "/opt/symmetric-ds/engines/$side.new"
  mv "/opt/symmetric-ds/engines/$side.new" "/opt/symmetric-ds/engines/$side.properties"
done
END

# The numbers of `replicator measure`, once a minute.
cat >/usr/local/sbin/replicator-metrics <<'END'
#!/usr/bin/env bash
set -euo pipefail
. /etc/replicator/settings
numbers=$(setpriv --reuid=replicator --regid=replicator --init-groups env HOME=/var/lib/replicator replicator measure)
metadata=http://metadata.google.internal/computeMetadata/v1
token=$(curl --fail --silent --header Metadata-Flavor:Google "$metadata/instance/service-accounts/default/token" | jq --raw-output .access_token)
jq --raw-input --slurp --arg name "$NAME" --arg time "$(date --utc +%Y-%m-%dT%H:%M:%SZ)" '{ timeSeries: (split("\n") | map(select(length > 0) | split(" ") |
  { metric: { type: ("custom.googleapis.com/mcgen/replicator/" + .[0]), labels: { replicator: $name } }, resource: { type: "global", labels: {} },
    points: [{ interval: { endTime: $time }, value: { doubleValue: (.[1] | tonumber) } }] })) }' <<<"$numbers" >/run/replicator-metrics.json
curl --fail --silent --show-error --proto =https --output /dev/null --header @<(printf 'Authorization: Bearer %s\n' "$token") --header 'Content-Type: application/json' \
  --data @/run/replicator-metrics.json "https://monitoring.googleapis.com/v3/projects/$PROJECT/timeSeries"
END
chmod 755 /usr/local/sbin/replicator-password /usr/local/sbin/replicator-metrics

cat >/etc/systemd/system/replicator-setup.service <<'END'
[Unit]
Description=Makes the tables of SymmetricDS on both sides, and its configuration
After=network-online.target
Wants=network-online.target
ConditionPathExists=!/var/lib/replicator/set-up

[Service]
Type=oneshot
ExecStartPre=/usr/local/sbin/replicator-password
ExecStart=/usr/sbin/runuser --user replicator -- /usr/local/sbin/replicator setup
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
After=network-online.target
ConditionPathExists=/var/lib/replicator/set-up
StartLimitIntervalSec=0

[Service]
User=replicator
Environment=TZ=UTC
ExecStartPre=+/usr/local/sbin/replicator-password
ExecStart=/usr/local/sbin/replicator start
# Java ends with it when it is asked to end.
SuccessExitStatus=143
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

# The health check asks only whether the machine still answers: a database that is away is no reason for
# another machine.
cat >/etc/systemd/system/alive.socket <<END
[Socket]
ListenStream=$HEALTH_PORT
Accept=yes

[Install]
WantedBy=sockets.target
END
cat >/etc/systemd/system/alive@.service <<'END'
[Service]
ExecStart=/bin/echo alive
StandardOutput=socket
DynamicUser=yes
END

printf 'd /run/replicator 0755 replicator replicator\n' >/etc/tmpfiles.d/replicator.conf
systemd-tmpfiles --create /etc/tmpfiles.d/replicator.conf
install --directory --owner=replicator --group=replicator /var/lib/replicator /var/log/replicator
systemctl daemon-reload
systemctl enable replicator-setup.service replicator.service
systemctl enable --now alive.socket
systemctl enable --now replicator-metrics.timer
systemctl start --no-block replicator-setup.service
say "started"
