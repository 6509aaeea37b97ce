-- The experts' library is the city's, not construction's: rooms/experts took its rows over when it was founded.
drop table if exists tenders.expert;
