package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "mailbox",
        description = "The sending addresses: add, list, test, disconnect, connect.",
        synopsisSubcommandLabel = "add|list|test|disconnect|connect")
final class MailboxCommand extends Group {

    MailboxCommand() {
        super("mailboxes");
    }
}
