-- 30-follow.sql: after a switchover the old primary follows the new one, without a new copy.
-- Runs on the standby, RDS (aws). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv primary_host PRIMARY_HOST
\if :{?primary_host}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable PRIMARY_HOST is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.primary_host', :'primary_host', false) AS ignored
\gset

\getenv primary_port PRIMARY_PORT
\if :{?primary_port}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable PRIMARY_PORT is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.primary_port', :'primary_port', false) AS ignored
\gset

\getenv replication_password REPLICATION_PASSWORD
\if :{?replication_password}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable REPLICATION_PASSWORD is not set'; END $mcgen$;
\endif

\getenv fence_lsn FENCE_LSN
\if :{?fence_lsn}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable FENCE_LSN is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.fence_lsn', :'fence_lsn', false) AS ignored
\gset

-- A password is in a statement below. Where the service lets its administrator keep statements out of
-- the log, this does.
DO $mcgen$
BEGIN
  PERFORM set_config('log_min_error_statement', 'panic', false), set_config('log_statement', 'none', false);
EXCEPTION WHEN insufficient_privilege THEN
  IF current_setting('log_statement') IN ('ddl', 'all') THEN
    RAISE WARNING 'log_statement is %: the log will hold the password', current_setting('log_statement');
  END IF;
END
$mcgen$;

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
  IF side <> ALL (ARRAY['aws']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'aws'
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
  IF role <> ALL (ARRAY['fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  fence pg_lsn := (SELECT r.fence_lsn FROM mcgen.replication r);
BEGIN
  IF fence IS DISTINCT FROM current_setting('mcgen.fence_lsn')::pg_lsn THEN
    RAISE EXCEPTION 'this database was fenced at %, and the promotion waited for %', fence, current_setting('mcgen.fence_lsn')
      USING HINT = 'After the loss of a side its rows differ: 41-reseed.sql.';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
      WHERE d.datname = current_database() AND s.setrole = 0 AND 'default_transaction_read_only=on' = ANY (s.setconfig)) THEN
    RAISE EXCEPTION 'the fence is down, and the rows may differ'
      USING HINT = '41-reseed.sql begins anew.';
  END IF;
END
$mcgen$;

-- What this side needed as primary.
SELECT set_config('mcgen.slot', 'crm_aws_to_gcp', false) AS ignored
\gset
-- The slot that is named in mcgen.slot, whoever reads it.
DO $mcgen$
DECLARE
  reader integer;
BEGIN
  FOR attempt IN 1..100 LOOP
    SELECT active_pid INTO reader FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
    EXIT WHEN NOT FOUND OR reader IS NULL;
    PERFORM pg_terminate_backend(reader);
    PERFORM pg_sleep(0.1);
  END LOOP;
  PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
END
$mcgen$;
DROP PUBLICATION IF EXISTS "crm_publication";

\set options 'copy_data = false, create_slot = false, slot_name = crm_gcp_to_aws, streaming = on'
\set subscription crm_gcp_to_aws
\set peer_host :primary_host
\set peer_port :primary_port
\set peer_database crm
-- To the database at peer_host, with the options of `options`.
SELECT format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %I WITH (%s)',
    :'subscription',
    concat_ws(' ',
      format('host=''%s'' port=%s dbname=''%s'' user=''%s''', :'peer_host', :'peer_port', :'peer_database', 'crm_follower'),
      format('password=''%s''', replace(replace(:'replication_password', '\', '\\'), '''', '\''')),
      'sslmode=require connect_timeout=10 keepalives_idle=30 keepalives_interval=10 keepalives_count=3'),
    'crm_publication',
    :'options')
\gexec

-- Without its slot the worker would try for ever.
DO $mcgen$
DECLARE
  streams boolean;
BEGIN
  FOR attempt IN 1..300 LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT received_lsn IS NOT NULL INTO streams FROM pg_stat_subscription
      WHERE subname = 'crm_gcp_to_aws' AND relid IS NULL;
    EXIT WHEN streams;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF NOT coalesce(streams, false) THEN
    RAISE EXCEPTION 'nothing comes from the primary'
      USING HINT = 'The log of this server says why. A missing slot means that it was promoted without the fence.';
  END IF;
END
$mcgen$;
UPDATE mcgen.replication SET role = 'standby', fence_lsn = NULL, changed_at = now(), changed_by = session_user;

SELECT r.role AS "this database is", 'crm_gcp_to_aws' AS subscription FROM mcgen.replication r;
