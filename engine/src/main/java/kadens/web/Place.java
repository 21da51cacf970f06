package kadens.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The network address that somebody comes from, so that guessing from one place does not shut out all others. A proxy on
 * this machine or network says it: the last that it names is the one that it saw itself.
 */
public final class Place {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Place() {}

    public static String of(Context context) {
        var peer = context.ip();
        var named = context.header("X-Forwarded-For");
        if (named == null || !isNear(peer)) {
            return peer;
        }
        var last = named.substring(named.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : peer;
    }

    private static boolean isNear(String address) {
        try {
            var peer = InetAddress.getByName(address); // digits: nothing is looked up
            return peer.isLoopbackAddress() || peer.isSiteLocalAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
