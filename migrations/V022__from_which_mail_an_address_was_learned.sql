-- What was learned from a mail that a person corrects is forgotten with it.

ALTER TABLE prospect_address
    ADD COLUMN inbound_id BIGINT NULL COMMENT 'null: learned before this was kept',
    ADD CONSTRAINT prospect_address_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id);
