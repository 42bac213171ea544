CREATE ROLE crm_app LOGIN PASSWORD 'of-the-application';
CREATE TABLE public.contacts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  visits bigint NOT NULL DEFAULT 0,
  photo text,
  initial text GENERATED ALWAYS AS (left(name, 1)) STORED
);
CREATE TABLE public.notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  what text NOT NULL
);
CREATE TABLE public.labels (name text PRIMARY KEY, colour text NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.contacts, public.notes, public.labels TO crm_app;
-- What the write was refused with, or nothing.
CREATE FUNCTION public.tried(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RETURN '';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END $$;
