-- Mini-tenders 二次竞价, in the place of their framework: what the catalogue lists. How each stands is with its case.
create table agreements.call (
  jurisdiction text not null,
  -- Of the order that it is.
  number text not null,
  agreement text not null,
  good text not null,
  count int not null,
  unit jsonb not null,
  deadline timestamptz not null,
  primary key (jurisdiction, number)
);
grant select, insert on agreements.call to gnomon_app;
