package io.postly.scheduling.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Sets the time zone back to the one before. */
@ApplicationScoped
class TimeZoneInverse implements Inverse {

  /** The zone that was set; another one means that somebody has set it since. */
  static final String SET_TO = "set_to";

  private final TimeZoneSetting setting;

  TimeZoneInverse(TimeZoneSetting setting) {
    this.setting = setting;
  }

  @Override
  public String action() {
    return "set_time_zone";
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
    return setting.setBack(
        workspace,
        arguments.get("time_zone").textValue(),
        // Releases before undo_action did not record it.
        Optional.ofNullable(arguments.get(SET_TO)).map(JsonNode::textValue));
  }
}
