-- Officers of a unit out of the house for a case: a visit that several units do together. Only held, it is free
-- again from `held_until` on; kept, it is the one of its case and unit.
create table appointments.outing (
  jurisdiction text not null,
  unit text not null,
  number text not null,
  day date not null,
  time text not null,
  held_until timestamptz,
  primary key (jurisdiction, unit, number, day, time)
);
create index outing_of_unit on appointments.outing (jurisdiction, unit, day);
grant select, insert, update, delete on appointments.outing to gnomon_app;
