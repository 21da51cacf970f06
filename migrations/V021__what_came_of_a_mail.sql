-- Which of our mails an answer is the answer to, and whose unsubscribe link was used: results are counted by the text that
-- brought them. Answers from before this was kept count for the last mail that had gone out by then.

ALTER TABLE inbound
    ADD COLUMN answers BIGINT NULL COMMENT 'our mail that it refers to; null: it names none, or came before this was kept',
    ADD CONSTRAINT inbound_answers FOREIGN KEY (answers) REFERENCES message (id),
    ADD INDEX inbound_of_result (verdict, doubtful, answers, enrollment_id, intent, outcome, received_at);

ALTER TABLE enrollment
    ADD COLUMN unsubscribed_at DATETIME(6) NULL COMMENT 'when the link in one of its mails was used',
    ADD INDEX enrollment_of_result (cadence, unsubscribed_at, stop_reason, changed_at);

UPDATE enrollment
SET unsubscribed_at = changed_at
WHERE stop_reason = 'unsubscribed' AND because_inbound IS NULL;

-- These hold all that the counting reads, so that it passes by the bytes of the mails.
ALTER TABLE message
    ADD INDEX message_of_variant (cadence, step_key, variant, state, claimed_at),
    ADD INDEX message_before (enrollment_id, claimed_at, state);
