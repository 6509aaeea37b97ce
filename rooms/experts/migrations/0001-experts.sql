create schema experts;
grant usage on schema experts to gnomon_app;

create table experts.expert (
  jurisdiction text not null,
  person_id uuid not null,
  name text not null,
  specialties jsonb not null,
  -- Companies, by name or credit code, that the expert keeps away from.
  interests jsonb not null,
  suspended_until date,
  primary key (jurisdiction, person_id)
);
grant select, insert, update on experts.expert to gnomon_app;

-- One row for each committee that somebody sat on, written when that is no secret any more.
create table experts.service (
  jurisdiction text not null,
  number text not null,
  person_id uuid not null,
  unit text not null,
  drawn_at timestamptz not null,
  attended boolean not null,
  fee bigint,
  grade int,
  grade_words text,
  grade_back int,
  grade_back_words text,
  primary key (jurisdiction, number, person_id)
);
create index service_of_person on experts.service (jurisdiction, person_id, drawn_at);
grant select, insert, update on experts.service to gnomon_app;

-- Construction tenders kept the library before it was the city's.
do $$ begin
  if to_regclass('tenders.expert') is not null then
    insert into experts.expert (jurisdiction, person_id, name, specialties, interests)
      select jurisdiction, person_id, name, jsonb_build_array(specialty), interests from tenders.expert;
  end if;
end $$;
