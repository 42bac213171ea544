-- 03-sequences.sql: sequences with numbers of their own.
-- Runs on both databases. README.md beside this file has the order.

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

-- Each side has its own numbers, odd ones on AWS and even ones on Google Cloud, beyond all that were given out.
DO $mcgen$
DECLARE
  used record;
  last_number numeric;
  reached numeric;
  target numeric;
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
    -- One that is split stays, unless rows were copied here that may be ahead of it.
    CONTINUE WHEN used.seqincrement = 2 AND last_number % 2 = parity
      AND current_setting('mcgen.copied', true) IS DISTINCT FROM 'yes';
    EXECUTE format('SELECT max(reached) FROM (%s) columns', array_to_string(used.columns, ' UNION ALL ')) INTO reached;
    -- Numbers that transactions still hold were not seen.
    reached := greatest(reached, last_number) + 10000 + used.seqcache;
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
