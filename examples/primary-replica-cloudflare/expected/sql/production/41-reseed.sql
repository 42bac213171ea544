-- 41-reseed.sql: empties the tables, for a copy from the beginning.
-- Runs on the standby, Cloud SQL (gcp). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv salvaged SALVAGED
\if :{?salvaged}
\else
\set salvaged ''
\endif
SELECT set_config('mcgen.salvaged', :'salvaged', false) AS ignored
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
  IF role <> ALL (ARRAY['standby', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'standby or fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  names text;
BEGIN
  IF (SELECT r.role FROM mcgen.replication r) = 'fenced' AND current_setting('mcgen.salvaged') <> 'yes' THEN
    RAISE EXCEPTION 'SALVAGED is "%"', current_setting('mcgen.salvaged')
      USING HINT = 'This database may hold the only copy of the last writes: dump its rows first, then write yes.';
  END IF;
  SELECT string_agg(DISTINCT k.conrelid::regclass::text, ', ') INTO names
    FROM pg_constraint k
    WHERE k.contype = 'f' AND k.confrelid = ANY (ARRAY['public.accounts', 'public.orders']::text[]::regclass[])
      AND k.conrelid <> ALL (ARRAY['public.accounts', 'public.orders']::text[]::regclass[]);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'these refer to replicated tables, and are not replicated: %', names
      USING HINT = 'Replicate them too, or drop their foreign keys on the standby.';
  END IF;
END
$mcgen$;

DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_subscription WHERE subname = 'crm_aws_to_gcp') THEN
    ALTER SUBSCRIPTION "crm_aws_to_gcp" DISABLE;
    ALTER SUBSCRIPTION "crm_aws_to_gcp" SET (slot_name = NONE);
    ALTER SUBSCRIPTION "crm_aws_to_gcp" CONNECTION 'host=127.0.0.1 port=1 dbname=none user=none password=none';
    DROP SUBSCRIPTION "crm_aws_to_gcp";
  END IF;
END
$mcgen$;

-- An orphaned slot would keep the log until the disk is full.
SELECT set_config('mcgen.slot', 'crm_gcp_to_aws', false) AS ignored
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

BEGIN;
TRUNCATE
      "public"."accounts",
      "public"."orders";
UPDATE mcgen.replication SET role = 'standby', fence_lsn = NULL, changed_at = now(), changed_by = session_user;
COMMIT;

SELECT r.role AS "this database is", 'empty' AS tables FROM mcgen.replication r;
