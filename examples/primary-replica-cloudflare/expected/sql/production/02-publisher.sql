-- 02-publisher.sql: the publication of the tables, and the grants to read them.
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
  IF role <> ALL (ARRAY['new', 'primary']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'new or primary'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
DECLARE
  names text;
BEGIN
  IF current_setting('wal_level') <> 'logical' THEN
    RAISE EXCEPTION 'wal_level is %, not logical', current_setting('wal_level')
      USING HINT = 'The parameter waits for a restart of the instance.';
  END IF;

  SELECT string_agg(name, ', ') INTO names
    FROM unnest(ARRAY['public.accounts', 'public.orders']::text[]) name WHERE to_regclass(name) IS NULL;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'there are no such tables: %', names;
  END IF;

  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.accounts', 'public.orders']::text[]::regclass[])
      AND (c.relkind NOT IN ('r', 'p') OR c.relpersistence <> 'p');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'these are no ordinary tables, and are not replicated: %', names
      USING HINT = 'Views, materialized views, foreign, unlogged and temporary tables stay behind.';
  END IF;

  SELECT string_agg(format('%s (%s)', c.oid::regclass, pg_get_userbyid(c.relowner)), ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.accounts', 'public.orders']::text[]::regclass[])
      AND NOT pg_has_role(c.relowner, 'USAGE');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'only their owners can publish these: %', names
      USING HINT = format('GRANT the owner TO %I.', current_user);
  END IF;
END
$mcgen$;


-- A published table without an identity refuses UPDATE and DELETE from that moment on, here on the primary.
DO $mcgen$
DECLARE
  names text;
BEGIN
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.accounts', 'public.orders']::text[]::regclass[])
      AND NOT CASE c.relreplident
        WHEN 'f' THEN true
        WHEN 'd' THEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid)
        WHEN 'i' THEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident AND i.indisvalid)
        ELSE false
      END;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'nothing identifies a row of: %', names
      USING HINT = 'Add a primary key, or list the table under `full-identity` of the environment file.';
  END IF;

  SELECT string_agg(s.oid::regclass::text, ', ') INTO names
    FROM pg_class s WHERE s.relkind = 'S' AND s.relnamespace = ANY (ARRAY['public']::text[]::regnamespace[])
      AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i'))
      AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_attrdef'::regclass AND d.refobjid = s.oid);
  IF names IS NOT NULL THEN
    RAISE WARNING 'no column uses these sequences, so a promotion cannot advance them: %', names
      USING HINT = 'ALTER SEQUENCE ... OWNED BY, or set them by hand after a promotion.';
  END IF;
END
$mcgen$;

BEGIN;
-- What the other side reads: the tables by name, and no more.
DO $mcgen$
BEGIN
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'crm_publication') THEN
    ALTER PUBLICATION "crm_publication" SET TABLE
      "public"."accounts",
      "public"."orders";
  ELSE
    CREATE PUBLICATION "crm_publication" FOR TABLE
      "public"."accounts",
      "public"."orders"
      WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);
  END IF;
END
$mcgen$;
GRANT USAGE ON SCHEMA "public" TO "crm_replication";
GRANT SELECT ON TABLE
      "public"."accounts",
      "public"."orders"
  TO "crm_replication";
UPDATE mcgen.replication SET role = 'primary', fence_lsn = NULL, changed_at = now(), changed_by = session_user;
COMMIT;

SELECT format('%I.%I', schemaname, tablename) AS "published table"
  FROM pg_publication_tables WHERE pubname = 'crm_publication' ORDER BY 1;
