package kadens.web;

import kadens.enrollment.Worklist;

/**
 * How many there are of something.
 *
 * @param words the number as it is written, with a plus behind it where there are more and nobody has counted them
 */
public record Amount(long number, String words) {

    static Amount of(Worklist.Count count, Texts texts) {
        return new Amount(count.number(), texts.say(count.more() ? "amount.more" : "amount", count.number()));
    }
}
