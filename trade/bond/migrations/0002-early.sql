-- What went along with a bond that was given back (招标投标法实施条例 art. 57).
alter table bond.bidder add column interest bigint not null default 0;

-- Bonds of bids that were withdrawn, which go back before anything is opened (art. 35). Who bids again gets another order.
create table bond.early (
  jurisdiction text not null,
  bond text not null,
  number text not null,
  bidder int not null,
  person_id uuid not null,
  returned_at timestamptz not null,
  refunded_at timestamptz,
  primary key (jurisdiction, bond)
);
create index early_of_procedure on bond.early (jurisdiction, number);
grant select, insert, update on bond.early to gnomon_app;
