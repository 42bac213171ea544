-- 04-publication.sql: what this side sends: its own writes, and nothing that came from the other one.
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
DECLARE
  site text := current_setting('mcgen.side');
  lists text;
BEGIN
  IF current_setting('wal_level') <> 'logical' THEN
    RAISE EXCEPTION 'wal_level is %, not logical', current_setting('wal_level')
      USING HINT = 'The parameter waits for a restart of the instance.';
  END IF;
  -- Only what was written here. So what came from the other side goes nowhere, and no change goes round.
  SELECT string_agg(format('%s WHERE (mc_site = %L)', t::regclass, site), ', ') INTO lists FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t;
  lists := format('mcgen.marks WHERE (site = %L), ', site) || lists;
  -- Neither DELETE nor TRUNCATE goes over: a deleted row is an UPDATE of its mark, and what is purged here
  -- is purged there in its own time.
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'crm_publication') THEN
    EXECUTE format('ALTER PUBLICATION "crm_publication" SET TABLE %s', lists);
  ELSE
    EXECUTE format('CREATE PUBLICATION "crm_publication" FOR TABLE %s WITH (publish = ''insert, update'')', lists);
  END IF;
END
$mcgen$;
-- What the source reads, and what the sink writes. It deletes nothing.
GRANT USAGE ON SCHEMA mcgen, "public" TO "crm_replication";
GRANT SELECT, INSERT, UPDATE ON TABLE mcgen.marks,
      "public"."contacts",
      "public"."notes"
  TO "crm_replication";
UPDATE mcgen.replication SET role = 'open', changed_at = now(), changed_by = session_user WHERE role = 'prepared';

SELECT format('%I.%I', schemaname, tablename) AS "published table", rowfilter AS "rows that are sent"
  FROM pg_publication_tables WHERE pubname = 'crm_publication' ORDER BY 1;
