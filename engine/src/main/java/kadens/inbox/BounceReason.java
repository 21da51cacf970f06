package kadens.inbox;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a bounce, read from the other server's words and from its status codes.
 *
 * @param evidence the words or the code that decided
 */
record BounceReason(Outcome outcome, String evidence) {

    private static final Phrases DELAY = Phrases.load("bounces.txt", "delay");
    private static final Phrases FULL = Phrases.load("bounces.txt", "mailbox full");
    private static final Phrases ABOUT_THE_SENDER = Phrases.load("bounces.txt", "about the sender");
    private static final Phrases NOT_NOW = Phrases.load("bounces.txt", "not now");
    private static final Phrases BAD_ADDRESS = Phrases.load("bounces.txt", "bad address");
    private static final Phrases REFUSED = Phrases.load("bounces.txt", "refused");
    private static final Phrases TRANSIENT = Phrases.load("bounces.txt", "transient");
    private static final Phrases BAD_ADDRESS_PERHAPS = Phrases.load("bounces.txt", "bad address perhaps");

    private static final List<String> BAD_ADDRESS_CODES =
            List.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.3.2", "5.4.4", "5.4.310");
    private static final List<String> SENDER_CODES = List.of("5.1.7", "5.1.8");
    private static final Pattern REPLY_CODE = Pattern.compile("([45])(?<![\\d.-][45])\\d{2}(?=[ -][\\p{L}#\\d(<])");

    private record Words(Phrases phrases, Outcome outcome) {}

    /** In this order: a full mailbox may be called unavailable, and a refused sender unknown. */
    private static final List<Words> WORDS = List.of(
            new Words(FULL, Outcome.TRANSIENT),
            new Words(ABOUT_THE_SENDER, Outcome.REFUSED),
            new Words(NOT_NOW, Outcome.TRANSIENT),
            new Words(BAD_ADDRESS, Outcome.BAD_ADDRESS),
            new Words(REFUSED, Outcome.REFUSED),
            new Words(TRANSIENT, Outcome.TRANSIENT));

    /**
     * The weightiest reason that a bounce gives: what the other server said, then its codes, then the report around
     * it. Without any, a person has to look.
     *
     * @param open the recipients of the report that were not reached
     * @param report the text before the returned mail
     */
    static BounceReason of(List<DeliveryStatus> open, Searched report, String subject) {
        if (!open.isEmpty() && open.stream().allMatch(DeliveryStatus::delayed)) {
            return new BounceReason(Outcome.TRANSIENT, "DSN action delayed");
        }
        String delay = DELAY.in(report);
        boolean failed = open.stream().anyMatch(delivery -> delivery.action().startsWith("fail"));
        if (delay != null && !failed) {
            return new BounceReason(Outcome.TRANSIENT, "'" + delay + "'");
        }
        String said = open.stream().map(DeliveryStatus::diagnostic).collect(Collectors.joining("\n"));
        String codes = open.stream().map(delivery -> "" + delivery.status()).collect(Collectors.joining("\n"));
        var server = new Searched(said);
        return Stream.<Supplier<@Nullable BounceReason>>of(
                        () -> ofServer(server),
                        () -> ofCode(StatusCode.in(said)),
                        () -> ofCode(StatusCode.in(codes)),
                        () -> perhaps(server),
                        () -> ofServer(report),
                        () -> ofCode(StatusCode.in(report.text())),
                        () -> perhaps(report),
                        () -> ofReplyCode(said + "\n" + report.text()),
                        () -> ofWords(Phrases.normal(subject)))
                .flatMap(reason -> Stream.ofNullable(reason.get()))
                .findFirst()
                .orElseGet(() -> new BounceReason(Outcome.REFUSED, "no reason given"));
    }

    /**
     * What the other server said itself. The status field is not part of it: the reporting system often guessed that
     * from the bare reply code. Words say more than codes, but for a code that names the sender, or the address where the words are vague.
     */
    private static @Nullable BounceReason ofServer(Searched said) {
        BounceReason words = ofWords(said.normal());
        String status = StatusCode.in(said.text());
        BounceReason certain = status == null ? null : certain(status);
        if (certain == null) {
            return words;
        }
        boolean vague = words == null || words.outcome == Outcome.REFUSED;
        return certain.outcome == Outcome.REFUSED || vague ? certain : words;
    }

    private static @Nullable BounceReason perhaps(Searched words) {
        String found = BAD_ADDRESS_PERHAPS.in(words);
        return found == null ? null : new BounceReason(Outcome.BAD_ADDRESS, "'" + found + "'");
    }

    /** The reason that the words (normal ones) give, or null where they say nothing that is known. */
    static @Nullable BounceReason ofWords(String searched) {
        for (Words kind : WORDS) {
            String found = kind.phrases.inNormal(searched);
            if (found != null) {
                return new BounceReason(kind.outcome, "'" + found + "'");
            }
        }
        return null;
    }

    /**
     * The reason that an enhanced status code gives (RFC 3463), or null for one that says nothing, such as 5.0.0
     * or 5.3.0, which mean "other". Class 4 never condemns an address.
     */
    private static @Nullable BounceReason ofCode(@Nullable String status) {
        if (status == null) {
            return null;
        }
        String evidence = "status " + status;
        String subject = status.substring(2, status.lastIndexOf('.'));
        if (certain(status) != null) {
            return certain(status);
        }
        boolean unspecific = status.endsWith(".0") && !List.of("4", "6", "7").contains(subject);
        boolean passing =
                status.endsWith(".2.2") || subject.equals("4") || status.startsWith("4.") && !subject.equals("7");
        if (unspecific || status.startsWith("2.")) {
            return null;
        }
        return new BounceReason(passing ? Outcome.TRANSIENT : Outcome.REFUSED, evidence);
    }

    /** The reason of a code that outweighs vague words, or null. */
    private static @Nullable BounceReason certain(String status) {
        if (SENDER_CODES.contains(status)) {
            return new BounceReason(Outcome.REFUSED, "status " + status);
        }
        return BAD_ADDRESS_CODES.contains(status) ? new BounceReason(Outcome.BAD_ADDRESS, "status " + status) : null;
    }

    /** The reason that a bare SMTP reply code gives (RFC 5321 section 4.2.1), or null where the text has none. */
    private static @Nullable BounceReason ofReplyCode(String text) {
        var code = REPLY_CODE.matcher(text);
        if (!code.find()) {
            return null;
        }
        Outcome outcome = code.group(1).equals("4") ? Outcome.TRANSIENT : Outcome.REFUSED;
        return new BounceReason(outcome, "reply code " + code.group());
    }
}
