package kadens;

import java.io.IOException;

/** A node of a drill: runs a command like {@link Kadens}, and ends when the drill that holds its input open does. */
final class DrillNode {

    private DrillNode() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(DrillNode::endWithTheDrill);
        Kadens.main(arguments);
    }

    private static void endWithTheDrill() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said; that it is open says that the drill goes on.
            }
        } catch (IOException _) {
            // Closed all the same.
        }
        Runtime.getRuntime().halt(1);
    }
}
