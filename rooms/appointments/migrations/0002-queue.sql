-- Who waits at a unit's counters today, and who was called to which window. Booked: from when its slot begins it goes first.
create table appointments.ticket (
  jurisdiction text not null,
  unit text not null,
  day date not null,
  n int not null,
  booking_id uuid,
  due timestamptz,
  state text not null check (state in ('waiting', 'called', 'served', 'absent')),
  counter text,
  taken_at timestamptz not null,
  called_at timestamptz,
  primary key (jurisdiction, unit, day, n)
);
create unique index ticket_of_booking on appointments.ticket (jurisdiction, booking_id) where booking_id is not null;
grant select, insert, update on appointments.ticket to gnomon_app;
