-- 42-drop-slot.sql: drops the slot that a standby left behind.
-- Runs on the primary, RDS (aws). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

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
  IF role <> ALL (ARRAY['primary']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'primary'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The standby let go of its slots; here they are still held, those of an unfinished copy too.
DO $mcgen$
DECLARE
  slot record;
BEGIN
  FOR slot IN
    SELECT slot_name, active FROM pg_replication_slots
      WHERE database = current_database() AND plugin = 'pgoutput'
        AND (slot_name = 'crm_aws_to_gcp' OR slot_name ~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$')
  LOOP
    IF slot.active THEN
      RAISE EXCEPTION 'the slot % is being read', slot.slot_name
        USING HINT = 'Run 41-reseed.sql on the standby first.';
    END IF;
    PERFORM pg_drop_replication_slot(slot.slot_name);
    RAISE NOTICE 'dropped the slot %', slot.slot_name;
  END LOOP;
END
$mcgen$;

SELECT count(*) AS "slots left" FROM pg_replication_slots WHERE database = current_database();
