package kadens.template.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import kadens.cadence.Audience;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.template.Reading;
import kadens.template.Rendering.Rendered;
import org.jsoup.Jsoup;

/** Looks at one finished mail of a step. */
final class MailChecks {

    static final String UNSUBSCRIBE_URL = "https://kadens.example/u/lint";

    /** What a phone shows is shorter still; past this, desktop inboxes cut. */
    private static final int SUBJECT_CHARS_MAX = 70;

    private static final int WORDS_BESIDE_IMAGE_MIN = 20;
    private static final int SHOUTED_LETTERS_MIN = 8;
    private static final Pattern REPLY = Pattern.compile("(?i)(re|fw|fwd|aw|sv|vs)\\s*:.*");
    private static final Pattern EXCLAMATIONS = Pattern.compile("!.*!");

    private final Cadence cadence;
    private final Step step;
    private final Path file;
    private final int subjectLine;
    private final List<Finding> findings = new ArrayList<>();

    private MailChecks(Cadence cadence, Step step, Reading.Text text) {
        this.cadence = cadence;
        this.step = step;
        this.file = text.file();
        this.subjectLine = 1
                + (int) text.source()
                        .lines()
                        .takeWhile(line -> !line.toLowerCase(Locale.ROOT).startsWith("subject"))
                        .count();
    }

    static List<Finding> of(Cadence cadence, Step step, Reading.Text text, Rendered mail) {
        var checks = new MailChecks(cadence, step, text);
        var subject = mail.subject();
        if (subject != null) {
            checks.subject(subject);
        }
        checks.unsubscribe(mail);
        checks.alternatives(mail);
        return checks.findings;
    }

    private void subject(String subject) {
        var length = subject.codePointCount(0, subject.length());
        if (length > SUBJECT_CHARS_MAX) {
            find(Rule.LONG_SUBJECT, subjectLine, length, SUBJECT_CHARS_MAX);
        }
        var letters = subject.codePoints().filter(Character::isLetter).count();
        var isShouted = letters >= SHOUTED_LETTERS_MIN
                && subject.codePoints().noneMatch(Character::isLowerCase)
                && subject.codePoints().anyMatch(Character::isUpperCase);
        if (isShouted || EXCLAMATIONS.matcher(subject).find()) {
            find(Rule.LOUD_SUBJECT, subjectLine, subject);
        }
        if (REPLY.matcher(subject).matches() && step.equals(firstEmail())) {
            find(Rule.FAKE_REPLY, subjectLine, subject);
        }
    }

    private Step firstEmail() {
        return cadence.steps().stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .findFirst()
                .orElseThrow();
    }

    private void unsubscribe(Rendered mail) {
        if (cadence.audience() == Audience.PROSPECTS
                && !(mail.html().contains(UNSUBSCRIBE_URL) && mail.text().contains(UNSUBSCRIBE_URL))) {
            find(Rule.NO_UNSUBSCRIBE, 1);
        }
    }

    private void alternatives(Rendered mail) {
        var page = Jsoup.parse(mail.html());
        page.select("a[href^=http]").eachAttr("href").stream()
                .filter(address -> !mail.text().contains(address.replaceFirst("^https?://", "")))
                .distinct()
                .forEach(address -> find(Rule.TEXT_DIFFERS, 1, address));
        var words = page.body().text().split("\\s+").length;
        if (!page.select("img").isEmpty() && words < WORDS_BESIDE_IMAGE_MIN) {
            find(Rule.IMAGE_ONLY, 1, words);
        }
    }

    private void find(Rule rule, int line, Object... values) {
        findings.add(rule.at(file, line, 1, values));
    }
}
