-- Each position says something of all acts up to it (sequence.ts): none can be taken out, the last ones included, once the ledger has
-- published where the chain stands.
alter table platform.sequence add column chain bytea not null default decode(repeat('00', 32), 'hex');
alter table platform.ordered add column chain bytea;

do $$
declare
  place text;
  act record;
  head bytea;
begin
  for place in select jurisdiction from platform.sequence loop
    head := decode(repeat('00', 32), 'hex');
    for act in select o.position, o.act_id, a.signature from platform.ordered o
        left join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id
        where o.jurisdiction = place order by o.position loop
      head := sha256(head || uuid_send(act.act_id) || coalesce(act.signature, ''));
      update platform.ordered set chain = head where jurisdiction = place and position = act.position;
    end loop;
    update platform.sequence set chain = head where jurisdiction = place;
  end loop;
end $$;
alter table platform.ordered alter column chain set not null;
