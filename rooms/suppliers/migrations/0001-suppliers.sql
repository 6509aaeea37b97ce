create schema suppliers;
grant usage on schema suppliers to gnomon_app;

-- Who acts for which company, and what it says of itself; registered once for every market.
create table suppliers.supplier (
  jurisdiction text not null,
  person_id uuid not null,
  uscc text not null,
  name text not null,
  size text not null,
  contact text not null,
  registered_at timestamptz not null,
  primary key (jurisdiction, person_id),
  unique (jurisdiction, uscc)
);
grant select, insert, update on suppliers.supplier to gnomon_app;

create table suppliers.performance (
  jurisdiction text not null,
  number text not null,
  uscc text not null,
  unit text not null,
  grade int not null,
  words text not null,
  graded_at timestamptz not null,
  primary key (jurisdiction, number, uscc)
);
grant select, insert on suppliers.performance to gnomon_app;
