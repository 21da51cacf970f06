package kadens.inbox;

import java.time.LocalDate;
import java.util.Set;
import kadens.inbox.Verdict.Reply;
import kadens.inbox.Verdict.Reply.Intent;
import org.jspecify.annotations.Nullable;

/**
 * A person's answer to an invitation (RFC 5546 section 3.2.3). Calendars send it in their name and mark it as
 * automatic, so it is looked for before the automatic answers.
 */
final class CalendarAnswers implements Rule {

    private static final Set<String> ANSWERS = Set.of("REPLY", "COUNTER");

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        String method = mail.calendarMethod();
        if (method == null || !ANSWERS.contains(method)) {
            return null;
        }
        String answer = mail.calendarAnswer();
        Intent intent = switch (answer == null ? "" : answer) {
            case "ACCEPTED", "TENTATIVE" -> Intent.INTERESTED;
            case "DECLINED" -> Intent.NOT_NOW;
            default -> method.equals("COUNTER") ? Intent.INTERESTED : Intent.UNCLEAR;
        };
        String evidence = "METHOD:" + method + (answer == null ? "" : " PARTSTAT=" + answer);
        return Judgement.of(new Reply(intent), Sign.of(Sign.Where.CALENDAR, evidence));
    }
}
