CREATE ROLE crm_app LOGIN PASSWORD 'of-the-application';
CREATE TABLE public.accounts (id uuid PRIMARY KEY, balance bigint NOT NULL);
CREATE TABLE public.notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.accounts, public.notes TO crm_app;
INSERT INTO public.accounts
  SELECT ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, 100 FROM generate_series(0, 4) g;
