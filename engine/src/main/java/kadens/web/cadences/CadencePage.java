package kadens.web.cadences;

import java.util.List;
import kadens.web.CountedAt;
import kadens.web.StateView;
import org.jspecify.annotations.Nullable;

/**
 * Is it working, and where do people stop?
 *
 * @param whole whether its files can be read
 * @param counted null: just now
 * @param soon how many mails and calls fall due within a day, up to a limit
 * @param due how many have fallen due, up to a limit
 * @param capped whether the two end at that limit
 * @param steps in their order
 * @param earlier keys of steps that people stand at, or mails tell of, though the cadence has them no more
 * @param ended how many ended in each way
 * @param mayApprove whether whoever asks may approve what it says
 */
record CadencePage(
        String name,
        String title,
        @Nullable String description,
        String language,
        String audience,
        boolean whole,
        Standing standing,
        Totals totals,
        @Nullable CountedAt counted,
        long ongoing,
        long soon,
        long due,
        boolean capped,
        List<StepCard> steps,
        List<StepCard> earlier,
        List<Here> ended,
        boolean mayApprove) {

    /** What came of mails. */
    record Totals(long sent, long replied, long positive, long bounced, long unsubscribed) {}

    /**
     * One step.
     *
     * @param delay when it comes, in words
     * @param here who is before it, by state
     * @param variants of a mail; empty for what a person does
     * @param approval who approved it and when, in words; null: nobody need, or nobody has
     * @param waiting whether it waits for approval
     * @param version of what it says now, for whoever approves it
     */
    record StepCard(
            String key,
            String title,
            String type,
            String icon,
            String delay,
            List<Here> here,
            List<VariantRow> variants,
            @Nullable String approval,
            boolean waiting,
            @Nullable String version) {}

    /** How many are in a state. @param href the list of them */
    record Here(StateView state, long many, String href) {}

    /** One text of a step. @param replyRate of those delivered, in words; empty before any was */
    record VariantRow(String name, boolean inUse, Totals totals, String replyRate) {}
}
