-- 03-tables.sql: columns, triggers and views of the shared tables, and sequences with numbers of their own.
-- Runs on both databases. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv second_keys SECOND_KEYS
\if :{?second_keys}
\else
\set second_keys ''
\endif
SELECT set_config('mcgen.second_keys', :'second_keys', false) AS ignored
\gset

\getenv triggers TRIGGERS
\if :{?triggers}
\else
\set triggers ''
\endif
SELECT set_config('mcgen.triggers', :'triggers', false) AS ignored
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
  IF role <> ALL (ARRAY['new', 'prepared', 'open']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'new or prepared or open'
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
  IF current_setting('server_version_num')::integer < 150000 THEN
    RAISE EXCEPTION 'this is PostgreSQL %, and two directions need 15', current_setting('server_version')
      USING HINT = 'Before 15 a publication cannot leave out what the other side wrote.';
  END IF;
END
$mcgen$;

-- Whether these tables can be shared at all.
DO $mcgen$
DECLARE
  names text;
BEGIN
  SELECT string_agg(name, ', ') INTO names
    FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) name WHERE to_regclass(name) IS NULL;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'there are no such tables: %', names;
  END IF;
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
      AND (c.relkind <> 'r' OR c.relpersistence <> 'p' OR c.relispartition OR c.relhassubclass OR c.relforcerowsecurity);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'these are no plain tables: %', names
      USING HINT = 'Partitions, children, views, unlogged tables, and tables that force row security on their owner cannot be shared.';
  END IF;
  SELECT string_agg(format('%s (%s)', c.oid::regclass, pg_get_userbyid(c.relowner)), ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
      AND NOT pg_has_role(c.relowner, CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'only their owners can share these: %', names
      USING HINT = format('GRANT the owner TO %I.', current_user);
  END IF;
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
      AND (c.relreplident::text <> ALL (ARRAY['d', 'f']::text[]) OR NOT EXISTS (
        SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND NOT k.condeferrable));
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'no primary key identifies a row of: %', names;
  END IF;

  -- A key of its own is what two sides may make at the same time without a conflict.
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.contacts']::text[]::regclass[])
      AND NOT EXISTS (
        SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.atttypid = 'uuid'::regtype);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'no uuid is in the primary key of: %', names
      USING HINT = 'The environment file says `key: uuid`.';
  END IF;
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.notes']::text[]::regclass[])
      AND NOT EXISTS (
        SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
        WHERE k.conrelid = c.oid AND k.contype = 'p'
          AND (a.attidentity <> '' OR pg_get_expr(f.adbin, f.adrelid) LIKE 'nextval(%'));
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'no sequence fills the primary key of: %', names
      USING HINT = 'The environment file says `key: split-sequence`.';
  END IF;
  SELECT string_agg(format('%s (%s)', i.indrelid::regclass, i.indexrelid::regclass), ', ') INTO names
    FROM pg_index i WHERE i.indrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
      AND (i.indisunique OR i.indisexclusion) AND NOT i.indisprimary;
  IF names IS NOT NULL AND current_setting('mcgen.second_keys') <> 'accepted' THEN
    RAISE EXCEPTION 'these have a second key, and two sides can fill it with one value: %', names
      USING HINT = 'The row that comes then stops the replication until a person has removed one of the two. '
        'Make it the primary key, drop it, or set SECOND_KEYS=accepted where one side alone writes each value.';
  END IF;
  SELECT string_agg(format('%s of %s', k.conname, k.conrelid::regclass), ', ') INTO names
    FROM pg_constraint k WHERE k.contype = 'f' AND k.confdeltype <> 'a' AND k.confdeltype <> 'r'
      AND k.confrelid = ANY (ARRAY['public.contacts']::text[]::regclass[]);
  IF names IS NOT NULL THEN
    RAISE WARNING 'these no longer follow a DELETE, which only marks the row: %', names;
  END IF;
END
$mcgen$;

-- What a connector cannot carry, or would do twice.
DO $mcgen$
DECLARE
  names text;
BEGIN
  SELECT string_agg(c.oid::regclass::text, ', ') INTO names
    FROM pg_class c WHERE c.oid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND c.relrowsecurity;
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'row security hides rows from the connectors: %', names;
  END IF;
  SELECT string_agg(format('%s.%s', a.attrelid::regclass, a.attname), ', ') INTO names
    FROM pg_attribute a WHERE a.attrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped
      AND (a.attgenerated <> '' OR a.attidentity = 'a');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'the sink writes every column, and may not write these: %', names
      USING HINT = 'ALTER TABLE ... ALTER COLUMN ... SET GENERATED BY DEFAULT for an identity; a view can compute the others.';
  END IF;
  SELECT string_agg(format('%s.%s (%s)', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod)), ', ') INTO names
    FROM pg_attribute a WHERE a.attrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid <> ALL ('{bool,int2,int4,int8,float4,float8,numeric,text,varchar,bpchar,uuid,json,jsonb,bytea,date,time,timestamp,timestamptz}'::regtype[]);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'the sink does not write every value of these types: %', names
      USING HINT = 'Use one of the plain types, such as text or jsonb.';
  END IF;
  -- Tables arrive in any order, so a row can come before the one that it refers to.
  SELECT string_agg(format('%s of %s', k.conname, k.conrelid::regclass), ', ') INTO names
    FROM pg_constraint k WHERE k.contype = 'f'
      AND k.conrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]) AND k.confrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'a foreign key between shared tables would stop the sink: %', names
      USING HINT = 'Drop it on both sides, or choose the mechanism logical-lww, which applies whole transactions.';
  END IF;
  SELECT string_agg(format('%s of %s', t.tgname, t.tgrelid::regclass), ', ') INTO names
    FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname NOT LIKE 'mcgen\_%'
      AND t.tgrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[]);
  IF names IS NOT NULL AND current_setting('mcgen.triggers') <> 'accepted' THEN
    RAISE EXCEPTION 'these triggers fire for rows of the other side too: %', names
      USING HINT = format('Give each WHEN (session_user <> %L), and set TRIGGERS=accepted.', 'crm_replication');
  END IF;
END
$mcgen$;

-- An application may have any search_path: every function names its own. They run as the administrator, so that
-- a role needs no more rights than it had.
BEGIN;

-- Every write of this side: when, and where.
CREATE OR REPLACE FUNCTION mcgen.stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  site text := TG_ARGV[0];
  same_key text := TG_ARGV[1];
  buried timestamptz;
BEGIN
  NEW.mc_site := site;
  IF TG_OP = 'UPDATE' THEN
    -- Later than what it changes, whatever the clock says.
    NEW.mc_ts := greatest(clock_timestamp(), OLD.mc_ts + interval '1 microsecond');
    RETURN NEW;
  END IF;
  NEW.mc_ts := clock_timestamp();
  IF TG_ARGV[2] = 'tombstone' THEN
    NEW.mc_deleted := false;
    -- A key that was deleted may be used again: its row takes the place of the tombstone.
    EXECUTE format('SELECT t.mc_ts FROM %s t WHERE %s AND t.mc_deleted FOR UPDATE', TG_RELID::regclass, same_key)
      INTO buried USING NEW;
    IF buried IS NOT NULL THEN
      PERFORM set_config('mcgen.reviving', 'on', true);
      EXECUTE format('DELETE FROM %s t WHERE %s AND t.mc_deleted', TG_RELID::regclass, same_key) USING NEW;
      PERFORM set_config('mcgen.reviving', 'off', true);
      NEW.mc_ts := greatest(NEW.mc_ts, buried + interval '1 microsecond');
    END IF;
  END IF;
  RETURN NEW;
END
$body$;

-- To whom a row is deleted, it is not there: nothing changes it but a new row of the same key.
CREATE OR REPLACE FUNCTION mcgen.skip() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  RETURN NULL;
END
$body$;

-- DELETE marks the row. What is marked for longer than '30d' is deleted for good, on this side alone.
CREATE OR REPLACE FUNCTION mcgen.bury() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF OLD.mc_deleted THEN
    IF current_setting('mcgen.reviving', true) = 'on' OR OLD.mc_ts < clock_timestamp() - TG_ARGV[1]::interval THEN
      RETURN OLD;
    END IF;
    RETURN NULL;
  END IF;
  EXECUTE format('UPDATE %s t SET mc_deleted = true WHERE %s', TG_RELID::regclass, TG_ARGV[0]) USING OLD;
  RETURN NULL;
END
$body$;

CREATE OR REPLACE FUNCTION mcgen.refuse() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  RAISE EXCEPTION '%: %', TG_RELID::regclass, TG_ARGV[0] USING ERRCODE = 'object_not_in_prerequisite_state', HINT = TG_ARGV[1];
END
$body$;

-- Whoever may run a function may hang it on a table of their own.
REVOKE ALL ON FUNCTION mcgen.stamp(), mcgen.skip(), mcgen.bury(), mcgen.refuse() FROM PUBLIC;

-- A line in the log of the server for each conflict, which the alarms of both clouds count: the table and what lost,
-- nothing of the row. The words of the line stand nowhere in this text, which the server logs too. A session writes
-- no more than 200 of them in a minute: a storm must not fill the volume, and is told of long before.
CREATE OR REPLACE FUNCTION mcgen.tell() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  minute text := floor(extract(epoch FROM clock_timestamp()) / 60)::text;
  told text[] := string_to_array(current_setting('mcgen.told', true), ' ');
  number integer := 1 + CASE WHEN told[1] = minute THEN told[2]::integer ELSE 0 END;
BEGIN
  PERFORM set_config('mcgen.told', concat_ws(' ', minute, number), false);
  IF number <= 200 THEN
    RAISE LOG 'mcgen_conflict %', format('table=%s kind=%s written_on=%s', NEW.table_name,
      CASE WHEN NEW.lost ->> 'mc_deleted' = 'true' THEN 'delete' ELSE 'write' END, NEW.lost_site);
  END IF;
  RETURN NULL;
END
$body$;
REVOKE ALL ON FUNCTION mcgen.tell() FROM PUBLIC;
CREATE OR REPLACE TRIGGER mcgen_tell AFTER INSERT ON mcgen.conflicts FOR EACH ROW EXECUTE FUNCTION mcgen.tell();
-- The worker that applies changes fires no other trigger of this table.
ALTER TABLE mcgen.conflicts ENABLE ALWAYS TRIGGER mcgen_tell;

-- Every change of the other side to a row that is here: the later write wins, and of two at the same moment that
-- of the side whose name is the greater one. What loses is kept in the log.
CREATE OR REPLACE FUNCTION mcgen.arrive() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF (NEW.mc_ts, NEW.mc_site) > (OLD.mc_ts, OLD.mc_site) THEN
    RETURN NEW;
  END IF;
  -- What came a second time lost against nobody.
  IF NEW.mc_ts <> OLD.mc_ts OR NEW.mc_site <> OLD.mc_site THEN
    INSERT INTO mcgen.conflicts (table_name, kept_site, lost_site, kept, lost)
      VALUES (TG_RELID::regclass::text, OLD.mc_site, NEW.mc_site, to_jsonb(OLD), to_jsonb(NEW));
  END IF;
  RETURN NULL;
END
$body$;
REVOKE ALL ON FUNCTION mcgen.arrive() FROM PUBLIC;
COMMIT;

-- The columns, with constant defaults: no table is written anew, and nothing waits for long. The filter of the
-- publication and values that are stored outside of their row need the whole old row in the log.
SET lock_timeout = '10s';
DO $mcgen$
DECLARE
  name regclass;
  site text := current_setting('mcgen.side');
  buries boolean;
  same_key text;
  keys text[];
BEGIN
  FOREACH name IN ARRAY ARRAY['public.contacts', 'public.notes']::text[]::regclass[] LOOP
    buries := name = ANY (ARRAY['public.contacts']::text[]::regclass[]);
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', name);
    EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS mc_ts timestamptz NOT NULL DEFAULT ''1970-01-01 00:00:00+00'', '
      'ADD COLUMN IF NOT EXISTS mc_site text COLLATE "C" NOT NULL DEFAULT ''''', name);
    IF buries THEN
      EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS mc_deleted boolean NOT NULL DEFAULT false', name);
    END IF;
    SELECT string_agg(format('t.%1$I = ($1).%1$I', a.attname), ' AND '), array_agg(a.attname::text) INTO same_key, keys
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
      WHERE k.conrelid = name AND k.contype = 'p';

    -- Whoever writes is known by the role of the session: the connectors have one of their own.
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_stamp BEFORE INSERT OR UPDATE ON %s FOR EACH ROW WHEN (session_user <> %L) EXECUTE FUNCTION mcgen.stamp(%L, %L, %L)',
      name, 'crm_replication', site, same_key, CASE WHEN buries THEN 'tombstone' ELSE 'never' END);
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_arrive BEFORE UPDATE ON %s FOR EACH ROW WHEN (session_user = %L) EXECUTE FUNCTION mcgen.arrive()',
      name, 'crm_replication');
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_key BEFORE UPDATE ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION mcgen.refuse(%L, %L)',
      name, (SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', k), ' OR ') FROM unnest(keys) k),
      'a key does not change', 'Delete the row and insert another one.');
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION mcgen.refuse(%L, %L)',
      name, 'TRUNCATE would empty this side only', 'Use DELETE.');
    IF buries THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_buried BEFORE UPDATE ON %s FOR EACH ROW WHEN (OLD.mc_deleted AND session_user <> %L) EXECUTE FUNCTION mcgen.skip()',
        name, 'crm_replication');
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_bury BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION mcgen.bury(%L, %L)',
        name, same_key, make_interval(secs => 2592000)::text);
    ELSE
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_bury BEFORE DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION mcgen.refuse(%L, %L)',
        name, 'its rows are never deleted', 'The environment file says `deletes: never`. With `tombstone` a DELETE marks the row.');
    END IF;
  END LOOP;
END
$mcgen$;

-- The rows that are there. Rights are those on the table below it.
CREATE OR REPLACE VIEW "public"."contacts_live" WITH (security_invoker = true) AS
  SELECT * FROM "public"."contacts" WHERE NOT mc_deleted;
GRANT SELECT, INSERT, UPDATE, DELETE ON "public"."contacts_live" TO PUBLIC;

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
UPDATE mcgen.replication SET role = 'prepared', changed_at = now(), changed_by = session_user WHERE role = 'new';

SELECT r.role AS "this database is" FROM mcgen.replication r;
