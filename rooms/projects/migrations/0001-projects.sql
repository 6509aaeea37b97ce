create schema projects;
grant usage on schema projects to gnomon_app;

-- The code under which the state's platform knows a project (政府投资条例 art. 10): one project, one code.
create table projects.code (
  jurisdiction text not null,
  code text not null,
  case_id uuid not null,
  primary key (jurisdiction, code)
);
grant select, insert on projects.code to gnomon_app;
