-- 04-publication.sql: what this side sends: the tables and their columns by name.
-- Runs on both databases. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv leave_out LEAVE_OUT
\if :{?leave_out}
\else
\set leave_out ''
\endif
SELECT set_config('mcgen.leave_out', :'leave_out', false) AS ignored
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
  IF role <> ALL (ARRAY['prepared', 'seeding', 'open', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'prepared or seeding or open or fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  wanted text[] := string_to_array(nullif(current_setting('mcgen.leave_out'), ''), ' ');
  lists text;
  names text;
BEGIN
  IF current_setting('wal_level') <> 'logical' THEN
    RAISE EXCEPTION 'wal_level is %, not logical', current_setting('wal_level')
      USING HINT = 'The parameter waits for a restart of the instance.';
  END IF;
  SELECT string_agg(w, ', ') INTO names FROM unnest(wanted) w
    WHERE NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped
        AND format('%s.%s', a.attrelid::regclass, a.attname) = w AND a.attname NOT LIKE 'mc\_%');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'LEAVE_OUT names no column that can be left out: %', names
      USING HINT = 'Write schema.table.column, with a blank between two of them.';
  END IF;

  -- With their columns: one that is new here is not sent before the other side has it too.
  SELECT string_agg(format('%s (%s)', list.name, list.columns), ', ') INTO lists FROM (
    SELECT a.attrelid::regclass AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
      FROM pg_attribute a
      WHERE a.attrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        AND format('%s.%s', a.attrelid::regclass, a.attname) <> ALL (coalesce(wanted, '{}'))
      GROUP BY a.attrelid) list;
  -- Neither DELETE nor TRUNCATE goes over: a deleted row is an UPDATE of its mark, and what is purged here
  -- is purged there in its own time.
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'crm_publication') THEN
    EXECUTE format('ALTER PUBLICATION "crm_publication" SET TABLE mcgen.marks, %s', lists);
  ELSE
    EXECUTE format('CREATE PUBLICATION "crm_publication" FOR TABLE mcgen.marks, %s WITH (publish = ''insert, update'')', lists);
  END IF;
END
$mcgen$;
GRANT USAGE ON SCHEMA mcgen, "public" TO "crm_replication";
GRANT SELECT ON TABLE mcgen.marks,
      "public"."contacts",
      "public"."notes"
  TO "crm_replication";

SELECT format('%I.%I', schemaname, tablename) AS "published table", cardinality(attnames) AS columns
  FROM pg_publication_tables WHERE pubname = 'crm_publication' ORDER BY 1;
