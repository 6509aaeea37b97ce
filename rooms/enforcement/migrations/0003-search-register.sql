-- The words under which a published decision is found: those of its party, code, conduct and document, as kernel/catalog cuts them
-- (each Chinese character, each pair of neighbours, each Latin word or number). A scan for parts of names took a second over a million.
alter table enforcement.register add column words text[] not null default '{}';

update enforcement.register r set words = (
  select coalesce(array_agg(distinct w), '{}') from
    regexp_matches(lower(concat_ws(' ', r.published ->> 'subject', r.published ->> 'uscc', r.published #>> '{conduct,zh}',
      r.published #>> '{conduct,en}', r.published ->> 'decision')), '[一-鿿]+|[a-z0-9]+', 'g') as run,
    lateral (select case when run[1] ~ '[a-z0-9]' then run[1] else substr(run[1], i, k) end as w
      from generate_series(1, length(run[1])) i, generate_series(1, 2) k
      where run[1] ~ '[a-z0-9]' or i + k - 1 <= length(run[1])) word
) where r.published is not null;

create index register_by_words on enforcement.register using gin (words) where published is not null;
create index register_of_unit on enforcement.register (unit, published_at desc, number) where published is not null;
