-- 22-promote.sql: the standby lets go of the primary and takes writes.
-- Runs on the standby, Cloud SQL (gcp). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv primary_state PRIMARY_STATE
\if :{?primary_state}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable PRIMARY_STATE is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.primary_state', :'primary_state', false) AS ignored
\gset

\getenv fence_lsn FENCE_LSN
\if :{?fence_lsn}
\else
\set fence_lsn ''
\endif
SELECT set_config('mcgen.fence_lsn', :'fence_lsn', false) AS ignored
\gset

\getenv incomplete_copy INCOMPLETE_COPY
\if :{?incomplete_copy}
\else
\set incomplete_copy ''
\endif
SELECT set_config('mcgen.incomplete_copy', :'incomplete_copy', false) AS ignored
\gset

-- The right database, on the right side, in the right order.
DO $mcgen$
DECLARE
  side text;
  role text := 'new';
BEGIN
  SELECT CASE rolname WHEN 'rds_superuser' THEN 'aws' ELSE 'gcp' END INTO side
    FROM pg_roles WHERE rolname IN ('rds_superuser', 'cloudsqlsuperuser');
  IF side IS NULL THEN
    RAISE EXCEPTION 'this server is neither RDS nor Cloud SQL'
      USING HINT = 'RDS has the role rds_superuser, and Cloud SQL the role cloudsqlsuperuser.';
  END IF;
  IF side <> ALL (ARRAY['gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'gcp'
      USING HINT = 'These files were rendered for one direction. README.md says which.';
  END IF;
  PERFORM set_config('mcgen.side', side, false);
  IF current_database() <> (CASE side WHEN 'aws' THEN 'crm' ELSE 'crm' END) THEN
    RAISE EXCEPTION 'wrong database: %', current_database();
  END IF;
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE EXCEPTION 'this session is read-only'
      USING HINT = 'Run: export PGOPTIONS=''-c default_transaction_read_only=off''';
  END IF;
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
  IF role <> ALL (ARRAY['standby', 'promoting']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'standby or promoting'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  received pg_lsn;
  names text;
BEGIN
  IF current_setting('mcgen.primary_state') NOT IN ('fenced', 'unreachable') THEN
    RAISE EXCEPTION 'PRIMARY_STATE is "%"', current_setting('mcgen.primary_state')
      USING HINT = 'Write fenced after 20 and 21, or unreachable when the other cloud cannot be fenced.';
  END IF;
  SELECT string_agg(r.srrelid::regclass::text, ', ') INTO names
    FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
    WHERE s.subname = 'crm_aws_to_gcp' AND r.srsubstate <> 'r';
  IF names IS NOT NULL AND current_setting('mcgen.incomplete_copy') <> 'accepted' THEN
    RAISE EXCEPTION 'not yet copied: %', names
      USING HINT = 'Who can live without these rows sets INCOMPLETE_COPY=accepted.';
  END IF;
  IF current_setting('mcgen.primary_state') = 'fenced' AND (SELECT r.role FROM mcgen.replication r) = 'standby' THEN
    IF current_setting('mcgen.fence_lsn') = '' THEN
      RAISE EXCEPTION 'FENCE_LSN is not set' USING HINT = '21-wait-for-standby.sql prints it.';
    END IF;
    SELECT t.received_lsn INTO received FROM pg_stat_subscription t
      WHERE t.subname = 'crm_aws_to_gcp' AND t.relid IS NULL;
    IF received IS NULL OR received < current_setting('mcgen.fence_lsn')::pg_lsn THEN
      RAISE EXCEPTION 'the standby has received %, and the fence is at %', received, current_setting('mcgen.fence_lsn')
        USING HINT = 'Run 21-wait-for-standby.sql on the primary first.';
    END IF;
  END IF;
END
$mcgen$;
UPDATE mcgen.replication SET role = 'promoting', changed_at = now(), changed_by = session_user;

-- Nothing below needs the other cloud. With its slot still attached, DROP SUBSCRIPTION would wait for a
-- primary that does not answer, and so it would while a table is being copied: hence the address where
-- nobody is.
DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_subscription WHERE subname = 'crm_aws_to_gcp') THEN
    ALTER SUBSCRIPTION "crm_aws_to_gcp" DISABLE;
  END IF;
END
$mcgen$;
DO $mcgen$
DECLARE
  worker text;
  silent integer := 0;
BEGIN
  -- The worker finishes what it applies and ends. In the middle of a transaction whose rest does not
  -- come it never learns that it was disabled: two seconds without a word, and DROP SUBSCRIPTION ends it.
  FOR attempt IN 1..300 LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT coalesce(a.wait_event, '') INTO worker
      FROM pg_stat_subscription w LEFT JOIN pg_stat_activity a ON a.pid = w.pid
      WHERE w.subname = 'crm_aws_to_gcp' AND w.relid IS NULL AND w.pid IS NOT NULL;
    EXIT WHEN worker IS NULL;
    silent := CASE WHEN worker IN ('LibPQWalReceiverConnect', 'LibPQWalReceiverReceive', 'LogicalApplyMain') THEN silent + 1 ELSE 0 END;
    EXIT WHEN silent > 20;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF EXISTS (SELECT FROM pg_subscription WHERE subname = 'crm_aws_to_gcp') THEN
    ALTER SUBSCRIPTION "crm_aws_to_gcp" SET (slot_name = NONE);
    ALTER SUBSCRIPTION "crm_aws_to_gcp" CONNECTION 'host=127.0.0.1 port=1 dbname=none user=none password=none';
    DROP SUBSCRIPTION "crm_aws_to_gcp";
  END IF;
END
$mcgen$;

-- Sequences do not replicate: each jumps over what is here, and over what was lost.
DO $mcgen$
DECLARE
  used record;
  reached numeric;
  target numeric;
BEGIN
  FOR used IN
    SELECT DISTINCT s.oid::regclass AS sequence, q.seqincrement, q.seqmax, q.seqmin, a.attrelid::regclass AS name, a.attname
      FROM pg_class s
      JOIN pg_sequence q ON q.seqrelid = s.oid
      JOIN pg_depend d ON (d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i'))
        OR (d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid)
      LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
      JOIN pg_attribute a ON a.attrelid = coalesce(f.adrelid, d.refobjid) AND a.attnum = coalesce(f.adnum, d.refobjsubid)
      WHERE s.relkind = 'S' AND a.attrelid = ANY (ARRAY['public.accounts', 'public.orders']::text[]::regclass[])
  LOOP
    EXECUTE format('SELECT %s(%I) FROM %s', CASE WHEN used.seqincrement > 0 THEN 'max' ELSE 'min' END, used.attname, used.name)
      INTO reached;
    SELECT CASE WHEN used.seqincrement > 0 THEN greatest(reached, last_value) ELSE least(reached, last_value) END INTO reached
      FROM pg_sequence_last_value(used.sequence) last_value;
    target := coalesce(reached, 0) + sign(used.seqincrement) * 10000;
    IF target NOT BETWEEN used.seqmin AND used.seqmax THEN
      RAISE WARNING '% cannot jump to %, beyond its end', used.sequence, target;
      CONTINUE;
    END IF;
    PERFORM setval(used.sequence, target::bigint);
    RAISE NOTICE '% goes on from %', used.sequence, target;
  END LOOP;
END
$mcgen$;

SELECT :'primary_state' = 'fenced' AS planned
\gset
\if :planned
-- The old primary has exactly these rows. With a slot from before the first new write, it can follow
-- without a new copy.
BEGIN;
-- What the other side reads: the tables by name, and no more.
DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'crm_publication') THEN
    ALTER PUBLICATION "crm_publication" SET TABLE
      "public"."accounts",
      "public"."orders";
  ELSE
    CREATE PUBLICATION "crm_publication" FOR TABLE
      "public"."accounts",
      "public"."orders"
      WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);
  END IF;
END
$mcgen$;
GRANT USAGE ON SCHEMA "public" TO "crm_replication";
GRANT SELECT ON TABLE
      "public"."accounts",
      "public"."orders"
  TO "crm_replication";
COMMIT;
DO $mcgen$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'crm_gcp_to_aws') THEN
    PERFORM pg_create_logical_replication_slot('crm_gcp_to_aws', 'pgoutput');
  END IF;
END
$mcgen$;
\endif

ALTER DATABASE "crm" RESET default_transaction_read_only;
UPDATE mcgen.replication SET role = 'primary', fence_lsn = NULL, changed_at = now(), changed_by = session_user;
-- A session keeps the settings it began with: every other one of the database ends, and comes back
-- with the new ones. Those of the service itself stay.
DO $mcgen$
DECLARE
  others text;
BEGIN
  FOR attempt IN 1..100 LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT string_agg(format('%s (%s)', a.pid, a.usename), ', ') INTO others
      FROM pg_stat_activity a
      JOIN pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper AND r.rolname <> ALL (ARRAY['cloudsqlagent', 'cloudsqlimportexport', 'cloudsqlreplica', 'rdsproxyadmin', 'rdsrepladmin']::text[])
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND coalesce(a.backend_type, 'client backend') = 'client backend';
    EXIT WHEN others IS NULL;
    PERFORM pg_terminate_backend(a.pid)
      FROM pg_stat_activity a
      JOIN pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper AND r.rolname <> ALL (ARRAY['cloudsqlagent', 'cloudsqlimportexport', 'cloudsqlreplica', 'rdsproxyadmin', 'rdsrepladmin']::text[])
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND coalesce(a.backend_type, 'client backend') = 'client backend';
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF others IS NOT NULL THEN
    RAISE EXCEPTION 'these sessions do not end: %', others;
  END IF;
END
$mcgen$;

SELECT r.role AS "this database is", r.changed_at AS since FROM mcgen.replication r;
