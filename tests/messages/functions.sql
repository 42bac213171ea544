-- What the application does on each side: a change with its message, and what it does with one that comes.
GRANT crm_messages TO crm_app;
CREATE FUNCTION public.add(account uuid, amount bigint) RETURNS bigint LANGUAGE sql AS $$
  UPDATE public.accounts SET balance = balance + amount WHERE id = account;
  SELECT mcgen.send(gen_random_uuid(), 'account/' || account, jsonb_build_object('add', amount));
$$;
CREATE FUNCTION public.apply(message uuid, origin text, aggregate text, number bigint, amount bigint) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  answer text := mcgen.receive(message, origin, aggregate, number);
BEGIN
  IF answer = 'apply' THEN
    UPDATE public.accounts SET balance = balance + amount WHERE id = substr(aggregate, 9)::uuid;
  END IF;
  RETURN answer;
END $$;
