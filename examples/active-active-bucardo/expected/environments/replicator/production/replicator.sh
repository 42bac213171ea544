#!/usr/bin/env bash
# Bucardo between RDS and Cloud SQL, crm production. It runs on the replicator as the user
# postgres, whose files hold the password: pg_service.conf has a service for each side. The database of
# Bucardo keeps nothing that cannot be made again: what has still to be copied stands on the two sides.
#
#   replicator setup     triggers on both sides, and the database of Bucardo, made anew
#   replicator start     the daemon; it copies what was noted since the set-up
#   replicator stop      ends it; both sides go on to note what they change
#   replicator status    what is waiting, how old it is, and what went wrong; status 1 where somebody must look
#   replicator compare   the rows of both sides, when nothing is written; status 1 where they differ
#   replicator measure   the same as numbers, for metrics
set -euo pipefail

readonly sync=crm_production
readonly conflict='bucardo_latest'
readonly role=crm_replication
readonly tables=(public.contacts public.notes)
# What each side tells the other when it is asked for its health. It travels with the tables, and is no change.
readonly marks=mcgen.marks
readonly sides=(aws gcp)
# Notes that are older than this many seconds mean that nothing is copied.
readonly late=${REPLICATOR_LATE:-300}

say() { printf '%s\n' "$*"; }
fail() { printf 'replicator: %s\n' "$*" >&2; exit 1; }

on() { local side=$1; shift; psql -X -q -A -t -v ON_ERROR_STOP=1 -d "service=$side" "$@"; }

measure() {
  local healthy=1 total=0 oldest=0 side count age
  for side in "${sides[@]}"; do
    if IFS='|' read -r count age < <(waiting "$side") && [ -n "${age:-}" ]; then
      total=$((total + count))
      [ "$age" -le "$oldest" ] || oldest=$age
    else
      healthy=0
    fi
  done
  { running && ! failing; } || healthy=0
  [ "$oldest" -le "$late" ] || healthy=0
  say "healthy $healthy"
  say "waiting $total"
  say "behind $oldest"
  say "conflicts $(conflicts 60 || say 0)"
  say "disk $(df --output=pcent / | tail -n 1 | tr -dc 0-9)"
}

rows() {
  local table
  for table in "${tables[@]}"; do
    on "$1" -v name="$table" -c "SET timezone = 'UTC'" \
      -c "SELECT '$table', count(*), 'rows', coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)), 0) FROM $table t"
  done
}

compare() {
  local aws gcp
  aws=$(rows aws)
  gcp=$(rows gcp)
  [ "$aws" = "$gcp" ] || { diff <(say "$aws") <(say "$gcp") || true; fail "the two sides differ"; }
  say "$aws"
}

# Where its files are.
readonly home=${REPLICATOR_HOME:-/var/lib/replicator}
readonly pids=${REPLICATOR_RUN:-/run/replicator}
readonly logs=${REPLICATOR_LOGS:-/var/log/replicator}
# The server on this machine that holds the database of Bucardo.
readonly host=${REPLICATOR_HOST:-/var/run/postgresql}
readonly port=${REPLICATOR_PORT:-5432}
readonly superuser=${REPLICATOR_SUPERUSER:-postgres}

bucardo() { command bucardo --bucardorc="$home/bucardorc" --batch "$@"; }
control() { psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$host" -p "$port" -U "$superuser" "$@"; }

# What both sides must have before anything is made on either.
ready() {
  local side table can
  for side in "${sides[@]}"; do
    on "$side" -c "SET session_replication_role = replica" >/dev/null ||
      fail "$side: $role cannot connect, or may not set session_replication_role: run 02-role.sql there"
    can=$(on "$side" -c "SELECT to_regclass('$marks') IS NOT NULL")
    [ "$can" = t ] || fail "$side: there is no $marks: run 04-gate.sql there"
    for table in "${tables[@]}" "$marks"; do
      can=$(on "$side" -c "SELECT EXISTS (SELECT FROM pg_index WHERE indrelid = to_regclass('$table') AND indisprimary)")
      [ "$can" = t ] || fail "$side: $table is not there, or has no primary key"
      # Bucardo copies every column, and PostgreSQL takes no value for such a one.
      can=$(on "$side" -c "SELECT NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '$table'::regclass AND attgenerated <> '')")
      [ "$can" = t ] || fail "$side: $table has a generated column"
    done
  done
}

# Triggers on tables that are no longer listed would note changes for ever. A trigger goes with its function.
let_go() {
  local side=$1 listed
  listed=$(printf "'%s'::regclass," "${tables[@]}" "$marks")
  on "$side" -v listed="${listed%,}" <<'SQL' >/dev/null
SELECT format('DROP FUNCTION %s CASCADE', tgfoid::regprocedure)
  FROM pg_trigger
  WHERE tgname = 'bucardo_delta' AND to_regnamespace('bucardo') IS NOT NULL
    AND tgrelid::oid <> ALL (SELECT unnest(ARRAY[:listed])::oid)
\gexec
SQL
}

# A beat is no write: its side is not for that the one that wrote last, which decides conflicts.
ageless() {
  on "$1" -v sync="$sync" -v marks="$marks" <<'SQL' >/dev/null
SELECT format('ALTER TABLE bucardo.%I ALTER txntime SET DEFAULT now() - interval ''1000 years''', deltaname)
  FROM bucardo.bucardo_delta_names WHERE sync = :'sync' AND tablename = :'marks'
\gexec
SQL
}

setup() {
  ready
  stop "set up anew" || true
  mkdir -p "$home"
  control -d postgres -c 'DROP DATABASE IF EXISTS bucardo WITH (FORCE)'
  printf '%s\n' "dbhost=$host" "dbport=$port" "dbname=bucardo" "dbuser=$superuser" "piddir=$pids" >"$home/bucardorc"
  bucardo install --dbhost="$host" --dbport="$port" --dbuser="$superuser" --dbname=postgres --piddir="$pids"
  bucardo set reason_file="$logs/reason" log_conflict_file="$logs/conflicts" log_level=normal
  local side
  for side in "${sides[@]}"; do
    let_go "$side"
    bucardo add db "$side" "service=$side"
  done
  bucardo add table "${tables[@]}" db=aws relgroup="$sync"
  # The last one: when its rows are written, those of the others are.
  bucardo add table "$marks" db=aws relgroup="$sync"
  # Both are sources: a change of either side goes to the other. The name of the sync is in the notes of both
  # sides, so a replicator that is made anew goes on where the last one ended.
  bucardo add sync "$sync" relgroup="$sync" dbs=aws:source,gcp:source conflict_strategy="$conflict"
  for side in "${sides[@]}"; do
    ageless "$side"
  done
}

start() {
  rm -f "$pids/fullstopbucardo"
  bucardo --logdest="$logs" start replicator
}

stop() {
  [ -e "$pids/bucardo.mcp.pid" ] || return 0
  bucardo stop "${1:-asked to}"
  local waited=0
  while [ -e "$pids/bucardo.mcp.pid" ]; do
    [ "$waited" -lt 60 ] || fail "the daemon did not end in 60 seconds"
    sleep 1
    waited=$((waited + 1))
  done
}

running() { [ -e "$pids/bucardo.mcp.pid" ] && kill -0 "$(head -n 1 "$pids/bucardo.mcp.pid")" 2>/dev/null; }

# How many changes a side has noted that are not copied, and the age of the oldest in seconds.
waiting() {
  on "$1" -v sync="$sync" -v marks="$marks" <<'SQL'
SELECT format('SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(d.txntime)), 0)::bigint FROM (%s) d',
    string_agg(format('SELECT n.txntime FROM bucardo.%I n WHERE NOT EXISTS (SELECT FROM bucardo.%I k WHERE k.txntime = n.txntime AND k.target = %L)',
      deltaname, trackname, 'dbgroup ' || sync), ' UNION ALL '))
  FROM bucardo.bucardo_delta_names WHERE sync = :'sync' AND tablename <> :'marks'
\gexec
SQL
}

# Conflicts of the last so many seconds.
conflicts() {
  control -d bucardo -c "SELECT coalesce(sum(conflicts), 0) FROM bucardo.syncrun WHERE ended > now() - make_interval(secs => $1)"
}

# The last run of the sync failed.
failing() {
  [ "$(control -d bucardo -c "SELECT count(*) FROM bucardo.syncrun WHERE lastbad AND started > coalesce((SELECT max(started) FROM bucardo.syncrun WHERE lastgood), '-infinity')")" != 0 ]
}

status() {
  bucardo status "$sync" || true
  local side
  for side in "${sides[@]}"; do
    say "$side: changes that are not copied, and the age of the oldest in seconds: $(waiting "$side" || say unknown)"
  done
  say "conflicts in the last hour: $(conflicts 3600)"
  running || fail "the daemon does not run"
  ! failing || fail "the last run failed: $logs/log.bucardo says why"
  [ "$(measure | sed -n 's/^healthy //p')" = 1 ] || fail "a side does not answer, or changes wait for more than $late seconds"
}

case ${1:-} in
  setup | start | stop | status | compare | measure) "$@" ;;
  *) sed -n 's/^#   //p' "$0"; exit 64 ;;
esac
