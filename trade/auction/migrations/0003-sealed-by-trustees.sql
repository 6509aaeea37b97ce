-- Sealed bids lie in a box of trade/envelope, and no more with the server. What was sealed to the server's keys in a sale that is not over
-- could not be opened any more: such a sale is finished before.
do $$
begin
  if exists (select from auction.sealed s join auction.auction a on a.jurisdiction = s.jurisdiction and a.id = s.auction_id
      where a.state->>'stage' <> 'done') then
    raise exception 'a sale with sealed bids is not over: finish it with the version before, then migrate';
  end if;
end $$;
drop table auction.sealed;
-- The box, its deadline, whether its trustees are called.
alter table auction.auction add column sealing jsonb;
