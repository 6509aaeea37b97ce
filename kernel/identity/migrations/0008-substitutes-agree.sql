-- Two persons: whoever is named to stand in agrees before it counts. Those that stand were named under the earlier rule.
alter table identity.substitution add column agreed_at timestamptz;
update identity.substitution set agreed_at = now();
