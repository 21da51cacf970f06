package kadens.bench;

import java.nio.charset.StandardCharsets;

/** Mails as they come to a rep. */
final class Incoming {

    private static final String WORDS =
            "A few words about what we have been up to lately, and what is planned for the next weeks.\r\n";

    private Incoming() {}

    /** Somebody's whom nobody has written to, in text and HTML; about five kilobytes. */
    static byte[] mail(String id) {
        return """
                Return-Path: <news@elsewhere.example>\r
                Received: from mail.elsewhere.example (mail.elsewhere.example [192.0.2.7]) by mx.sales.example with ESMTPS id %1$s\r
                 for <rep@sales.example>; Mon, 01 Jun 2026 09:00:00 +0200\r
                From: Nils Elsewhere <nils.%1$s@elsewhere%2$d.example>\r
                To: Rep <rep@sales.example>\r
                Subject: What is new, %1$s\r
                Date: Mon, 01 Jun 2026 09:00:00 +0200\r
                Message-ID: <%1$s@elsewhere.example>\r
                MIME-Version: 1.0\r
                Content-Type: multipart/alternative; boundary="_000_part_of_the_mail_that_came_in_"\r
                \r
                --_000_part_of_the_mail_that_came_in_\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                Hello,\r
                \r
                %3$s\r
                --_000_part_of_the_mail_that_came_in_\r
                Content-Type: text/html; charset=utf-8\r
                \r
                <html><body><p>Hello,</p><p>%3$s</p></body></html>\r
                --_000_part_of_the_mail_that_came_in_--\r
                """.formatted(id, Math.floorMod(id.hashCode(), 100), WORDS.repeat(22)).getBytes(StandardCharsets.UTF_8);
    }

    /** What the prospect with this number writes back. */
    static byte[] answer(int number) {
        return """
                From: Kari <p%1$d@firm%1$d.example>\r
                To: Rep <rep@sales.example>\r
                Subject: Re: A few words about routes\r
                Date: Mon, 01 Jun 2026 09:00:00 +0200\r
                Message-ID: <answer.%1$d@firm%1$d.example>\r
                In-Reply-To: <sent.%1$d@sales.example>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                Thank you, that sounds good. Call me on Friday.\r
                """.formatted(number).getBytes(StandardCharsets.UTF_8);
    }
}
