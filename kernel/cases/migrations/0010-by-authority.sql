-- Who acts for a party by a written authority is of the case while the authority stands.
alter table cases.party add column authority uuid;
create index party_by_organisation on cases.party (organisation_id) where organisation_id is not null;
