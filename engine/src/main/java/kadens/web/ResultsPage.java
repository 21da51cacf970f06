package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the mails of a cadence?
 *
 * @param tab which of the cadence's pages this is
 * @param counted null: just now
 * @param canTest whether a step has files of several variants; else the page says how to make one
 */
record ResultsPage(
        String cadence,
        String title,
        String tab,
        @Nullable CountedAt counted,
        boolean hasMails,
        boolean canTest,
        List<StepTable> steps) {

    /**
     * An email step.
     *
     * @param tone of the judgement
     * @param ending what to write into cadence.yaml to give everybody the best variant; empty before one is known
     */
    record StepTable(
            String key, String title, String judgement, String tone, String icon, String ending, List<Row> rows) {}

    /** A variant: counts, and rates of those delivered. */
    record Row(
            String name,
            boolean inUse,
            String sent,
            String bounced,
            String replied,
            String positive,
            String positiveRate,
            String negative,
            String other,
            String unsubscribed,
            String unsubscribedRate,
            String young,
            String settled,
            boolean isJudged,
            String score,
            String range,
            Bar bar) {}

    /**
     * The interval of a score on a scale that the variants of a step share, in hundredths of its width.
     *
     * @param zero where neither is more
     */
    record Bar(int from, int width, int mean, int zero) {}
}
