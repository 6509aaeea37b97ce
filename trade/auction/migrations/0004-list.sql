-- The list of sales: those that ended in the orders of the list, and the words by which a sale is found (as kernel/catalog makes them).
alter table auction.auction add column words text[];
update auction.auction a set words = array(
  select distinct w from (select lower(concat_ws(' ', a.number, a.title->>'zh', a.title->>'en', a.seller)) as said) s,
    lateral (
      select (regexp_matches(said, '[a-z0-9]+', 'g'))[1] as w
      union all
      select substr(run[1], i, n) from regexp_matches(said, '[一-鿿]+', 'g') run, generate_series(1, length(run[1])) i, generate_series(1, 2) n
        where i + n - 1 <= length(run[1])
    ) found);
alter table auction.auction alter column words set not null;
create index auction_by_words on auction.auction using gin (words);
create index auction_ended on auction.auction (jurisdiction, announced_at, number) where state->>'stage' = 'done';
create index auction_by_start on auction.auction (jurisdiction, ((terms->>'start')::bigint), number) where state->>'stage' = 'done';
create index auction_by_best on auction.auction (jurisdiction, (coalesce((state->'best'->>'amount')::bigint, 0)), number)
  where state->>'stage' = 'done';
create index auction_by_end on auction.auction (jurisdiction, (coalesce((state->>'until')::bigint, 0)), number)
  where state->>'stage' = 'done';
