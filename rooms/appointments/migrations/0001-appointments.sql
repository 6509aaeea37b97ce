create schema appointments;
grant usage on schema appointments to gnomon_app;

-- One row a slot that somebody ever asked for: whoever takes a seat of it holds its lock.
create table appointments.slot (
  jurisdiction text not null,
  unit text not null,
  day date not null,
  time text not null,
  primary key (jurisdiction, unit, day, time)
);
grant select, insert, update on appointments.slot to gnomon_app;

create table appointments.booking (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  day date not null,
  time text not null,
  person_id uuid not null,
  item_code text,
  number text not null,
  state text not null check (state in ('held', 'booked', 'cancelled', 'came')),
  -- A seat that is only held is free again from then on.
  held_until timestamptz,
  primary key (jurisdiction, id)
);
create index booking_of_slot on appointments.booking (jurisdiction, unit, day, time);
create index booking_of_person on appointments.booking (person_id, day);
grant select, insert, update on appointments.booking to gnomon_app;
