-- 30-drop-slot.sql: drops a lost slot, so that the source reads the tables from the beginning.
-- Runs on either side. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv begin_anew BEGIN_ANEW
\if :{?begin_anew}
\else
\set begin_anew ''
\endif
SELECT set_config('mcgen.begin_anew', :'begin_anew', false) AS ignored
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
  IF role <> ALL (ARRAY['prepared', 'open']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'prepared or open'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The slot of the connector that reads this side, and the other side.
SELECT set_config('mcgen.slot', 'crm_debezium', false) AS slot,
    set_config('mcgen.other', CASE current_setting('mcgen.side') WHEN 'aws' THEN 'gcp' ELSE 'aws' END, false) AS other
\gset
DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot') AND wal_status <> 'lost')
      AND current_setting('mcgen.begin_anew') <> 'yes' THEN
    RAISE EXCEPTION 'the slot is not lost, and what it keeps would be read from the tables instead'
      USING HINT = 'Set BEGIN_ANEW=yes where that is wanted.';
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

SELECT count(*) AS "slots of the source" FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
