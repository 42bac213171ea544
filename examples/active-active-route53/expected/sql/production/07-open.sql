-- 07-open.sql: takes writes, once both sides have everything of the other.
-- Runs on a side that was seeded or paused. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '660s';

\getenv mark MARK
\if :{?mark}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable MARK is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.mark', :'mark', false) AS ignored
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
  IF role <> ALL (ARRAY['seeding', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'seeding or fenced'
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
DECLARE
  names text;
BEGIN
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.contacts', 'public.notes']::text[] || 'mcgen.marks'::text) t
    WHERE to_regclass(t) NOT IN (SELECT r.srrelid FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
      WHERE s.subname = current_setting('mcgen.subscription') AND r.srsubstate = 'r');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'not yet copied: %', names USING HINT = '10-health.sql shows how far the copy is.';
  END IF;
END
$mcgen$;
-- Everything that the other side wrote before its mark is here.
DO $mcgen$
DECLARE
  seen text;
  marked timestamptz;
BEGIN
  IF current_setting('mcgen.mark') NOT LIKE current_setting('mcgen.other') || '-%' THEN
    RAISE EXCEPTION 'MARK is "%", and no mark of the other side', current_setting('mcgen.mark')
      USING HINT = 'Run 20-mark.sql on the other side.';
  END IF;
  FOR attempt IN 1..6000 LOOP
    SELECT m.mark, m.marked_at INTO seen, marked FROM mcgen.marks m WHERE m.site = current_setting('mcgen.other');
    EXIT WHEN seen = current_setting('mcgen.mark');
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF seen IS DISTINCT FROM current_setting('mcgen.mark') THEN
    RAISE EXCEPTION 'the mark % has not arrived, and this side is behind', current_setting('mcgen.mark')
      USING HINT = '10-health.sql shows why. An older mark than the last one never arrives.';
  END IF;
  IF marked < clock_timestamp() - interval '1 hour' THEN
    RAISE EXCEPTION 'the mark is of %', marked USING HINT = 'Make a new one with 20-mark.sql.';
  END IF;
END
$mcgen$;
-- Everything that was written here is on the other side.
DO $mcgen$
DECLARE
  fence pg_lsn := pg_current_wal_flush_lsn();
  slot record;
BEGIN
  FOR attempt IN 1..6000 LOOP
    SELECT active, confirmed_flush_lsn INTO slot FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the other side has no slot here, and would never get what is written'
        USING HINT = 'Run 06-join.sql on the other side.';
    END IF;
    EXIT WHEN slot.active AND slot.confirmed_flush_lsn >= fence;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF NOT slot.active OR slot.confirmed_flush_lsn < fence THEN
    RAISE EXCEPTION 'the other side has confirmed %, and the log here ends at %', slot.confirmed_flush_lsn, fence
      USING HINT = '10-health.sql on the other side shows why.';
  END IF;
END
$mcgen$;

-- Each side has its own numbers, odd ones on AWS and even ones on Google Cloud, beyond all that were given out.
DO $mcgen$
DECLARE
  used record;
  last_number numeric;
  reached numeric;
  target numeric;
  state text := (SELECT r.role FROM mcgen.replication r);
  parity integer := CASE current_setting('mcgen.side') WHEN 'aws' THEN 1 ELSE 0 END;
BEGIN
  FOR used IN
    SELECT s.oid::regclass AS sequence, q.seqincrement, q.seqmax, q.seqcycle, q.seqcache,
        array_agg(DISTINCT format('SELECT max(%I) AS reached FROM %s', a.attname, a.attrelid::regclass)) AS columns
      FROM pg_class s
      JOIN pg_sequence q ON q.seqrelid = s.oid
      JOIN pg_depend d ON (d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i'))
        OR (d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid)
      LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
      JOIN pg_attribute a ON a.attrelid = coalesce(f.adrelid, d.refobjid) AND a.attnum = coalesce(f.adnum, d.refobjsubid)
      WHERE s.relkind = 'S' AND a.attrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
      GROUP BY s.oid, q.seqincrement, q.seqmax, q.seqcycle, q.seqcache
  LOOP
    IF used.seqincrement < 1 OR used.seqcycle THEN
      RAISE EXCEPTION '% counts down or begins again, and cannot be split', used.sequence;
    END IF;
    EXECUTE format('SELECT last_value FROM %s', used.sequence) INTO last_number;
    EXECUTE format('SELECT max(reached) FROM (%s) columns', array_to_string(used.columns, ' UNION ALL ')) INTO reached;
    reached := greatest(reached, last_number);
    CONTINUE WHEN used.seqincrement = 2 AND last_number % 2 = parity AND last_number = reached AND state <> 'seeding';
    -- Numbers that transactions still hold were not seen.
    IF used.seqincrement <> 2 OR state = 'seeding' THEN
      reached := reached + 10000 + used.seqcache;
    END IF;
    target := reached + 1 + (CASE WHEN (reached + 1) % 2 = parity THEN 0 ELSE 1 END);
    IF target > used.seqmax THEN
      RAISE EXCEPTION '% cannot jump to %, beyond its end', used.sequence, target;
    END IF;
    EXECUTE format('ALTER SEQUENCE %s INCREMENT BY 2', used.sequence);
    PERFORM setval(used.sequence, target::bigint);
    RAISE NOTICE '% goes on from % in steps of 2', used.sequence, target;
  END LOOP;
END
$mcgen$;
SET lock_timeout = '10s';
BEGIN;
ALTER TABLE "public"."contacts" ENABLE REPLICA TRIGGER mcgen_apply, DISABLE TRIGGER mcgen_fence;
ALTER TABLE "public"."notes" ENABLE REPLICA TRIGGER mcgen_apply, DISABLE TRIGGER mcgen_fence;
UPDATE mcgen.replication SET role = 'open', changed_at = now(), changed_by = session_user;
-- It has everything: it was not away.
UPDATE mcgen.gate SET asked_at = NULL, returned_at = NULL;
COMMIT;

SELECT r.role AS "this database is" FROM mcgen.replication r;
