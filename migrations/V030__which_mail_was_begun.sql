-- Mails are claimed several at a time and handed over one after the other, in the order of their ids. What a node was at
-- when it died must be known to the mail: those before it were taken, those after it were not begun.
ALTER TABLE mailbox_lease
    ADD COLUMN begun BIGINT NULL COMMENT 'message.id of the mail that was begun last';

-- Nothing waits for its turn in a state of its own any more. What was only claimed when a node ended was shown to no server:
-- it is written anew, or goes back to what it was.
DELETE FROM message WHERE state = 'claimed' AND settled_at IS NULL;
UPDATE message SET state = IF(resent, 'uncertain', 'deferred'), send_again = resent WHERE state = 'claimed';
ALTER TABLE message
    DROP CONSTRAINT message_state,
    ADD CONSTRAINT message_state CHECK (state IN ('sending', 'sent', 'deferred', 'refused', 'uncertain'));
