-- 05-seed.sql: takes no writes, copies the tables from the other side, and follows.
-- Runs on the side without rows. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '600s';

\getenv peer_host PEER_HOST
\if :{?peer_host}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable PEER_HOST is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.peer_host', :'peer_host', false) AS ignored
\gset

\getenv peer_port PEER_PORT
\if :{?peer_port}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable PEER_PORT is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.peer_port', :'peer_port', false) AS ignored
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
  IF side <> ALL (ARRAY['aws', 'gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'aws and gcp'
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
  IF role <> ALL (ARRAY['prepared', 'seeding']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'prepared or seeding'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The two directions, as they are seen from here.
SELECT set_config('mcgen.subscription', subscription, false) AS subscription, set_config('mcgen.slot', slot, false) AS slot,
    set_config('mcgen.other', other, false) AS other, peer_database
  FROM (VALUES
    ('aws', 'gcp', 'crm_gcp_to_aws', 'crm_aws_to_gcp', 'crm'),
    ('gcp', 'aws', 'crm_aws_to_gcp', 'crm_gcp_to_aws', 'crm')
  ) sides (side, other, subscription, slot, peer_database)
  WHERE side = current_setting('mcgen.side')
\gset
DO $mcgen$
BEGIN
  IF current_setting('mcgen.other') = 'aws' AND current_setting('mcgen.peer_host') ~ '^[0-9.]+$' THEN
    RAISE EXCEPTION 'PEER_HOST is the address %, which RDS changes', current_setting('mcgen.peer_host')
      USING HINT = 'Use the name that the stack puts out as database_address.';
  END IF;
END
$mcgen$;
DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
      WHERE d.datname = current_database() AND s.subname = current_setting('mcgen.subscription')) THEN
    RAISE EXCEPTION 'this database has a subscription'
      USING HINT = '30-detach.sql lets go of the other side.';
  END IF;
END
$mcgen$;

-- Nobody writes here until the way back is there too. So nothing can conflict, and the copy needs no trigger.
-- Where a table has rows, all of this is taken back.
SET lock_timeout = '10s';
BEGIN;
UPDATE mcgen.replication SET role = 'seeding', changed_at = now(), changed_by = session_user;
ALTER TABLE "public"."contacts" ENABLE TRIGGER mcgen_fence, DISABLE TRIGGER mcgen_apply;
ALTER TABLE "public"."notes" ENABLE TRIGGER mcgen_fence, DISABLE TRIGGER mcgen_apply;
DO $mcgen$
DECLARE
  name regclass;
  filled boolean;
BEGIN
  FOREACH name IN ARRAY ARRAY['public.contacts', 'public.notes']::text[]::regclass[] || 'mcgen.marks'::regclass LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN
      RAISE EXCEPTION '% is not empty, and the copy would meet its own rows', name
        USING HINT = '31-reseed.sql empties the tables of a side that begins anew.';
    END IF;
  END LOOP;
END
$mcgen$;
COMMIT;

-- It makes its slot on the other side, copies every table and follows. The connection is encrypted; the
-- certificate is not checked, since neither service gives a subscription a file to check it with.
SELECT format('copy_data = true, origin = none, create_slot = true, slot_name = %I, streaming = on', :'subscription') AS options
\gset
-- To the database at peer_host, with the options of `options`.
SELECT format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %I WITH (%s)',
    :'subscription',
    concat_ws(' ',
      format('host=''%s'' port=%s dbname=''%s'' user=''%s''', :'peer_host', :'peer_port', :'peer_database', 'crm_replication'),
      format('password=''%s''', replace(replace(:'replication_password', '\', '\\'), '''', '\''')),
      'sslmode=require connect_timeout=10 keepalives_idle=30 keepalives_interval=10 keepalives_count=3'),
    'crm_publication',
    :'options')
\gexec

SELECT r.role AS "this database is", :'subscription' AS subscription FROM mcgen.replication r;
