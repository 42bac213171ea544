-- 30-detach.sql: lets go of the other side, and goes on alone.
-- Runs on the side that stays. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv other_side OTHER_SIDE
\if :{?other_side}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable OTHER_SIDE is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.other_side', :'other_side', false) AS ignored
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
  IF current_setting('mcgen.other_side') NOT IN ('lost', 'reseeded') THEN
    RAISE EXCEPTION 'OTHER_SIDE is "%"', current_setting('mcgen.other_side')
      USING HINT = 'Write lost or reseeded: this side lets go of the other, which can only come back by a new copy.';
  END IF;
END
$mcgen$;
DO $mcgen$
DECLARE
  subscription text := current_setting('mcgen.subscription');
  patience text := current_setting('lock_timeout');
BEGIN
  PERFORM set_config('lock_timeout', '1s', true);
  FOR attempt IN 1..10 LOOP
    BEGIN
      IF EXISTS (SELECT FROM pg_subscription WHERE subname = subscription) THEN
        EXECUTE format('ALTER SUBSCRIPTION %I DISABLE', subscription);
      END IF;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      IF attempt = 10 THEN
        RAISE EXCEPTION 'the subscription stays locked by %', (
          SELECT string_agg(format('process %s (%s, waits for %s)', l.pid, a.backend_type, a.wait_event), ', ')
            FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.classid = 'pg_subscription'::regclass AND l.granted AND l.pid <> pg_backend_pid()
              AND l.objid = (SELECT s.oid FROM pg_subscription s WHERE s.subname = subscription))
          USING HINT = 'PostgreSQL lets nobody end a worker that asks its server for the end of a copy. It gives up after a minute of silence, '
            'and a restart of this database ends it at once: then run this file again.';
      END IF;
      -- A worker that ends the copy of a table asks its server for something while it has the lock. Where that
      -- server hangs, nobody gets it until the worker is ended, which it can be but for the last of these questions.
      PERFORM pg_stat_clear_snapshot();
      PERFORM pg_terminate_backend(w.pid) FROM pg_stat_subscription w WHERE w.subname = subscription AND w.pid IS NOT NULL;
    END;
  END LOOP;
  PERFORM set_config('lock_timeout', patience, true);
END
$mcgen$;
-- Nothing of this needs the other side. With its slot still attached, DROP SUBSCRIPTION would wait for a server
-- that does not answer, and so it would while a table is being copied: hence the address where nobody is.
DO $mcgen$
DECLARE
  subscription text := current_setting('mcgen.subscription');
BEGIN
  IF EXISTS (SELECT FROM pg_subscription WHERE subname = subscription) THEN
    PERFORM pg_stat_clear_snapshot();
    PERFORM pg_terminate_backend(w.pid) FROM pg_stat_subscription w
      WHERE w.subname = subscription AND w.relid IS NOT NULL AND w.pid IS NOT NULL;
    EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', subscription);
    EXECUTE format('ALTER SUBSCRIPTION %I CONNECTION %L', subscription, 'host=127.0.0.1 port=1 dbname=none user=none password=none');
    EXECUTE format('DROP SUBSCRIPTION %I', subscription);
  END IF;
END
$mcgen$;
-- A slot that nobody reads would keep the log until the disk is full.
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
-- Those of an unfinished copy are of the other side too.
DO $mcgen$
BEGIN
  PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots
    WHERE database = current_database() AND plugin = 'pgoutput' AND NOT active AND slot_name ~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$';
END
$mcgen$;
UPDATE mcgen.replication SET role = 'prepared', changed_at = now(), changed_by = session_user;

SELECT r.role AS "this database is", 'alone' AS "and writes" FROM mcgen.replication r;
