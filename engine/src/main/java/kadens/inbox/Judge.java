package kadens.inbox;

import java.time.LocalDate;
import java.util.List;

/**
 * Says what an incoming mail is. Pure: the same mail and date always give the same judgement.
 *
 * <p>The order is the point. More than half of all bounces also carry {@code Auto-Submitted}, and automatic answers
 * carry the same threading headers as a person's; so each kind is looked for where the kinds before it were not found,
 * and what is left over is a person.
 */
public final class Judge {

    private static final List<Rule> RULES = List.of(
            new MachineReports(),
            new Bounces(),
            new CalendarAnswers(),
            new OptOutRequests(),
            new AutoReplies(),
            new UnsubscribeWords());

    /**
     * Judges a mail.
     *
     * @param receivedOn the day it came in, from which "back on 12 June" is counted
     */
    public Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        for (Rule rule : RULES) {
            Judgement judgement = rule.judge(mail, receivedOn);
            if (judgement != null) {
                return judgement;
            }
        }
        return Intents.reply(mail, Sign.of(Sign.Where.NOTHING));
    }
}
