package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import kadens.SignedInAs;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of enrollments and conversations where there are more than anybody counts: what they show, and what they say. */
class ManyEnrollmentsTest {

    private static final String KARI = "kari@many.example";

    private static Site site;
    private static String kari;

    /** Kari has 40 enrollments, her colleague 12,000, 11,000 of which have ended; one of these is about somebody rare. */
    @BeforeAll
    static void fill() {
        site = Site.empty();
        kari = SignedInAs.cookie(site.engine, KARI, Role.REP, null);
        SignedInAs.cookie(site.engine, "per@many.example", Role.REP, null);
        mailbox(1, KARI);
        mailbox(2, "per@many.example");
        sql("INSERT INTO prospect (id, email, first_name, last_name, fields, created_at, changed_at) SELECT seq,"
                + " CONCAT('p', seq, '@firm.example'), IF(seq = 5, 'Rarest', 'Nina'), IF(seq = 5, 'Of All', 'Hansen'), '{}',"
                + " UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM seq_1_to_12040");
        sql(
                "INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, step_key, due_at, lane, due_since, seed,"
                        + " unsubscribe_token, enrolled_at, changed_at, version)"
                        + " SELECT seq, seq, IF(seq <= 12000, 2, 1), 'cold-outreach', IF(seq <= 11000, 'finished', 'active'), 'intro',"
                        + " UTC_TIMESTAMP(), 'opener', UTC_TIMESTAMP(), seq, CONCAT('t', seq), UTC_TIMESTAMP(), UTC_TIMESTAMP(), 1"
                        + " FROM seq_1_to_12040");
        sql(
                "INSERT INTO inbound (id, mailbox_id, folder, uid_validity, uid, identity, from_address, subject, received_at, read_at,"
                        + " verdict, evidence, enrollment_id, new_text, raw) SELECT seq, 2, 'INBOX', 1, seq, SHA2(seq, 256),"
                        + " CONCAT('p', seq, '@firm.example'), 'Re: Hello', UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'reply', '[]', seq,"
                        + " CONCAT('Words of ', seq), '' FROM seq_1_to_10");
        sql("INSERT INTO conversation (enrollment_id, mailbox_id, inbound_id, received_at, done)"
                + " SELECT id, mailbox_id, id, received_at, FALSE FROM inbound");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void more_than_anybody_counts_is_said_to_be_more() {
        assertThat(site.get("/enrollments").body()).contains("10,000+", "1,040 enrollments are on the way");
        assertThat(site.get("/enrollments?state=active").body()).contains("1–50 of 1,040");
    }

    @Test
    void a_list_ends_where_nobody_counts_any_more_and_says_so() {
        var last = site.get("/enrollments?state=finished&page=200").body();
        assertThat(last)
                .contains("9,951–10,000 of 10,000+", "Nobody leafs further")
                .doesNotContain("rel=\"next\"");
        assertThat(site.get("/enrollments?state=finished&page=199").body()).contains("rel=\"next\"");
    }

    @Test
    void a_word_that_means_too_many_people_shows_the_newest_and_asks_for_more_letters() {
        var found = site.get("/enrollments?q=Hansen").body();
        assertThat(found).contains("Many people match “Hansen”", "Nina Hansen");
        assertThat(site.get("/conversations?q=Hansen").body()).contains("Many people match “Hansen”");
    }

    @Test
    void a_word_that_means_few_finds_them_however_old_they_are() {
        assertThat(site.get("/enrollments?q=rarest").body())
                .contains("1 enrollment matches “rarest”", "Rarest Of All")
                .doesNotContain("Nina Hansen");
        assertThat(site.get("/enrollments?q=nina,rarest").body()).contains("No enrollment matches");
        assertThat(site.get("/conversations?q=rarest").body())
                .contains("Words of 5")
                .doesNotContain("Words of 6", "Many people");
    }

    @Test
    void whoever_has_few_finds_all_of_their_own() {
        assertThat(as("/enrollments?q=Hansen")).contains("40 enrollments match “Hansen”");
        assertThat(as("/enrollments?q=rarest")).contains("No enrollment matches");
        assertThat(as("/conversations?q=rarest")).contains("No conversation matches");
    }

    @Test
    void what_somebody_was_asked_to_deal_with_is_found_in_a_mailbox_of_others() {
        var id = site.in(session -> People.byEmail(session, KARI).orElseThrow().id());
        sql("UPDATE conversation SET assignee_id = " + id + " WHERE enrollment_id = 7");

        assertThat(as("/conversations?q=Hansen")).contains("Words of 7").doesNotContain("Words of 6");
    }

    private static String as(String path) {
        return site.get(path, "Cookie", kari).body();
    }

    private static void mailbox(long id, String owner) {
        sql(
                "INSERT INTO mailbox (id, address, owner_id, smtp_server, imap_server, time_zone, daily_cap, gap_seconds_min,"
                        + " gap_seconds_max, freshness_seconds, created_at) SELECT " + id
                        + ", email, id, 'smtp://x@127.0.0.1:1',"
                        + " 'imap://x@127.0.0.1:1', 'Europe/Oslo', 40, 1, 2, 60, UTC_TIMESTAMP() FROM person WHERE email = '"
                        + owner
                        + "'");
    }

    private static void sql(String statement) {
        site.in(session -> session.createNativeMutationQuery(statement).executeUpdate());
    }
}
