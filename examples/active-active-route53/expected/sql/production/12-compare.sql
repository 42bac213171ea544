-- 12-compare.sql: rows and a sum over each table, to compare the two sides.
-- Runs on both databases. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '0';

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
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
END
$mcgen$;

-- The same lines on both sides, when nothing was written for as long as the lag. What one side may have
-- purged already is left out.
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
SET timezone = 'UTC';
SELECT (ARRAY['public.contacts']::text[])[1], count(*), 'rows', coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)), 0)
  FROM "public"."contacts" t WHERE NOT t.mc_deleted OR t.mc_ts > now() - make_interval(secs => 2592000 / 2);
SELECT (ARRAY['public.notes']::text[])[1], count(*), 'rows', coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)), 0)
  FROM "public"."notes" t;
