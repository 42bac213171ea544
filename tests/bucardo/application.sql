CREATE ROLE crm_app LOGIN PASSWORD 'of-the-application';
CREATE TABLE public.contacts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  visits bigint NOT NULL DEFAULT 0
);
CREATE TABLE public.notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contact uuid REFERENCES public.contacts ON DELETE CASCADE,
  what text NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.contacts, public.notes TO crm_app;
