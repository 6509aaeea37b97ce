create schema identity;
grant usage on schema identity to gnomon_app;

-- Units and posts are small catalogues, copied to every jurisdiction's database.
create table identity.unit (
  code text primary key,
  id uuid not null unique,
  jurisdiction text not null,
  level text not null check (level in ('city', 'district', 'street', 'community')),
  kind text not null,
  name jsonb not null,
  parent text references identity.unit (code),
  supervised_by text references identity.unit (code),
  details jsonb not null default '{}'
);
create table identity.post (
  code text primary key,
  id uuid not null unique,
  unit text not null references identity.unit (code),
  title jsonb not null,
  role text not null
);

create table identity.person (
  id uuid primary key,
  name text not null,
  resident_id text unique,
  phone text,
  demonstration boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create table identity.organisation (
  id uuid primary key,
  uscc text not null unique,
  name text not null,
  demonstration boolean not null default false
);
create table identity.organisation_member (
  organisation_id uuid not null references identity.organisation (id),
  person_id uuid not null references identity.person (id),
  primary key (organisation_id, person_id)
);
-- Who holds which post, from when to when; power ends with the appointment at once.
create table identity.appointment (
  id uuid primary key,
  post text not null references identity.post (code),
  person_id uuid not null references identity.person (id),
  starts_on date not null,
  ends_on date
);
create index appointment_by_person on identity.appointment (person_id);

create table identity.password (
  person_id uuid primary key references identity.person (id),
  login text not null unique,
  hash text not null,
  failures int not null default 0,
  locked_until timestamptz,
  changed_at timestamptz not null default now()
);
create table identity.passkey (
  id text primary key,
  person_id uuid not null references identity.person (id),
  public_key bytea not null,
  counter bigint not null,
  transports jsonb not null default '[]',
  label text not null,
  created_at timestamptz not null default now()
);
create index passkey_by_person on identity.passkey (person_id);
create table identity.challenge (
  id uuid primary key,
  challenge text not null,
  person_id uuid,
  expires_at timestamptz not null
);

-- Sessions live on the machine's time: moving the demonstration clock logs nobody out. Only a digest of the token is kept.
create table identity.session (
  id uuid primary key,
  token_digest bytea not null unique,
  person_id uuid not null references identity.person (id),
  post text references identity.post (code),
  strong boolean not null default false,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ended_at timestamptz
);
create index session_by_person on identity.session (person_id) where ended_at is null;

-- What a person had typed when the session ended, kept for one hour so that nothing is lost.
create table identity.held_form (
  id uuid primary key,
  path text not null,
  form jsonb not null,
  expires_at timestamptz not null
);

grant select, insert, update on all tables in schema identity to gnomon_app;
grant delete on identity.challenge, identity.passkey, identity.held_form, identity.organisation_member to gnomon_app;
