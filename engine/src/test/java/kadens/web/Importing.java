package kadens.web;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A browser of somebody who is signed in, as far as lists are uploaded and people enrolled with it. */
record Importing(Site site, int port, String cookie) {

    private static final String BOUNDARY = "----a-boundary";
    private static final Pattern CHOSEN =
            Pattern.compile("<select id=\"column-\\d+\".*?<option value=\"([^\"]*)\" selected>", Pattern.DOTALL);
    private static final Pattern OWNER =
            Pattern.compile("<select id=\"owner\".*?<option value=\"([^\"]*)\" selected>", Pattern.DOTALL);

    HttpResponse<String> upload(String fileName, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return site.send(site.request(port, "/imports", "Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Uploads a list that can be read; answers where its page is. */
    String uploaded(String content) {
        return place(upload("list.csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Uploads a list, checks it as guessed and imports it; answers where its page is. */
    String imported(String content) {
        var at = uploaded(content);
        checked(at, "");
        post(at + "/start", "");
        settled(at);
        return at;
    }

    /** Sends the form as the page shows it, with a change; answers the page when the check is over. */
    String checked(String at, String change) {
        post(at + "/check", form(at, change));
        return settled(at);
    }

    /** What a browser sends for the form of the page, except where the change says otherwise. */
    String form(String at, String change) {
        var page = get(at).body();
        var columns = CHOSEN.matcher(page)
                .results()
                .map(found -> "column=" + encoded(found.group(1)))
                .collect(Collectors.joining("&"));
        var owner = OWNER.matcher(page);
        return (change.contains("column=") ? "" : columns + "&")
                + (change.contains("owner=") ? "" : "owner=" + (owner.find() ? owner.group(1) : "") + "&")
                + (change.contains("updates=") ? "" : "updates=yes&") + (change.contains("headed=") ? "" : "headed="
                        + (page.contains("<option value=\"no\" selected>") ? "no" : "yes") + "&") + change;
    }

    /** The page when nothing works on it any more. */
    String settled(String at) {
        return until(at, page -> !page.contains("<progress"));
    }

    String until(String at, Predicate<String> holds) {
        return Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> get(at).body(), holds);
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = site.request(port, path, "Cookie", cookie);
        return site.send((headers.length == 0 ? request : request.headers(headers)).GET());
    }

    HttpResponse<String> post(String path, String body) {
        return site.send(site.request(port, path, "Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String place(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^https?://[^/]+", ""))
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
