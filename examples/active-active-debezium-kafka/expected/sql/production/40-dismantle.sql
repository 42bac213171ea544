-- 40-dismantle.sql: ends it: this side keeps its rows, without what the connectors needed.
-- Runs on either side. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv independent INDEPENDENT
\if :{?independent}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable INDEPENDENT is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.independent', :'independent', false) AS ignored
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
END
$mcgen$;

-- The slot of the connector that reads this side, and the other side.
SELECT set_config('mcgen.slot', 'crm_debezium', false) AS slot,
    set_config('mcgen.other', CASE current_setting('mcgen.side') WHEN 'aws' THEN 'gcp' ELSE 'aws' END, false) AS other
\gset
DO $mcgen$
BEGIN
  IF current_setting('mcgen.independent') <> 'yes' THEN
    RAISE EXCEPTION 'INDEPENDENT is "%"', current_setting('mcgen.independent')
      USING HINT = 'Write yes: this side keeps its rows and goes on alone. Deleted rows go for good.';
  END IF;
  IF EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot') AND active) THEN
    RAISE EXCEPTION 'the source still runs, and would make its slot again'
      USING HINT = 'Write `start: false` in the environment file, render, and apply the stack `streaming` first.';
  END IF;
END
$mcgen$;
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

SET lock_timeout = '10s';
BEGIN;
DROP VIEW IF EXISTS "public"."contacts_live";
DROP TRIGGER IF EXISTS "mcgen_arrive" ON "public"."contacts";
DROP TRIGGER IF EXISTS "mcgen_buried" ON "public"."contacts";
DROP TRIGGER IF EXISTS "mcgen_bury" ON "public"."contacts";
DROP TRIGGER IF EXISTS "mcgen_key" ON "public"."contacts";
DROP TRIGGER IF EXISTS "mcgen_stamp" ON "public"."contacts";
DROP TRIGGER IF EXISTS "mcgen_truncate" ON "public"."contacts";
ALTER TABLE "public"."contacts" REPLICA IDENTITY DEFAULT;
REVOKE ALL ON TABLE "public"."contacts" FROM "crm_replication";
DROP TRIGGER IF EXISTS "mcgen_arrive" ON "public"."notes";
DROP TRIGGER IF EXISTS "mcgen_buried" ON "public"."notes";
DROP TRIGGER IF EXISTS "mcgen_bury" ON "public"."notes";
DROP TRIGGER IF EXISTS "mcgen_key" ON "public"."notes";
DROP TRIGGER IF EXISTS "mcgen_stamp" ON "public"."notes";
DROP TRIGGER IF EXISTS "mcgen_truncate" ON "public"."notes";
ALTER TABLE "public"."notes" REPLICA IDENTITY DEFAULT;
REVOKE ALL ON TABLE "public"."notes" FROM "crm_replication";
DROP TRIGGER IF EXISTS mcgen_tell ON mcgen.conflicts;
DROP FUNCTION IF EXISTS mcgen.tell(), mcgen.stamp(), mcgen.skip(), mcgen.bury(), mcgen.refuse(), mcgen.arrive();
-- Rows that were deleted go for good, and the columns with them.
DO $mcgen$
DECLARE
  name regclass;
BEGIN
  FOREACH name IN ARRAY ARRAY['public.contacts']::text[]::regclass[] LOOP
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = name AND attname = 'mc_deleted' AND NOT attisdropped) THEN
      EXECUTE format('DELETE FROM %s WHERE mc_deleted', name);
    END IF;
  END LOOP;
END
$mcgen$;
-- The checks of foreign keys wait for the end of a statement, and the columns for the checks.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE "public"."contacts" DROP COLUMN IF EXISTS mc_ts, DROP COLUMN IF EXISTS mc_site, DROP COLUMN IF EXISTS mc_deleted;
ALTER TABLE "public"."notes" DROP COLUMN IF EXISTS mc_ts, DROP COLUMN IF EXISTS mc_site, DROP COLUMN IF EXISTS mc_deleted;
TRUNCATE mcgen.marks;
UPDATE mcgen.replication SET role = 'new', changed_at = now(), changed_by = session_user;
COMMIT;

-- The sequences stay in steps of 2: no number comes twice, whichever rows are brought together later.
SELECT r.role AS "this database is", (SELECT count(*) FROM mcgen.conflicts) AS "conflicts in the log" FROM mcgen.replication r;
