-- For whom a person acts: a company's member with scopes, somebody's agent by a written authority; and what fills forms.
alter table identity.organisation_member add column scopes text[] not null default '{apply,read,manage}';
grant update, delete on identity.organisation_member to gnomon_app;
create table identity.invitation (
  id uuid primary key,
  organisation_id uuid not null references identity.organisation (id),
  login text not null,
  scopes text[] not null,
  invited_by uuid not null references identity.person (id),
  invited_at timestamptz not null,
  unique (organisation_id, login)
);
create index invitation_by_login on identity.invitation (login);
grant select, insert, update, delete on identity.invitation to gnomon_app;
create table identity.authority (
  id uuid primary key,
  agent_id uuid not null references identity.person (id),
  -- Known where the number of the principal is a verified one.
  principal_id uuid references identity.person (id),
  principal_name text not null,
  principal_resident_id text not null,
  valid_until date not null,
  sha256 text not null,
  file_name text not null,
  type text not null,
  registered_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index authority_by_agent on identity.authority (agent_id);
create index authority_by_principal on identity.authority (principal_id) where principal_id is not null;
grant select, insert, update on identity.authority to gnomon_app;
create table identity.profile (
  person_id uuid primary key references identity.person (id),
  address text not null default '',
  updated_at timestamptz not null
);
grant select, insert, update on identity.profile to gnomon_app;
