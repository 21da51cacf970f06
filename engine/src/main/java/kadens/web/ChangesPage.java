package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in a cadence, and whom it concerns.
 *
 * @param cadence its name
 * @param tab this page among those of the cadence
 * @param problem why nobody gets anything of it now; null where it is whole
 * @param approvals empty where the cadence requires none
 * @param unapproved whether any of them waits
 * @param lacking those mid-way to whom a step can't be written, for each value that they lack
 * @param pending what is saved and not sent of yet; null where there is nothing
 * @param older the number behind which older changes begin; null where there are none
 */
record ChangesPage(
        String cadence,
        String tab,
        String title,
        @Nullable String problem,
        List<Approved> approvals,
        boolean unapproved,
        List<Group> lacking,
        @Nullable One pending,
        List<One> changes,
        @Nullable Integer older) {

    /**
     * One change.
     *
     * @param number null for one that nothing was sent of yet
     */
    record One(
            @Nullable Integer number,
            @Nullable Moment at,
            List<Difference> differences,
            List<Group> doubts,
            List<Group> moves,
            long people) {}

    /** @param lines of a text that reads otherwise; empty for anything else */
    record Difference(String what, List<DiffLines.Line> lines) {}

    /**
     * People whom a change concerns in the same way.
     *
     * @param shown a page of them
     * @param next where the next page begins; null after the last
     */
    record Group(
            String what,
            boolean other,
            List<Person> shown,
            long people,
            @Nullable Integer next) {}

    /** @param coming what they get from now on */
    record Person(long enrollment, String name, String email, List<Coming> coming) {}

    /** @param preview the page that shows the mail as this person gets it; null where the step is none any more */
    record Coming(String title, @Nullable String preview) {}

    /** @param by who approved it, and when; null while it waits */
    record Approved(
            String title,
            String key,
            @Nullable String by,
            @Nullable Moment at) {}
}
