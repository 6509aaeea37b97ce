create schema cases;
grant usage on schema cases to gnomon_app;

-- A case: what was applied for, by whom, under which version. Its status is a fold over its acts and stands nowhere.
create table cases.case (
  jurisdiction text not null,
  id uuid not null,
  number text not null unique,
  item_code text not null,
  version_id uuid not null,
  unit text not null,
  applicant uuid not null,
  organisation uuid,
  form jsonb not null,
  submitted_at timestamptz not null,
  primary key (jurisdiction, id)
);
create index case_by_unit on cases.case (jurisdiction, unit, submitted_at desc);
create index case_by_applicant on cases.case (applicant, submitted_at desc);
create index case_by_item on cases.case (jurisdiction, item_code);

create table cases.number (
  jurisdiction text not null,
  year int not null,
  last int not null,
  primary key (jurisdiction, year)
);

-- What a person has typed for an item and not submitted yet.
create table cases.draft (
  jurisdiction text not null,
  person_id uuid not null,
  item_code text not null,
  form jsonb not null,
  updated_at timestamptz not null,
  primary key (jurisdiction, person_id, item_code)
);

-- Uploaded files; before submission they hang on the draft (case_id null), afterwards on the case.
create table cases.material (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid,
  person_id uuid not null,
  item_code text not null,
  material text not null,
  sha256 text not null,
  name text not null,
  size bigint not null,
  type text not null,
  uploaded_at timestamptz not null,
  primary key (jurisdiction, id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index material_by_case on cases.material (jurisdiction, case_id);
create index material_of_draft on cases.material (jurisdiction, person_id, item_code) where case_id is null;

-- Licences and other documents by number; the content is committed to in the act that issued it.
create table cases.document (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  act_id uuid,
  number text not null unique,
  kind text not null,
  content jsonb not null,
  issued_at timestamptz not null,
  primary key (jurisdiction, id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index document_by_case on cases.document (jurisdiction, case_id);

grant select, insert on cases.case, cases.document to gnomon_app;
-- Locking a row needs the right to update some column of it.
grant update (organisation) on cases.case to gnomon_app;
grant select, insert, update on cases.number to gnomon_app;
grant select, insert, update, delete on cases.draft, cases.material to gnomon_app;
