package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import kadens.enrollment.Answer;
import kadens.enrollment.Answers;
import kadens.enrollment.StopReason;
import kadens.inbox.Conversations;
import kadens.team.Role;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rep sees of what prospects write, and what becomes of an answer from the page. */
class ConversationTest {

    private static final String PER = "per@fjord.example";
    private static final String OTHER = "nils@rute.example";

    private final HttpClient http = HttpClient.newHttpClient();
    private SalesDesk desk;
    private WebServer web;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        web.close();
        desk.close();
    }

    @Test
    void an_answer_from_the_page_arrives_in_the_same_thread_from_the_same_mailbox() throws Exception {
        perWrites("What does it cost?\n\nOn Thursday Kari wrote:\n> Hello Per, this is Kari.");
        var theirs = theirMessageId();
        assertThat(get("/conversations")).contains("1 answer waits", "Per", "What does it cost?", "a person answered");
        assertThat(get(thread())).contains("What does it cost?", "The whole mail with what it quotes", "Send to Per");

        assertThat(send("It costs 4 kr a route.\n\nKari", "done=1").statusCode())
                .isEqualTo(303);
        assertThat(answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.state()).isEqualTo(Answer.Sending.WAITING));
        assertThat(get(thread())).contains("goes out in a moment", "Take it back");
        desk.run();

        var mail = desk.received(PER).getLast();
        assertThat(desk.received(PER)).hasSize(2);
        assertThat(mail.getFrom()[0]).hasToString("Kari Solheim <" + SalesDesk.REP + ">");
        assertThat(mail.getSubject()).isEqualTo("Re: Routes for fjord.example");
        assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<" + theirs + ">");
        assertThat(mail.getHeader("References", " ").replaceAll("\\s+", " "))
                .isEqualTo(desk.received(PER).getFirst().getMessageID() + " <" + theirs + ">");
        assertThat(mail.getMessageID()).isEqualTo("<" + answers().getFirst().messageId() + ">");
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat(text(mail))
                .contains("It costs 4 kr a route.", "> What does it cost?")
                .doesNotContain("> Hello Per");
        assertThat(answers().getFirst().state()).isEqualTo(Answer.Sending.SENT);
        assertThat(desk.timeline(PER)).anyMatch(line -> line.contains("answered: “Re: Routes for fjord.example”"));
        assertThat(get("/conversations")).contains("No answer waits");
        assertThat(get("/conversations?which=done")).contains("What does it cost?");
        desk.runAfter(Duration.ofMinutes(2));
        assertThat(desk.mailsIn(SalesDesk.REP, "Sent").getLast().getMessageID()).isEqualTo(mail.getMessageID());
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void what_the_prospect_writes_next_is_matched_by_our_answer_alone_and_opens_the_conversation_again()
            throws Exception {
        perWrites("What does it cost?");
        send("It costs 4 kr.", "done=1");
        desk.run();
        var answer = desk.received(PER).getLast();

        desk.clock.pass(Duration.ofHours(2));
        desk.opensMailbox("somebody@elsewhere.example");
        desk.answer("somebody@elsewhere.example", "That is fine, send the contract.")
                .with("In-Reply-To", answer.getMessageID())
                .with("Subject", "Quite another subject")
                .arrives();
        desk.run();

        assertThat(get("/conversations")).contains("1 answer waits", "send the contract");
        assertThat(get(thread())).contains("It costs 4 kr.", "send the contract");
    }

    @Test
    void a_form_that_is_sent_twice_sends_once() throws Exception {
        perWrites("What does it cost?");
        var form = form("It costs 4 kr.", "");
        try (var both = Executors.newFixedThreadPool(4)) {
            var sent = List.of(1, 2, 3, 4).stream()
                    .map(_ -> both.submit(() -> post(thread() + "/answer", form).statusCode()))
                    .toList();
            for (var each : sent) {
                assertThat(each.get()).isEqualTo(303);
            }
        }
        post(thread() + "/answer", form);
        desk.run();
        post(thread() + "/answer", form);
        desk.run();

        assertThat(answers()).hasSize(1);
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void an_answer_whose_end_nobody_heard_is_shown_as_uncertain_and_is_not_sent_again_by_itself() throws Exception {
        try (var smtp = new FaultySmtp()) {
            perWrites("What does it cost?");
            desk.mailbox(FAST, smtp.answersDot(FaultySmtp.HANGS_UP));
            send("It costs 4 kr.", "done=1");
            desk.run();
            smtp.isWell();
            desk.run();
            desk.runAfter(Duration.ofDays(1));

            assertThat(smtp.taken()).hasSize(1);
            assertThat(get(thread())).contains("uncertain whether it arrived", "It arrived", "Send it again");
            assertThat(get("/conversations")).contains("1 answer waits");

            var id = answers().getFirst().id();
            post("/answers/" + id + "/again", "");
            post("/answers/" + id + "/again", "");
            desk.run();
            post("/answers/" + id + "/again", "");
            desk.run();
            assertThat(smtp.taken()).hasSize(2);
            assertThat(smtp.takenIds()).containsOnly("<" + answers().getFirst().messageId() + ">");
            assertThat(answers().getFirst().state()).isEqualTo(Answer.Sending.SENT);
        }
    }

    @Test
    void a_node_that_dies_in_the_middle_leaves_an_uncertain_answer_which_a_reply_settles() throws Exception {
        perWrites("What does it cost?");
        send("It costs 4 kr.", "");
        desk.sql("UPDATE answer SET state = 'sending', lease = -1");
        desk.run();
        assertThat(answers().getFirst().state()).isEqualTo(Answer.Sending.UNCERTAIN);
        assertThat(desk.received(PER)).hasSize(1);

        desk.answer(PER, "Thank you.")
                .with("In-Reply-To", "<" + answers().getFirst().messageId() + ">")
                .arrives();
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(answers().getFirst().state()).isEqualTo(Answer.Sending.SENT);
    }

    @Test
    void an_answer_may_be_taken_back_until_it_leaves() throws Exception {
        perWrites("What does it cost?");
        send("It costs 4 kr.", "done=1");
        post("/answers/" + answers().getFirst().id() + "/withdraw", "");
        desk.run();

        assertThat(desk.received(PER)).hasSize(1);
        assertThat(get("/conversations")).contains("1 answer waits");
        assertThat(get(thread())).contains("taken back");
    }

    @Test
    void nobody_on_the_suppression_list_is_answered_not_even_when_they_come_there_later() throws Exception {
        perWrites("What does it cost?");
        var form = form("It costs 4 kr.", "");
        desk.suppress("fjord.example");
        assertThat(get(thread()))
                .contains("No answer can be sent", "fjord.example is on the suppression list")
                .doesNotContain("id=\"send\"");
        var refused = post(thread() + "/answer", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is on the suppression list", "It costs 4 kr.");

        desk.sql("DELETE FROM suppression");
        assertThat(post(thread() + "/answer", form).statusCode()).isEqualTo(303);
        desk.suppress(PER);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(get(thread())).contains("must not be written to any more");
    }

    @Test
    void a_form_that_cannot_be_sent_comes_back_with_what_was_written() throws Exception {
        perWrites("What does it cost?");
        assertThat(send(" \n ", "").statusCode()).isEqualTo(422);
        assertThat(send("x".repeat(20_001), "").body()).contains("at most 20,000 characters");

        var form = form("It costs 4 kr.", "");
        desk.clock.pass(Duration.ofMinutes(5));
        desk.answer(PER, "Never mind.").to(desk.received(PER).getFirst()).arrives();
        desk.run();
        var late = post(thread() + "/answer", form);
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("another mail has come", "It costs 4 kr.", "Never mind.");
        assertThat(answers()).isEmpty();
        assertThat(post(thread() + "/answer", "text=Hello&token=1&inbound=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothing_that_was_written_becomes_a_header_of_ours() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "What does it cost?")
                .to(desk.received(PER).getFirst())
                .with("Subject", "=?utf-8?Q?Cost=0D=0ABcc:_evil@elsewhere.example=0D=0A=0D=0ABody?=")
                .with("Reply-To", "=?utf-8?Q?a=0D=0ACc:_evil@elsewhere.example?= <" + PER + ">")
                .with("Message-ID", "<one\r\n\tX-Evil:two@fjord.example>")
                .arrives();
        desk.run();
        send("Hello\r\n.\r\nRCPT TO:<evil@elsewhere.example>\r\nBcc: evil@elsewhere.example\r\n\u0000\u0007 end", "");
        desk.run();

        var mail = desk.received(PER).getLast();
        assertThat(desk.received(PER)).hasSize(2);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("Cc")).isNull();
        assertThat(mail.getHeader("X-Evil")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).startsWith("Re: Cost Bcc: evil@elsewhere.example");
        assertThat(text(mail)).contains("RCPT TO:<evil@elsewhere.example>", "Bcc: evil", "end");
    }

    @Test
    void a_correction_takes_a_mail_out_of_the_conversations_and_puts_it_back() throws Exception {
        perWrites("What does it cost?");
        var inbound = desk.count("SELECT MAX(id) FROM inbound");
        post("/inbound/" + inbound + "/correct", "to=unrelated&then=%2Fconversations");
        assertThat(get("/conversations")).contains("No answer waits");
        assertThat(get("/conversations?which=all")).doesNotContain("What does it cost?");
        post("/inbound/" + inbound + "/correct", "to=reply&intent=interested");
        assertThat(get("/conversations")).contains("1 answer waits", "interested");

        post("/inbound/" + inbound + "/correct", "to=unsubscribe");
        assertThat(get("/conversations")).contains("No answer waits");
        assertThat(get("/conversations?which=done")).contains("What does it cost?");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
    }

    @Test
    void it_is_marked_as_done_opened_again_and_given_to_a_colleague_who_may_see_it() throws Exception {
        perWrites("What does it cost?");
        desk.otherMailbox(OTHER, FAST);
        post(thread() + "/done", "");
        assertThat(get("/conversations")).contains("No answer waits");
        post(thread() + "/open", "");

        var kari = SignedInAs.cookie(desk.engine(), SalesDesk.REP, Role.REP, null);
        var nils = SignedInAs.cookie(desk.engine(), OTHER, Role.REP, null);
        assertThat(get("/conversations", nils)).doesNotContain("What does it cost?");
        assertThat(get(thread(), nils))
                .contains("Only those who see the mailbox")
                .doesNotContain("id=\"send\"");
        assertThat(post(thread() + "/assign", "to=" + personId(OTHER), nils).statusCode())
                .isEqualTo(403);
        assertThat(post(thread() + "/assign", "to=" + personId(OTHER), kari).statusCode())
                .isEqualTo(303);
        assertThat(get("/conversations?which=mine", nils)).contains("What does it cost?");
        assertThat(get("/", nils)).contains("What does it cost?");
        assertThat(get("/conversations?which=unassigned", kari)).doesNotContain("What does it cost?");
        assertThat(get(thread(), nils)).contains("id=\"send\"");
        assertThat(desk.count("SELECT COUNT(*) FROM audit WHERE sentence LIKE '%conversation-assigned%'"))
                .isEqualTo(1);

        desk.sql("UPDATE prospect SET owner_id = " + personId(SalesDesk.REP));
        desk.sql("UPDATE conversation SET assignee_id = NULL");
        assertThat(status(thread(), nils)).isEqualTo(404);
        assertThat(post(thread() + "/done", "", nils).statusCode()).isEqualTo(404);
        assertThat(post(thread() + "/assign", "to=" + personId(OTHER), kari).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_list_is_searched_and_read_a_page_at_a_time() throws Exception {
        perWrites("What does it cost?");
        desk.enroll("per@dal.example", "per@elv.example");
        desk.run();
        for (var who : List.of("per@dal.example", "per@elv.example")) {
            desk.clock.pass(Duration.ofMinutes(1));
            desk.answer(who, "From " + who).to(desk.received(who).getFirst()).arrives();
            desk.run();
        }
        var whose = new kadens.enrollment.Whose(List.of(desk.mailbox().id()));
        var wanted = new Conversations.Wanted(Conversations.Which.ALL, whose, null, List.of());
        var first = desk.ask(session -> Conversations.page(session, wanted, null, 2))
                .standings();
        var mark = new Conversations.Mark(
                first.getLast().receivedAt(), first.getLast().enrollmentId());
        var rest = desk.ask(session -> Conversations.page(session, wanted, mark, 2))
                .standings();
        assertThat(first)
                .hasSize(2)
                .extracting(Conversations.Standing::receivedAt)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(rest).singleElement().satisfies(last -> assertThat(first).doesNotContain(last));

        assertThat(get("/conversations?q=dal.ex")).contains("From per@dal").doesNotContain("From per@elv");
        assertThat(get("/conversations?q=nobody")).contains("No conversation matches");
        assertThat(get("/conversations?after=nonsense")).contains("From per@elv");
    }

    @Test
    void no_payload_of_a_mail_runs_or_loads_anything() throws Exception {
        var payloads = List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://tracker.example/pixel.gif\">",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<form action=\"https://evil.example\"><input name=q><button>Go</button></form>",
                "<div style=\"background:url(https://tracker.example/a.png)\">x</div>",
                "<style>@import 'https://tracker.example/a.css'; body{background:url(https://tracker.example/b)}</style>",
                "<link rel=stylesheet href=https://tracker.example/c.css>",
                "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
                "<base href=\"https://evil.example/\">",
                "<object data=\"https://evil.example/x.swf\"></object><embed src=\"https://evil.example/x\">",
                "<video src=\"https://tracker.example/v\" onerror=alert(1)></video>",
                "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
                "<b onmouseover=alert(1)>x</b>",
                "\"><svg/onload=alert(1)>",
                "</textarea><script>alert(1)</script>",
                "<details open ontoggle=alert(1)>x</details>");
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.sql("UPDATE prospect SET first_name = '</textarea><script>alert(1)</script>'");
        desk.answer(PER, "yes " + String.join("\n", payloads))
                .to(desk.received(PER).getFirst())
                .with("Subject", "<script>alert(1)</script>\"><img src=x onerror=alert(1)>")
                .with("From", "\"<img src=x onerror=alert(1)>\" <" + PER + ">")
                .arrives();
        desk.run();
        for (var path :
                List.of("/", "/conversations", "/conversations?q=%3C%2Fscript%3E%3Cscript%3Ealert(1)", thread())) {
            assertThat(get(path))
                    .as(path)
                    .doesNotContain("<script>alert", "<img src=x", "<svg/onload", "</textarea><script");
        }
        var typed = send("</textarea><script>alert(1)</script>" + " ".repeat(20_001), "")
                .body();
        assertThat(typed).contains("&lt;/textarea&gt;").doesNotContain("<script>alert");

        var id = desk.count("SELECT MAX(id) FROM inbound");
        for (var payload : payloads) {
            var mail = "From: " + PER
                    + "\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hi</p>" + payload;
            desk.ask(session -> session.createNativeMutationQuery("UPDATE inbound SET raw = :raw WHERE id = " + id)
                    .setParameter("raw", mail.getBytes(StandardCharsets.UTF_8))
                    .executeUpdate());
            var frame = getAll("/inbound/" + id + "/html");
            assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("sandbox;", "default-src 'none'", "form-action 'none'")
                    .doesNotContain("allow-scripts", "allow-forms");
            assertThat(frame.body().substring(frame.body().indexOf("<body>")))
                    .as(payload)
                    .doesNotContainPattern(
                            "(?i)<(script|img|svg|iframe|form|input|button|style|link|meta|base|object|embed|video|math)\\b")
                    .doesNotContainPattern("(?i)<[^>]*(\\son\\w+\\s*=|javascript:|data:|url\\()");
        }
        assertThat(get(thread())).contains("sandbox=\"\"", "loading=\"lazy\"");
    }

    private void perWrites(String text) throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, text).to(desk.received(PER).getFirst()).arrives();
        desk.run();
    }

    private String theirMessageId() {
        return desk.ask(session -> session.createNativeQuery("SELECT MAX(message_id) FROM inbound", String.class)
                .getSingleResult());
    }

    private List<Answer> answers() {
        return desk.ask(
                session -> Answers.ofEnrollment(session, desk.enrollment(PER).id()));
    }

    private long personId(String email) {
        return desk.count("SELECT id FROM person WHERE email = '" + email + "'");
    }

    private String thread() {
        return "/conversations/" + desk.enrollment(PER).id();
    }

    private String form(String text, String more) throws Exception {
        var page = get(thread());
        return "text=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&token=" + value(page, "token")
                + "&inbound=" + value(page, "inbound") + (more.isEmpty() ? "" : "&" + more);
    }

    private HttpResponse<String> send(String text, String more) throws Exception {
        return post(thread() + "/answer", form(text, more));
    }

    private static String value(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return post(path, form, SignedInAs.admin(desk.engine()));
    }

    private HttpResponse<String> post(String path, String form, String cookie) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Cookie", cookie)
                        .header("Accept-Language", "en")
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return getAll(path).body();
    }

    private HttpResponse<String> getAll(String path) throws Exception {
        return getAll(path, SignedInAs.admin(desk.engine()));
    }

    private String get(String path, String cookie) throws Exception {
        return getAll(path, cookie).body();
    }

    private int status(String path, String cookie) throws Exception {
        return getAll(path, cookie).statusCode();
    }

    private HttpResponse<String> getAll(String path, String cookie) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Cookie", cookie)
                        .header("Accept-Language", "en")
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((Part) ((MimeMultipart) mail.getContent()).getBodyPart(0))
                .getContent()
                .toString()
                .replace("\r\n", "\n");
    }
}
