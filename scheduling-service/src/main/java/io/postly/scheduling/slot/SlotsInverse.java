package io.postly.scheduling.slot;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives a channel the slots back that it had before, unless somebody has set others since. */
@ApplicationScoped
class SlotsInverse implements Inverse {

  private final SlotSetting setting;

  SlotsInverse(SlotSetting setting) {
    this.setting = setting;
  }

  @Override
  public String action() {
    return "set_posting_slots";
  }

  @Override
  public Scope scope() {
    return Scope.SCHEDULE_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.CHANNEL_MANAGE;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return setting.set(
        workspace,
        UUID.fromString(arguments.get("channel_id").textValue()),
        new NewPostingSlots(
            arguments.get("expected_version").intValue(),
            arguments
                .get("slots")
                .valueStream()
                .map(
                    slot ->
                        new SlotInput(slot.get("day").textValue(), slot.get("time").textValue()))
                .toList()));
  }
}
