package kadens.inbox;

import java.util.List;
import kadens.inbox.Verdict.Reply;
import kadens.inbox.Verdict.Reply.Intent;

/** What a person who answered seems to want: a first reading of the new words. It decides nothing about stopping. */
final class Intents {

    private record Words(Phrases phrases, Intent intent) {}

    /** In this order: "not interested right now, write in the autumn" is a no for now, and no interest. */
    private static final List<Words> WORDS = List.of(
            new Words(words("referral"), Intent.REFERRAL),
            new Words(words("not now"), Intent.NOT_NOW),
            new Words(words("not interested"), Intent.NOT_INTERESTED),
            new Words(words("interested"), Intent.INTERESTED));

    private static final Phrases NO = words("no");
    private static final Phrases YES = words("yes");

    /** What people say about interest, they say early. */
    private static final int READ_CHARS = 2_000;

    private Intents() {}

    static Judgement reply(IncomingMail mail, Sign evidence) {
        String text = mail.newText();
        String read = text.substring(0, Math.min(text.length(), READ_CHARS));
        var searched = new Searched(read);
        for (Words kind : WORDS) {
            String found = kind.phrases.in(searched);
            if (found != null) {
                return Judgement.of(new Reply(kind.intent), evidence, Sign.text(found));
            }
        }
        Successor other = Successor.in(read, mail.fromAddress());
        if (other != null && other.address() != null) {
            return Judgement.of(new Reply(Intent.REFERRAL), evidence, Sign.of(Sign.Where.NAMED, other));
        }
        return Judgement.of(new Reply(ofFirstWord(read)), evidence);
    }

    /** Whether it is put as a person's wish: wanted, not wanted, not wanted now. */
    static boolean sounds(String words) {
        var searched = new Searched(words);
        return WORDS.stream().skip(1).anyMatch(kind -> kind.phrases.in(searched) != null);
    }

    private static Intent ofFirstWord(String text) {
        if (text.contains("?")) {
            return Intent.QUESTION;
        }
        if (NO.atStartOf(text) != null) {
            return Intent.NOT_INTERESTED;
        }
        return YES.atStartOf(text) != null ? Intent.INTERESTED : Intent.UNCLEAR;
    }

    private static Phrases words(String section) {
        return Phrases.load("intents.txt", section);
    }
}
