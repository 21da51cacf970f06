package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The story of an enrollment from top to bottom: what was sent on one side, what came back on the other, what is
 * planned in a lighter hand, and the end.
 */
public record TimelineView(List<Item> items) {

    /**
     * One thing on the line.
     *
     * @param kind {@code sent, received, event, planned, end} or {@code dropped}
     * @param title what it is
     * @param note a sentence beside it, or null
     * @param mail the mail to open, or null
     */
    public record Item(
            String kind,
            String icon,
            String tone,
            @Nullable Moment at,
            String title,
            @Nullable String note,
            @Nullable Mail mail) {}

    /**
     * A mail in the timeline.
     *
     * @param key for the page's own use: stays the same while the page is refreshed
     * @param badge what is known of it: its delivery or its verdict; null where all is as it should be
     * @param text what was newly written
     */
    public record Mail(
            String key,
            String href,
            String from,
            String subject,
            @Nullable String badge,
            String tone,
            String text) {}
}
