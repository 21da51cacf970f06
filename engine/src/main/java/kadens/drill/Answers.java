package kadens.drill;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import kadens.sandbox.PostOffice;

/** The answers of prospects: written, stored, moved, and remembered with the run of their mailbox that had begun. */
final class Answers {

    private final PostOffice post;
    private final InstantSource clock;
    private final Runs runs;
    private final Map<Integer, Stored> stored = new ConcurrentHashMap<>();

    private record Stored(int run) {}

    Answers(PostOffice post, InstantSource clock, Runs runs) {
        this.post = post;
        this.clock = clock;
        this.runs = runs;
    }

    /** Stores the answer to a mail in its place. */
    void store(History history, Taken answered) {
        var mailbox = answered.sender();
        post.file(
                write(history, answered).getBytes(StandardCharsets.UTF_8),
                mailbox,
                history.place().folder,
                history.read());
        stored.put(history.number(), new Stored(runs.begun(mailbox)));
    }

    /** Moves it, as a hand or a rule does. */
    void move(History history, String mailbox) {
        if (history.place() != history.target()) {
            post.move(mailbox, id(history), history.place().folder, history.target().folder);
        }
    }

    boolean isStored(History history) {
        return stored.containsKey(history.number());
    }

    /** How many runs of the mailbox had begun when it was stored; empty where it never was. */
    OptionalInt storedAt(History history) {
        var known = stored.get(history.number());
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.run());
    }

    private String write(History history, Taken answered) {
        var domain = answered.recipient().substring(answered.recipient().indexOf('@') + 1);
        var from = switch (history.author()) {
            case THEMSELVES_IN_THREAD, THEMSELVES_ANEW -> answered.recipient();
            case ALIAS_IN_THREAD -> "alias" + history.number() + "@elsewhere.example";
            case COLLEAGUE_ANEW -> "colleague@" + domain;
        };
        var thread = switch (history.author()) {
            case THEMSELVES_IN_THREAD, ALIAS_IN_THREAD ->
                "In-Reply-To: %s\r\nReferences: %s\r\n".formatted(answered.messageId(), answered.messageId());
            case THEMSELVES_ANEW, COLLEAGUE_ANEW -> "";
        };
        return """
                From: Somebody <%s>\r
                To: %s\r
                Date: %s\r
                Message-ID: %s\r
                Subject: Thursday\r
                %sContent-Type: text/plain; charset=utf-8\r
                \r
                Thank you for your mail. Let us talk about it on Thursday.\r
                """.formatted(
                from,
                answered.sender(),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)),
                id(history),
                thread);
    }

    private static String id(History history) {
        return "<answer-%d@drill.example>".formatted(history.number());
    }
}
