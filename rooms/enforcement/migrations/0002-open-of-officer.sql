-- The cases in an officer's charge, from the index alone: two thousand rows lie on two thousand pages.
drop index enforcement.officer_person;
create index officer_in_charge on enforcement.officer (jurisdiction, person_id, case_id) where left_at is null;
