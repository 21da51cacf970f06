-- What the pages list and search. Lists are read a page at a time in the order of one of these indexes, and a search
-- matches the beginning of a name, a company or an address, so that neither grows with what it does not show.

ALTER TABLE enrollment
    ADD INDEX enrollment_by_due (state, due_at),
    ADD INDEX enrollment_by_change (state, changed_at);

ALTER TABLE prospect
    ADD INDEX prospect_first_name (first_name),
    ADD INDEX prospect_last_name (last_name);
