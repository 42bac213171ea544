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
  IF role <> ALL (ARRAY['new', 'prepared', 'seeding', 'open', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'new or prepared or seeding or open or fenced'
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
  IF current_setting('server_version_num')::integer < 160000 THEN
    RAISE EXCEPTION 'this is PostgreSQL %, and two directions need 16', current_setting('server_version')
      USING HINT = 'Before 16 a subscription cannot leave out what came from here: every change would go round for ever.';
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
      AND (c.relreplident::text <> ALL (ARRAY['d']::text[]) OR NOT EXISTS (
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

-- The worker that applies changes has no search_path, and an application may have any: every function names
-- its own. They run as the administrator, so that a role needs no more rights than it had.
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

-- A value that is stored outside of its row and was not changed is not sent. The other side would keep its
-- own, and a row that won would be put together from two. So a large row is stored, and sent, in whole.
CREATE OR REPLACE FUNCTION mcgen.whole() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET intervalstyle = 'postgres' SET extra_float_digits = 1
  SET bytea_output = 'hex' AS $body$
BEGIN
  EXECUTE format('SELECT (s.r).* FROM (SELECT ($1::text)::%s AS r OFFSET 0) s', TG_RELID::regclass) INTO NEW USING NEW;
  RETURN NEW;
END
$body$;

-- Every change of the other side: the later write of a row wins, and of two at the same moment that of the
-- side whose name is the greater one. What loses is kept in the log.
CREATE OR REPLACE FUNCTION mcgen.apply() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  same_key text := TG_ARGV[0];
  keys text := TG_ARGV[1];
  columns text;
  values text;
  changes text;
  kept jsonb;
  written bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.mc_ts, NEW.mc_site) > (OLD.mc_ts, OLD.mc_site) THEN
      RETURN NEW;
    END IF;
    kept := to_jsonb(OLD);
  ELSE
    -- The INSERT below, on its way.
    IF pg_trigger_depth() > 1 THEN
      RETURN NEW;
    END IF;
    -- The columns of now, since tables change. One statement, so that a local INSERT in between cannot fail it.
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), string_agg('($1).' || quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' ORDER BY a.attnum)
          FILTER (WHERE a.attidentity <> 'a' AND a.attname <> ALL (keys::text[]))
      INTO columns, values, changes
      FROM pg_attribute a
      WHERE a.attrelid = TG_RELID AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
    EXECUTE format(
        'INSERT INTO %s AS t (%s) OVERRIDING SYSTEM VALUE VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s WHERE (excluded.mc_ts, excluded.mc_site) > (t.mc_ts, t.mc_site)',
        TG_RELID::regclass, columns, values, (SELECT string_agg(quote_ident(k), ', ') FROM unnest(keys::text[]) k), changes)
      USING NEW;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written > 0 THEN
      RETURN NULL;
    END IF;
    EXECUTE format('SELECT to_jsonb(t) FROM %s t WHERE %s', TG_RELID::regclass, same_key) INTO kept USING NEW;
  END IF;
  -- What came a second time lost against nobody.
  IF (kept ->> 'mc_ts')::timestamptz <> NEW.mc_ts OR kept ->> 'mc_site' <> NEW.mc_site THEN
    INSERT INTO mcgen.conflicts (table_name, kept_site, lost_site, kept, lost)
      VALUES (TG_RELID::regclass::text, kept ->> 'mc_site', NEW.mc_site, kept, to_jsonb(NEW));
  END IF;
  RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION mcgen.whole(), mcgen.apply() FROM PUBLIC;
COMMIT;

-- What the health path of the application asks: whether clients may come. A side that was away holds them back until
-- it has caught up; one whose other side is away does not.
CREATE TABLE IF NOT EXISTS mcgen.gate (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  site text COLLATE "C" NOT NULL,
  asked_at timestamptz,
  returned_at timestamptz
);
COMMENT ON TABLE mcgen.gate IS 'When clients were last asked for, and since when this side catches up.';
-- A side without rows waits for those of the other one, however long that takes.
INSERT INTO mcgen.gate (site, returned_at)
  VALUES (current_setting('mcgen.side'), CASE WHEN NOT (EXISTS (SELECT FROM "public"."contacts") OR EXISTS (SELECT FROM "public"."notes")) THEN timestamptz 'infinity' END) ON CONFLICT DO NOTHING;

-- A side that is asked tells the other one when. How late that arrives is how far behind the other one is.
ALTER TABLE mcgen.marks ADD COLUMN IF NOT EXISTS beat_at timestamptz, ADD COLUMN IF NOT EXISTS arrived_at timestamptz;
CREATE OR REPLACE FUNCTION mcgen.beat_arrives() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.beat_at IS DISTINCT FROM OLD.beat_at THEN
    NEW.arrived_at := clock_timestamp();
  ELSE
    NEW.arrived_at := OLD.arrived_at;
  END IF;
  RETURN NEW;
END
$body$;
REVOKE ALL ON FUNCTION mcgen.beat_arrives() FROM PUBLIC;
CREATE OR REPLACE TRIGGER mcgen_beat_arrives BEFORE INSERT OR UPDATE ON mcgen.marks
  FOR EACH ROW EXECUTE FUNCTION mcgen.beat_arrives();
ALTER TABLE mcgen.marks ENABLE ALWAYS TRIGGER mcgen_beat_arrives;

CREATE OR REPLACE FUNCTION mcgen.takes_clients() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  state text := (SELECT r.role FROM mcgen.replication r);
  moment timestamptz := clock_timestamp();
  gate record;
  beat record;
  since timestamptz;
BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RETURN false;
  ELSIF state IN ('new', 'prepared') THEN
    -- It writes alone; a side that waits for its first copy has no rows.
    RETURN EXISTS (SELECT FROM "public"."contacts") OR EXISTS (SELECT FROM "public"."notes");
  ELSIF state <> 'open' THEN
    RETURN false;
  END IF;
  -- One session at a time decides; the others take what it found. Without a row there is no other side.
  SELECT g.site, g.asked_at, g.returned_at INTO gate FROM mcgen.gate g FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NOT EXISTS (SELECT FROM mcgen.gate g WHERE g.returned_at IS NOT NULL);
  END IF;
  since := gate.returned_at;
  IF since IS NULL AND gate.asked_at < moment - interval '120 seconds' THEN
    since := moment;
  END IF;
  IF since IS NOT NULL THEN
    SELECT m.beat_at, m.arrived_at INTO beat FROM mcgen.marks m WHERE m.site <> gate.site AND m.beat_at IS NOT NULL;
    -- It is here again when what arrives is young. When nothing arrives for long, there is nobody to wait for.
    IF (beat.arrived_at > moment - interval '120 seconds' AND beat.arrived_at - beat.beat_at <= interval '30 seconds')
        OR greatest(since, beat.arrived_at) < moment - interval '300 seconds' THEN
      since := NULL;
    END IF;
  END IF;
  IF since IS DISTINCT FROM gate.returned_at OR gate.asked_at IS NULL OR gate.asked_at < moment - interval '5 seconds' THEN
    UPDATE mcgen.gate SET asked_at = moment, returned_at = since;
    INSERT INTO mcgen.marks AS m (site, mark, beat_at) VALUES (gate.site, '', moment)
      ON CONFLICT (site) DO UPDATE SET beat_at = excluded.beat_at;
  END IF;
  RETURN since IS NULL;
END
$body$;
GRANT USAGE ON SCHEMA mcgen TO PUBLIC;

-- The columns, with constant defaults: no table is written anew, and nothing waits for long.
SET lock_timeout = '10s';
DO $mcgen$
DECLARE
  name regclass;
  site text := current_setting('mcgen.side');
  buries boolean;
  same_key text;
  keys text[];
  large bigint;
  sizes text;
  state text := (SELECT r.role FROM mcgen.replication r);
BEGIN
  FOREACH name IN ARRAY ARRAY['public.contacts', 'public.notes']::text[]::regclass[] LOOP
    buries := name = ANY (ARRAY['public.contacts']::text[]::regclass[]);
    EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS mc_ts timestamptz NOT NULL DEFAULT ''-infinity'', '
      'ADD COLUMN IF NOT EXISTS mc_site text COLLATE "C" NOT NULL DEFAULT ''''', name);
    IF buries THEN
      EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS mc_deleted boolean NOT NULL DEFAULT false', name);
    END IF;

    SELECT string_agg(format('t.%1$I = ($1).%1$I', a.attname), ' AND '), array_agg(a.attname::text) INTO same_key, keys
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
      WHERE k.conrelid = name AND k.contype = 'p';
    -- What a row of this table can hold before values move out of it, and the columns whose values can.
    SELECT greatest(0, coalesce((SELECT o.option_value::integer FROM pg_options_to_table(c.reloptions) o WHERE o.option_name = 'toast_tuple_target'), 2032)
          - 64 - sum(8 + greatest(a.attlen, 0))),
        string_agg(format('coalesce(pg_column_size(NEW.%I), 0)', a.attname), ' + ') FILTER (WHERE a.attlen = -1 AND a.attstorage <> 'p'
            AND format('%s.%s', a.attrelid::regclass, a.attname) <> ALL (string_to_array(current_setting('mcgen.leave_out'), ' ')))
      INTO large, sizes
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.oid = name GROUP BY c.reloptions;

    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_stamp BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION mcgen.stamp(%L, %L, %L)',
      name, site, same_key, CASE WHEN buries THEN 'tombstone' ELSE 'never' END);
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_whole BEFORE UPDATE ON %s FOR EACH ROW WHEN (%s > %s) EXECUTE FUNCTION mcgen.whole()',
      name, sizes, large);
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_key BEFORE UPDATE ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION mcgen.refuse(%L, %L)',
      name, (SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', k), ' OR ') FROM unnest(keys) k),
      'a key does not change', 'Delete the row and insert another one.');
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION mcgen.refuse(%L, %L)',
      name, 'TRUNCATE would empty this side only', 'Use DELETE.');
    IF buries THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_buried BEFORE UPDATE ON %s FOR EACH ROW WHEN (OLD.mc_deleted) EXECUTE FUNCTION mcgen.skip()', name);
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_bury BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION mcgen.bury(%L, %L)',
        name, same_key, make_interval(secs => 2592000)::text);
    ELSE
      EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_bury BEFORE DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION mcgen.refuse(%L, %L)',
        name, 'its rows are never deleted', 'The environment file says `deletes: never`. With `tombstone` a DELETE marks the row.');
    END IF;
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_fence BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION mcgen.refuse(%L, %L)',
      name, 'this side takes no writes now', 'SELECT * FROM mcgen.replication shows since when.');
    EXECUTE format('CREATE OR REPLACE TRIGGER mcgen_apply BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION mcgen.apply(%L, %L)',
      name, same_key, keys::text);
    -- A trigger that was replaced fires like a new one.
    EXECUTE format('ALTER TABLE %1$s %2$s TRIGGER mcgen_fence, %3$s TRIGGER mcgen_apply', name,
      CASE WHEN state IN ('seeding', 'fenced') THEN 'ENABLE' ELSE 'DISABLE' END,
      CASE WHEN state = 'seeding' THEN 'DISABLE' ELSE 'ENABLE REPLICA' END);
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
