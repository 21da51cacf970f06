package kadens.web.conversations;

import java.util.List;
import kadens.web.Judging;
import kadens.web.Moment;
import kadens.web.VerdictView;
import org.jspecify.annotations.Nullable;

/**
 * One conversation: what was written, what it was taken for, and what is answered?
 *
 * @param done whether somebody has dealt with the newest mail
 * @param judging what a person may say that the newest mail is
 * @param evidence what its verdict rests on, weightiest first
 * @param colleagues who may be asked to deal with it
 * @param form where it is answered; null where whoever looks may not
 */
record ThreadPage(
        long id,
        String name,
        String email,
        String company,
        String cadence,
        String mailbox,
        long mailboxId,
        boolean done,
        @Nullable String assignee,
        VerdictView verdict,
        Judging judging,
        List<String> evidence,
        List<Item> items,
        List<Colleague> colleagues,
        boolean mayAct,
        @Nullable Form form) {

    /**
     * One mail of it.
     *
     * @param kind {@code sent}, {@code received} or {@code answer}
     * @param badge what is known of it; null where all is as it should be
     * @param text what was newly written
     * @param frame where its HTML is shown; null where it has none
     * @param quoted the whole text, where that is more than what is new; null where it is not
     * @param note a sentence below it, or null
     * @param answer the id of an answer of ours that a person may say something about; null for others
     */
    record Item(
            String kind,
            String key,
            String from,
            Moment at,
            String subject,
            @Nullable String badge,
            String tone,
            String text,
            @Nullable String href,
            @Nullable String frame,
            @Nullable String quoted,
            @Nullable String note,
            @Nullable Long answer,
            boolean withdraw,
            boolean unsure) {}

    record Colleague(long id, String name, boolean chosen) {}

    /**
     * @param forbidden why nothing may be sent; null where it may
     * @param signature null where the mailbox's owner has none
     * @param wrong what was wrong the last time, in a sentence; null: nothing
     */
    record Form(
            String to,
            String subject,
            String token,
            long inbound,
            String text,
            @Nullable String signature,
            boolean signs,
            boolean marksDone,
            @Nullable String forbidden,
            @Nullable String wrong) {}
}
