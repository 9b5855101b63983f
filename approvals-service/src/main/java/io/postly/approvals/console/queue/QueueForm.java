package io.postly.approvals.console.queue;

import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.FormParam;

/** The fields of the forms on the page of queues. */
@TemplateData
public class QueueForm {

  /** What is to be done. */
  @FormParam("change")
  public String change;

  /** The channel whose queue it is. */
  @FormParam("channel")
  public String channel;

  /** Why it is paused. */
  @FormParam("reason")
  public String reason;

  /** An IANA time zone. */
  @FormParam("time_zone")
  public String timeZone;

  /** Names the intent. */
  @FormParam("key")
  public String key;

  /** What is to be done, by its name; empty for nothing. */
  String change() {
    return given(change);
  }

  /** The channel; empty if the form names none. */
  String channel() {
    return given(channel);
  }

  /** Why it is paused; null if nobody said. */
  String reason() {
    return given(reason).isEmpty() ? null : given(reason);
  }

  /** The time zone that was typed; empty if none was. */
  public String timeZone() {
    return given(timeZone);
  }

  /** What was typed for that channel, to be there still if it was refused; empty if nothing. */
  public String reasonFor(Object channelId) {
    return given(channel).equals(channelId.toString()) ? given(reason) : "";
  }

  private static String given(String field) {
    return field == null ? "" : field.strip();
  }
}
