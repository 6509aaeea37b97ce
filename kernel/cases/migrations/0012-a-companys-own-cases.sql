-- Cases where a company stands by itself, as every reader of this index asks: one that a person brought for it is found by the person,
-- and a company with half a million of those was walked whole for "my cases".
drop index cases.party_by_organisation;
create index party_by_organisation on cases.party (organisation_id) where organisation_id is not null and person_id is null;
