package kadens.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kadens.enrollment.History;
import kadens.inbox.Correction;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a person may say that a received mail is, a button each.
 *
 * @param until the last day of an absence, as a date; empty where none is known
 * @param was what the engine took it for, where a person has corrected that; else null
 * @param rare what is seldom chosen
 * @param intents what a person who answered may want; empty for other mails
 */
public record Judging(
        long inbound,
        String subject,
        String href,
        String text,
        boolean doubtful,
        String until,
        @Nullable String was,
        List<Choice> choices,
        List<Choice> rare,
        List<Intent> intents) {

    private static final List<String> USUAL =
            List.of("reply", "unsubscribe", "out-of-office", "automatic", "unrelated");

    /** @param enrollment whom it is about; null where that is known */
    public record Choice(String to, @Nullable Long enrollment, String label, String symbol) {}

    public record Intent(String word, String label, boolean chosen) {}

    public static Judging of(StatelessSession session, Inbound inbound, Texts texts) {
        return new Judging(
                inbound.id(),
                inbound.subject(),
                "/inbound/" + inbound.id(),
                inbound.newText(),
                inbound.doubtful(),
                Objects.toString(inbound.until(), ""),
                was(inbound, texts),
                choices(session, inbound, texts),
                inbound.doubtful() ? List.of() : rare(inbound, texts),
                intents(inbound, texts));
    }

    private static List<Choice> choices(StatelessSession session, Inbound inbound, Texts texts) {
        var choices = new ArrayList<Choice>();
        if (inbound.doubtful()) {
            for (var id : InboundMails.concerned(session, inbound.id())) {
                var enrollment = History.enrollment(session, id).orElseThrow();
                var prospect = Prospects.get(session, enrollment.prospectId());
                var label = texts.say("judge.reply-from", prospect.displayName(), prospect.email());
                choices.add(new Choice("reply", id, label, "received"));
                if (!now(inbound).equals("reply") && Correction.WORDS.contains(now(inbound))) {
                    choices.add(new Choice(now(inbound), id, texts.say("judge." + now(inbound)), "stopped"));
                }
            }
            choices.add(choice("unrelated", texts));
            return choices;
        }
        USUAL.stream()
                .filter(word -> !word.equals(now(inbound)))
                .map(word -> choice(word, texts))
                .forEach(choices::add);
        return choices;
    }

    private static List<Choice> rare(Inbound inbound, Texts texts) {
        return Correction.WORDS.stream()
                .filter(word -> !USUAL.contains(word) && !word.equals(now(inbound)))
                .map(word -> choice(word, texts))
                .toList();
    }

    private static Choice choice(String word, Texts texts) {
        var symbol = switch (word) {
            case "reply" -> "received";
            case "out-of-office", "transient" -> "paused";
            case "automatic", "unrelated" -> "active";
            default -> "stopped";
        };
        return new Choice(word, null, texts.say("judge." + word), symbol);
    }

    /** The word of a {@link Correction} that would change nothing. */
    private static String now(Inbound inbound) {
        var outcome = inbound.outcome();
        return outcome == null
                ? inbound.verdict()
                : outcome.equals("acknowledgement") || outcome.equals("challenge") ? "automatic" : outcome;
    }

    private static @Nullable String was(Inbound inbound, Texts texts) {
        var verdict = inbound.firstVerdict();
        if (verdict == null) {
            return null;
        }
        var outcome = inbound.firstOutcome();
        var was = outcome == null
                ? texts.sayCode("verdict.", verdict)
                : texts.sayCode("verdict." + verdict + ".", outcome);
        return texts.say("judge.was", was);
    }

    private static List<Intent> intents(Inbound inbound, Texts texts) {
        return !inbound.verdict().equals("reply") || inbound.doubtful()
                ? List.of()
                : Correction.INTENTS.stream()
                        .map(word -> new Intent(
                                word, texts.sayCode("intent.", word), Objects.equals(word, inbound.intent())))
                        .toList();
    }
}
