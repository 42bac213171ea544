-- 05-subscriber.sql: the subscription, which copies the tables and then follows.
-- Runs on the standby, RDS (aws). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '600s';

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
  IF role <> ALL (ARRAY['standby']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'standby'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  name regclass;
  names text;
  filled boolean;
BEGIN
  IF EXISTS (SELECT FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()) THEN
    RAISE EXCEPTION 'this database has a subscription'
      USING HINT = '06-refresh.sql takes up new tables, and 41-reseed.sql begins anew.';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
      WHERE d.datname = current_database() AND s.setrole = 0 AND 'default_transaction_read_only=on' = ANY (s.setconfig)) THEN
    RAISE EXCEPTION 'the fence is down'
      USING HINT = 'Run 04-fence-standby.sql first.';
  END IF;
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['crm.accounts', 'crm.orders', 'audit.events']::text[]) t WHERE to_regclass(t) IS NULL;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'the standby lacks: %', names
      USING HINT = 'Copy the schema first; README.md has the command.';
  END IF;
  FOREACH name IN ARRAY ARRAY['crm.accounts', 'crm.orders', 'audit.events']::text[]::regclass[] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN
      RAISE EXCEPTION '% is not empty, and the copy would meet its own rows', name
        USING HINT = '41-reseed.sql empties the tables of a standby.';
    END IF;
  END LOOP;
END
$mcgen$;

-- Without a key the whole row identifies itself, at the price of a longer log and slow updates. Both sides
-- have it, since either is the primary one day.
ALTER TABLE "audit"."events" REPLICA IDENTITY FULL;

-- It makes its slot on the primary, copies every table and follows. The connection is encrypted; the
-- certificate is not checked, since neither service gives a subscription a file to check it with.
\set options 'copy_data = true, create_slot = true, slot_name = crm_gcp_to_aws, streaming = on'
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

SELECT subname AS subscription, subslotname AS "slot on the primary" FROM pg_subscription WHERE subname = 'crm_gcp_to_aws';
