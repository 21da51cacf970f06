package kadens.inbox;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import kadens.inbox.Sign.Where;
import kadens.inbox.Verdict.AutoReply;
import kadens.inbox.Verdict.AutoReply.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a machine gave. A header or subject that only machines set is enough; the words alone must show two
 * signs, and never where the mail quotes ours, for people do quote and machines seldom do. Neither
 * {@code X-Auto-Response-Suppress} nor {@code Precedence: bulk} is a sign by itself: lists and newsletters set both.
 */
final class AutoReplies implements Rule {

    private static final Phrases SUBJECT = words("subject");
    private static final Phrases SUBJECT_MARKED_OFF = words("subject if marked off");
    private static final Phrases SUBJECT_ANYWHERE = words("subject anywhere");
    private static final Phrases OUT_OF_OFFICE = words("out of office");
    private static final Phrases AWAY_FORMALLY = words("away formally");
    private static final Phrases FORMULA = words("formula");
    private static final Phrases THANKS = words("thanks");
    private static final Phrases UNTIL = words("until");
    private static final Phrases MACHINE = words("machine");
    private static final Phrases RECEIVED = words("received");
    private static final Phrases LEFT = words("left company");
    private static final Phrases LATER = words("later");
    private static final Phrases CHALLENGE = words("challenge");

    static final Pattern REPLY_PREFIX = Pattern.compile(
            "(?i)^(?:(?:re|sv|aw|vs|antw|res|rif|odp|ref|tr|fwd?)(?:\\[\\d{1,3}])?\\s?:|\\[[^\\]]{1,60}])\\s*");
    private static final Pattern NOBODY_ANSWERS = Pattern.compile(
            "^(?:no-?_?\\.?reply|do-?_?not-?_?reply|ikke-?svar|nicht-?antworten|autoreply|auto-reply|autoresponder).*@.*");

    /** As help desks put it into subjects and texts: [#4711], (Case: 00812), Ticket no. AB-1234. */
    private static final Pattern CASE_NUMBER = Pattern.compile(
            "(?iu)[\\[(](?:\\p{L}{0,15}[ #:-]{0,3}){0,2}\\d[\\d-]{2,12}[\\])]|#\\s?\\d{3,12}|\\b(?:ticket|case|request|sak|saksnummer|ärende"
                    + "|ärendenummer|sag|sagsnummer|vorgang|vorgangsnummer|ticketnummer|dossier|caso|zaak|zaaknummer|pratica|chamado"
                    + "|zgłoszeni\\p{L}{1,3}|tukipyyn\\p{L}{1,8}|nummer|number|numero|número|numéro|ref(?:erans|erence|erenz|erencia|erência|erens)?e?|référence|viite\\p{L}{0,5})[\\s:.#-]{0,4}(?:\\p{L}{1,10}[\\s:.#-]{1,4})?[A-Z]{0,5}-?\\d{3,12}");

    private static final List<Phrases> NOTICE = List.of(OUT_OF_OFFICE, FORMULA, THANKS, MACHINE, RECEIVED, LATER);
    private static final Pattern CLAUSE_END =
            Pattern.compile("(?<![\\d@])[.!;,](?=\\s|$)|(?<=\\d)[.,](?=\\s+\\p{Lu}|$)|\\R| [–-] ");
    private static final Pattern PHONE_OR_ADDRESS = Pattern.compile("(?:\\d[ ()-]{0,2}){6}|\\S@\\S");
    private static final int WORDS_OF_A_CLAUSE = 3;

    /** How far into a text an absence is announced. */
    private static final int OPENING_CHARS = 400;

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        String words = mail.newText();
        Sign sign = MachineHeaders.in(mail);
        if (sign == null) {
            sign = subject(mail, words);
        }
        if (sign == null) {
            sign = words(mail, words, receivedOn);
        }
        return sign == null ? null : kind(sign, mail, words, receivedOn);
    }

    /**
     * A subject that a responder sets. Behind "Re:" it may be a person who answers an automatic mail, so there the
     * text must speak of absence too.
     */
    private static @Nullable Sign subject(IncomingMail mail, String words) {
        String subject = Phrases.normal(mail.subject());
        boolean answered = false;
        for (var prefix = REPLY_PREFIX.matcher(subject); prefix.find(); prefix = REPLY_PREFIX.matcher(subject)) {
            answered |= !prefix.group().startsWith("[");
            subject = subject.substring(prefix.end());
        }
        String start = SUBJECT.atStartOf(subject);
        if (start == null) {
            String marked = SUBJECT_MARKED_OFF.atStartOf(subject);
            start = marked != null && isMarkedOff(subject.substring(marked.length())) ? marked : null;
        }
        boolean certain = start != null && !answered;
        if (start == null && !answered) {
            start = SUBJECT_ANYWHERE.in(subject);
        }
        if (start == null && !answered && !words.contains("?")) {
            start = OUT_OF_OFFICE.in(subject);
        }
        if (start == null || !certain && !mail.header("return-path").equals("<>") && !speaksOfAbsence(words)) {
            return null;
        }
        return Sign.of(Where.SUBJECT_START, start);
    }

    /** "Fravær", "Fravær: Re: …" and "Absent jusqu'au 28/12", but not "Fravær i juni, kan vi …". */
    private static boolean isMarkedOff(String rest) {
        return rest.matches("\\s*(?:[:!–-].*)?") || !rest.contains("?") && UNTIL.atStartOf(rest) != null;
    }

    private static boolean speaksOfAbsence(String words) {
        return OUT_OF_OFFICE.in(words) != null || LEFT.in(words) != null || MACHINE.in(words) != null;
    }

    private static @Nullable Sign words(IncomingMail mail, String words, LocalDate receivedOn) {
        var searched = new Searched(words);
        String machine = MACHINE.in(searched);
        if (NOBODY_ANSWERS.matcher(mail.fromAddress()).matches()) {
            return Sign.header("From", mail.fromAddress());
        }
        if (mail.quotes()) {
            return null;
        }
        if (machine != null) {
            return Sign.text(machine);
        }
        String challenge = CHALLENGE.in(searched);
        if (challenge != null && words.contains("http")) {
            return Sign.text(challenge);
        }
        String opening = words.substring(0, Math.min(words.length(), OPENING_CHARS));
        Sign absence = absence(mail, words, opening, receivedOn);
        if (absence != null) {
            return absence;
        }
        String left = LEFT.in(opening);
        if (left != null && speaksForTheCompany(mail, words)) {
            return Sign.text(left);
        }
        String received = RECEIVED.in(mail.subject() + "\n" + opening);
        return received != null
                        && (mail.header("return-path").equals("<>")
                                || CASE_NUMBER
                                        .matcher(mail.subject() + "\n" + opening)
                                        .find())
                ? Sign.text(received)
                : null;
    }

    /** Announced where the text begins, and told by a second sign. */
    private static @Nullable Sign absence(IncomingMail mail, String words, String opening, LocalDate receivedOn) {
        String absent = OUT_OF_OFFICE.in(opening);
        if (absent == null || opening.contains("?")) {
            return null;
        }
        String second = formula(mail, words);
        if (second != null) {
            return Sign.of(Where.TEXT_TWICE, absent, second);
        }
        return !words.contains("?")
                        && ReturnDate.in(opening, receivedOn) != null
                        && (AWAY_FORMALLY.in(opening) != null
                                || !Intents.sounds(words) && saysNothingElse(words, receivedOn))
                ? Sign.of(Where.TEXT_WITH_DATE, absent)
                : null;
    }

    /**
     * Whether each part of each sentence belongs to a notice of absence: who writes in person adds something of their own,
     * in whatever language.
     */
    private static boolean saysNothingElse(String words, LocalDate receivedOn) {
        return CLAUSE_END
                .splitAsStream(words)
                .map(String::strip)
                .filter(clause -> clause.split("\\s+", WORDS_OF_A_CLAUSE + 1).length >= WORDS_OF_A_CLAUSE)
                .allMatch(clause -> NOTICE.stream().anyMatch(phrases -> phrases.in(clause) != null)
                        || ReturnDate.isMarkedIn(clause, receivedOn)
                        || Successor.in(clause, "") != null
                        || PHONE_OR_ADDRESS.matcher(clause).find());
    }

    /** A notice that someone left sends one elsewhere, or says no more than that; a person goes on talking. */
    private static boolean speaksForTheCompany(IncomingMail mail, String words) {
        boolean brief = words.length() < (Successor.in(words, mail.fromAddress()) == null ? 300 : 1_500);
        return brief && !words.contains("?") && !Intents.sounds(words) && UnsubscribeWords.in(words) == null;
    }

    /** What templates of absence say besides, and people who answer do not. */
    private static @Nullable String formula(IncomingMail mail, String words) {
        String formula = FORMULA.in(words);
        if (formula != null) {
            return formula;
        }
        Successor deputy = Successor.in(words, mail.fromAddress());
        if (deputy != null && deputy.address() != null) {
            return "" + deputy;
        }
        return Intents.sounds(words) ? null : THANKS.in(words);
    }

    private static Judgement kind(Sign sign, IncomingMail mail, String words, LocalDate receivedOn) {
        String all = mail.subject() + "\n" + words;
        String challenge = CHALLENGE.in(all);
        if (challenge != null) {
            return Judgement.of(new AutoReply(Kind.CHALLENGE, null), sign, Sign.text(challenge));
        }
        String left = LEFT.in(all);
        if (left != null) {
            return left(sign, left, Successor.in(words, mail.fromAddress()));
        }
        LocalDate until = ReturnDate.in(all, receivedOn);
        String absent = OUT_OF_OFFICE.in(all);
        if (absent == null) {
            absent = SUBJECT_ANYWHERE.in(mail.subject());
        }
        String received = RECEIVED.in(all);
        if (absent != null || until != null && received == null) {
            Sign why = absent == null ? Sign.of(Where.DATE) : Sign.text(absent);
            return until == null
                    ? Judgement.of(new AutoReply(Kind.OUT_OF_OFFICE, null), sign, why)
                    : Judgement.of(new AutoReply(Kind.OUT_OF_OFFICE, until), sign, why, Sign.of(Where.UNTIL, until));
        }
        return Judgement.of(new AutoReply(Kind.ACKNOWLEDGEMENT, null), sign);
    }

    private static Judgement left(Sign sign, String left, @Nullable Successor successor) {
        var verdict = new AutoReply(Kind.LEFT_COMPANY, null, successor);
        return successor == null
                ? Judgement.of(verdict, sign, Sign.text(left))
                : Judgement.of(verdict, sign, Sign.text(left), Sign.of(Where.NAMED, successor));
    }

    private static Phrases words(String section) {
        return Phrases.load("auto-replies.txt", section);
    }
}
