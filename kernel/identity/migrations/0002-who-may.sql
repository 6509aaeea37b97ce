-- A number that somebody merely typed belongs to nobody yet: only a verified one is anybody's alone.
alter table identity.person drop constraint person_resident_id_key,
  add column resident_id_verified boolean not null default false;
update identity.person set resident_id_verified = true where resident_id is not null;
create unique index person_by_verified_id on identity.person (resident_id) where resident_id_verified;

-- Log-ins that look alike are one (names.rules.ts); those that stood before keep their own.
alter table identity.password add column skeleton text;
update identity.password set skeleton = translate(lower(normalize(login, NFKC)), '01i', 'oll');
update identity.password w set skeleton = skeleton || ' ' || person_id
  where exists (select from identity.password o where o.skeleton = w.skeleton and o.person_id < w.person_id);
alter table identity.password alter column skeleton set not null, add unique (skeleton),
  drop column failures, drop column locked_until;

-- Wrong passwords by log-in (as a digest, whether anybody has it or not) and by where they come from: whoever guesses locks
-- himself out, and learns nothing. '*' counts all that come from nowhere known.
create table identity.attempt (
  login bytea not null,
  origin text not null,
  failures int not null,
  since timestamptz not null,
  locked_until timestamptz,
  primary key (login, origin)
);
-- Browsers from which a person logged in: a lock-out of strangers does not hold for them.
create table identity.device (
  person_id uuid not null references identity.person (id),
  digest bytea not null,
  seen_at timestamptz not null default now(),
  primary key (person_id, digest)
);
alter table identity.session add column failures int not null default 0;

-- A forgotten password: a code of two halves where the person holds a post, so that no official alone can take it on.
create table identity.recovery (
  person_id uuid primary key references identity.person (id),
  first_digest bytea not null,
  second_digest bytea,
  two_halves boolean not null,
  issued_by uuid not null,
  expires_at timestamptz not null
);

-- How many may hold the post at one time; who is proposed waits for a second person.
alter table identity.post add column seats int not null default 1 check (seats > 0);
create table identity.proposal (
  id uuid primary key,
  post text not null references identity.post (code),
  person_id uuid not null references identity.person (id),
  starts_on date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  unique (post, person_id)
);

-- Answers that held session tokens in the clear.
update platform.command set output = null where operation like 'identity.%';

grant select, insert, update, delete on identity.attempt, identity.device, identity.recovery, identity.proposal to gnomon_app;
