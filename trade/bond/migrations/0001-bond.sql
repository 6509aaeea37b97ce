create schema bond;
grant usage on schema bond to gnomon_app;

-- Who registered to bid in a procedure, and the order of his bond where one is asked: in no act before the opening, for that who bids and
-- how many is nobody's to know (招标投标法 art. 22).
create table bond.bidder (
  jurisdiction text not null,
  number text not null,
  bidder int not null,
  person_id uuid not null,
  bond text,
  paid_at timestamptz,
  -- Paid after its last day.
  late boolean not null default false,
  -- When its return was ordered, and when the bank had done it.
  returned_at timestamptz,
  refunded_at timestamptz,
  -- Why it is not given back.
  kept text,
  primary key (jurisdiction, number, bidder),
  unique (jurisdiction, number, person_id),
  unique (jurisdiction, bond)
);
grant select, insert, update on bond.bidder to gnomon_app;

-- Construction tenders kept them before procurement had bonds too.
do $$ begin
  if to_regclass('tenders.bidder') is not null then
    insert into bond.bidder (jurisdiction, number, bidder, person_id, bond, paid_at, returned_at, refunded_at)
      select b.jurisdiction, b.number, b.bidder, b.person_id, b.bond, b.paid_at,
        (select min(o.refunded_at) from tenders.bidder o where o.jurisdiction = b.jurisdiction and o.number = b.number),
        b.refunded_at
      from tenders.bidder b;
  end if;
end $$;
