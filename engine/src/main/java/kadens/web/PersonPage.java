package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox of a sample person, as that person sees it.
 *
 * @param threads newest first
 * @param open the letter that is read; null in an empty mailbox
 * @param enrollment what Kadens is doing with them now; null where it does nothing
 * @param answered whether an answer has just been sent
 */
record PersonPage(
        Person person,
        List<Conversation> threads,
        @Nullable Opened open,
        @Nullable Standing enrollment,
        boolean answered) {

    /** A line of the list of people. */
    record Person(
            String name,
            @Nullable String firstName,
            String email,
            String href,
            @Nullable String company,
            @Nullable String title,
            Moment localTime,
            long letters,
            @Nullable Standing enrollment) {}

    /** All sample people. */
    record All(List<Person> people) {}

    /** Where they stand with Kadens. */
    record Standing(
            long id, StateView state, String why, @Nullable Moment next) {}

    /** Letters that belong together. */
    record Conversation(String subject, List<Item> letters) {}

    /** A letter in the list. */
    record Item(String href, String from, Moment at, String beginning, boolean outgoing, boolean open) {}

    /** The letter that is read. */
    record Opened(
            long uid,
            String from,
            String to,
            String subject,
            Moment at,
            String text,
            @Nullable String frame,
            @Nullable String unsubscribe,
            boolean outgoing) {}
}
