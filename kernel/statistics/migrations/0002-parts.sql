-- Where in its band a decision lies, in thousandths (dispersion.rules.ts): 0 and 1000 are the very foot and top alone.
alter table statistics.point add column part smallint generated always as (
  case when high <= low then null when value <= low then 0 when value >= high then 1000
    else least(999, greatest(1, (2000 * (value - low) + high - low) / (2 * (high - low)))) end) stored;
