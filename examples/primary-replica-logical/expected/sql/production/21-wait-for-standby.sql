-- 21-wait-for-standby.sql: waits until the standby has everything up to the fence, and prints its LSN.
-- Runs on the primary, RDS (aws). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '660s';

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
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
  IF role <> ALL (ARRAY['fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

\pset tuples_only on
\pset format unaligned
DO $mcgen$
DECLARE
  fence pg_lsn := (SELECT r.fence_lsn FROM mcgen.replication r);
  slot record;
BEGIN
  IF fence IS NULL THEN
    RAISE EXCEPTION 'this database was fenced when it came back, not for a switchover';
  END IF;
  FOR attempt IN 1..600 * 10 LOOP
    SELECT * INTO slot FROM pg_replication_slots WHERE slot_name = 'crm_aws_to_gcp';
    IF NOT FOUND OR slot.wal_status = 'lost' THEN
      RAISE EXCEPTION 'the slot of the standby is gone'
        USING HINT = '23-cancel-switchover.sql opens this database again.';
    END IF;
    EXIT WHEN slot.confirmed_flush_lsn >= fence;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF slot.confirmed_flush_lsn < fence THEN
    RAISE EXCEPTION 'after % s the standby has not confirmed %, only %', 600, fence, slot.confirmed_flush_lsn
      USING HINT = 'Wait again, or open this database again with 23-cancel-switchover.sql.';
  END IF;
END
$mcgen$;
SELECT r.fence_lsn FROM mcgen.replication r;
