package kadens.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** Says why a mail server can't be used, and how to mend it. */
public final class ServerTrouble {

    private static final Pattern THROTTLING = Pattern.compile(
            "\\[(UNAVAILABLE|LIMIT|INUSE|THROTTLED)]|too many|maximum number of|bandwidth limit|rate limit"
                    + "|throttl|connection limit|limit exceeded",
            Pattern.CASE_INSENSITIVE);

    private ServerTrouble() {}

    /** A sentence naming the server and what is wrong with it. */
    public static Sentence sentence(ServerUrl server, MessagingException failure) {
        if (cause(failure, UnknownHostException.class).isPresent()) {
            return Sentence.of("trouble.unknown-host", server.host());
        }
        if (cause(failure, SSLException.class).isPresent()) {
            return Sentence.of("trouble.tls", server.place(), words(deepest(failure)));
        }
        if (cause(failure, SocketTimeoutException.class).isPresent()) {
            return Sentence.of("trouble.no-answer", server.place());
        }
        if (cause(failure, ConnectException.class).isPresent()
                || cause(failure, NoRouteToHostException.class).isPresent()) {
            return Sentence.of("trouble.unreachable", server.place());
        }
        if (failure instanceof AuthenticationFailedException && !isTemporary(failure)) {
            return Sentence.of("trouble.password", server.place(), String.valueOf(server.user()), words(failure));
        }
        return Sentence.of("trouble.other", server.place(), words(failure));
    }

    /**
     * Whether asking again each minute would make it worse: the server is throttling us (RFC 5530, 3; in words, as Gmail and
     * Exchange do), or a login that it refuses may lock the account.
     */
    public static boolean asksForRest(MessagingException failure) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (at instanceof AuthenticationFailedException
                    || THROTTLING.matcher(String.valueOf(at.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }

    /** RFC 4954, 4.7.1 and RFC 5530, 3: a login server that is down says nothing about the password. */
    private static boolean isTemporary(MessagingException failure) {
        var words = words(failure);
        return words.startsWith("4") || THROTTLING.matcher(words).find();
    }

    /** The first line of what was said, for a sentence. */
    public static String words(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    private static Throwable deepest(Throwable failure) {
        var at = failure;
        for (var next = next(at); next != null; next = next(at)) {
            at = next;
        }
        return at;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
    }
}
