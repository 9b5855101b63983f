package io.postly.scheduling.channel;

import io.postly.action.confirmation.ConfirmationConfig;
import io.postly.action.pipeline.ActionContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says where people connect accounts: no tool does. */
@ApplicationScoped
class ConnectingHint {

  private final ConfirmationConfig addresses;
  private final ActionContext context;

  ConnectingHint(ConfirmationConfig addresses, ActionContext context) {
    this.addresses = addresses;
    this.context = context;
  }

  /** Tells whoever has listed these channels of a workspace. */
  void whereToConnect(String workspace, List<ChannelView> channels) {
    String page = addresses.consoleUrl() + "/" + workspace + "/channels";
    context.nextStep(nextStep(page, channels));
  }

  private static String nextStep(String page, List<ChannelView> channels) {
    if (channels.isEmpty()) {
      return "Tell the person that no account is connected yet: an admin connects one at %s."
          .formatted(page);
    }
    if (channels.stream().anyMatch(channel -> channel.trouble() != null)) {
      return "Tell the person where nothing goes out: an admin reconnects those with trouble at %s."
          .formatted(page);
    }
    return "Name channels by their ids. An admin connects further accounts at %s.".formatted(page);
  }
}
