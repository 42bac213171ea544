-- 06-refresh.sql: the subscription takes up tables that were added to the publication.
-- Runs on the standby, Cloud SQL (gcp). README.md beside this file has the order.

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
  IF side <> ALL (ARRAY['gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'gcp'
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
  IF role <> ALL (ARRAY['standby']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'standby'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- Tables that the publication has and the subscription has not yet: each is copied, and must be empty.
DO $mcgen$
DECLARE
  name regclass;
  names text;
  filled boolean;
BEGIN
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.accounts', 'public.orders']::text[]) t WHERE to_regclass(t) IS NULL;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'the standby lacks: %', names
      USING HINT = 'Make the tables here first; README.md has the order.';
  END IF;
  FOR name IN
    SELECT t::regclass FROM unnest(ARRAY['public.accounts', 'public.orders']::text[]) t
      WHERE t::regclass NOT IN (SELECT r.srrelid FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
        WHERE s.subname = 'crm_aws_to_gcp')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN
      RAISE EXCEPTION '% is not empty, and the copy would meet its own rows', name
        USING HINT = 'TRUNCATE it, if the rows are not needed.';
    END IF;
  END LOOP;
END
$mcgen$;


ALTER SUBSCRIPTION "crm_aws_to_gcp" REFRESH PUBLICATION;

SELECT r.srrelid::regclass AS "table", r.srsubstate AS state
  FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
  WHERE s.subname = 'crm_aws_to_gcp' ORDER BY r.srrelid::regclass::text;
