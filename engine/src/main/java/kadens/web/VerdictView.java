package kadens.web;

import kadens.inbox.Inbound;

/** What an incoming mail was taken for, as words with a tone. */
public record VerdictView(String label, String tone) {

    public static VerdictView of(Inbound inbound, Texts texts) {
        var outcome = inbound.outcome();
        if (inbound.doubtful()) {
            return new VerdictView(texts.say("verdict.doubtful"), "needs-you");
        }
        var label = outcome == null
                ? texts.sayCode("verdict.", inbound.verdict())
                : texts.sayCode("verdict." + inbound.verdict() + ".", outcome);
        return new VerdictView(
                label,
                switch (inbound.verdict()) {
                    case "reply" -> "good";
                    case "unreadable" -> "needs-you";
                    case "bounce", "complaint" -> "harm";
                    default -> "quiet";
                });
    }
}
