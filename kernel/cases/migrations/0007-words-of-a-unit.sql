-- The unit stands among the words, so that one index finds the words within a unit: of a unit with most of a city's cases, a list by
-- name else walked over all of them.
update cases.standing set words = words || ('@' || unit);
