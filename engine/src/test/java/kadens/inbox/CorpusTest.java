package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kadens.inbox.Verdict.Bounce;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The judge against real messages of others, read where they lie beside the repository and never copied into it.
 * Prints each disagreement, for the labels are other tools' opinions and some are wrong.
 */
class CorpusTest {

    private static final Set<String> BAD_ADDRESS = Set.of("userunknown", "hostunknown", "hasmoved", "notaccept");
    private static final Set<String> REFUSED = Set.of(
            "blocked",
            "rejected",
            "policyviolation",
            "spamdetected",
            "authfailure",
            "badreputation",
            "requireptr",
            "norelaying",
            "securityerror",
            "virusdetected",
            "contenterror",
            "notcompliantrfc",
            "suspend");
    private static final Set<String> TRANSIENT =
            Set.of("mailboxfull", "expired", "networkerror", "systemerror", "toomanyconn", "speeding", "systemfull");

    private static List<Labelled> labelled = List.of();
    private static @Nullable Path corpus;

    private record Labelled(String file, String label, List<String> reasons, IncomingMail mail, Judgement judgement) {
        String word() {
            return judgement.verdict().word();
        }

        /** The outcomes that the reasons allow; empty where they leave it open. */
        Set<Outcome> expected() {
            Set<Outcome> expected = EnumSet.noneOf(Outcome.class);
            if (label.equals("delay_notice")) {
                return EnumSet.of(Outcome.TRANSIENT);
            }
            for (String reason : reasons) {
                if (BAD_ADDRESS.contains(reason)) {
                    expected.add(Outcome.BAD_ADDRESS);
                } else if (REFUSED.contains(reason)) {
                    expected.add(Outcome.REFUSED);
                } else if (TRANSIENT.contains(reason)) {
                    expected.add(Outcome.TRANSIENT);
                } else {
                    return Set.of();
                }
            }
            return expected;
        }
    }

    @BeforeAll
    static void read_and_judge_the_corpus() throws IOException {
        corpus = find();
        if (corpus == null) {
            System.out.println("CorpusTest skipped: no shared/corpus beside the repository");
        }
        assumeTrue(corpus != null);
        var all = new ArrayList<Labelled>();
        for (String line : Files.readAllLines(corpus.resolve("labels.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] columns = line.split("\t", -1);
            byte[] raw = Files.readAllBytes(corpus.resolve(columns[0]));
            IncomingMail mail = columns[0].startsWith("reply-bodies/")
                    ? Mails.replyWith(new String(raw, java.nio.charset.StandardCharsets.UTF_8))
                    : Mails.mail(raw);
            List<String> reasons = columns[2].isEmpty() ? List.of() : List.of(columns[2].split(","));
            Judgement judgement = new Judge().judge(mail, LocalDate.of(2026, 6, 1));
            all.add(new Labelled(columns[0], columns[1], reasons, mail, judgement));
        }
        labelled = List.copyOf(all);
    }

    @Test
    void what_a_machine_sent_is_not_called_a_reply() {
        List<Labelled> machines =
                of("bounce_hard", "bounce_soft", "delay_notice", "complaint", "auto_reply", "unsubscribe");
        List<Labelled> missed =
                machines.stream().filter(mail -> mail.word().equals("reply")).toList();
        report("machine mail called a reply", missed, machines.size());
        assertThat(missed.size()).isLessThanOrEqualTo(machines.size() / 100);
    }

    @Test
    void what_a_person_wrote_is_not_called_automatic() {
        List<Labelled> people = of("reply");
        List<Labelled> wrong =
                people.stream().filter(mail -> !mail.word().equals("reply")).toList();
        report("reply called something else", wrong, people.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void kinds_agree() {
        List<Labelled> machines =
                of("bounce_hard", "bounce_soft", "delay_notice", "complaint", "auto_reply", "unsubscribe");
        List<Labelled> wrong = machines.stream()
                .filter(mail -> !mail.word()
                        .equals(
                                switch (mail.label()) {
                                    case "auto_reply" -> "auto-reply";
                                    case "complaint", "unsubscribe" -> mail.label();
                                    default -> "bounce";
                                }))
                .toList();
        report("another kind", wrong, machines.size());
        assertThat(wrong.size()).isLessThanOrEqualTo(machines.size() / 100);
    }

    @Test
    void outcomes_of_bounces_agree() {
        List<Labelled> bounces = of("bounce_hard", "bounce_soft", "delay_notice").stream()
                .filter(mail -> !mail.expected().isEmpty())
                .toList();
        List<Labelled> wrong = bounces.stream()
                .filter(mail -> !(mail.judgement().verdict() instanceof Bounce bounce
                        && mail.expected().contains(bounce.outcome())))
                .toList();
        report("another outcome", wrong, bounces.size());
        assertThat(wrong.size()).isLessThanOrEqualTo(bounces.size() * 5 / 100);
    }

    @Test
    void a_delay_never_condemns_an_address() {
        assertThat(of("delay_notice"))
                .allSatisfy(mail -> assertThat(mail.judgement().verdict())
                        .isInstanceOfSatisfying(
                                Bounce.class,
                                bounce -> assertThat(bounce.outcome()).isEqualTo(Outcome.TRANSIENT)));
    }

    @Test
    void most_bounces_lead_back_to_the_mail_or_the_recipient() {
        List<Labelled> bounces = of("bounce_hard", "bounce_soft", "delay_notice");
        List<Labelled> lost = bounces.stream()
                .filter(mail -> mail.mail().returnedIds().isEmpty()
                        && !(mail.judgement().verdict() instanceof Bounce bounce && bounce.recipient() != null))
                .toList();
        report("leads nowhere", lost, bounces.size());
        long withId = bounces.stream()
                .filter(mail -> !mail.mail().returnedIds().isEmpty())
                .count();
        System.out.printf("corpus: returned Message-ID in %d of %d bounces%n", withId, bounces.size());
        assertThat(lost.size()).isLessThanOrEqualTo(bounces.size() * 5 / 100);
    }

    private static List<Labelled> of(String... labels) {
        return labelled.stream()
                .filter(mail -> List.of(labels).contains(mail.label()))
                .toList();
    }

    /** {@link Strangers} asks for these without a verdict, and the {@link Matcher} by one. */
    @Test
    void whom_a_verdict_finds_was_named_before_it() {
        assertThat(labelled).allSatisfy(each -> {
            var mail = each.mail();
            var verdict = each.judgement().verdict();
            if (MessageIds.isLookedThrough(mail.text())) {
                assertThat(MessageIds.anywhereIn(mail.text())).containsAll(Traces.idsIn(mail, verdict));
            }
            if (verdict instanceof Bounce bounce && bounce.recipient() != null) {
                assertThat(Bounces.possibleRecipients(mail)).contains(bounce.recipient());
            }
        });
    }

    private static void report(String what, List<Labelled> wrong, int of) {
        System.out.printf("corpus: %s: %d of %d%n", what, wrong.size(), of);
        for (Labelled mail : wrong) {
            System.out.printf(
                    "  %s (%s %s): %s %s%n",
                    mail.file(),
                    mail.label(),
                    mail.reasons(),
                    mail.judgement().verdict(),
                    mail.judgement().evidence());
        }
    }

    private static @Nullable Path find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/corpus"))
                .filter(path -> Files.exists(path.resolve("labels.tsv")))
                .findFirst()
                .orElse(null);
    }
}
