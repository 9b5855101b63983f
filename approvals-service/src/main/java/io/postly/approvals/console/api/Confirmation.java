package io.postly.approvals.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What an assistant wants to do and only the person can allow.
 *
 * @param id names its service as well
 * @param actionName the action's name
 * @param title the action's title
 * @param state open, given, used, declined or expired
 * @param summary what would happen, in a sentence
 * @param preview what the action would answer
 * @param content the text that would go out, by channel
 * @param contentHash the fingerprint of what is shown; sent back with the decision
 * @param client the client that the person has given the grant
 */
@TemplateData
@RegisterForReflection
public record Confirmation(
    String id,
    String actionName,
    String title,
    String state,
    String summary,
    JsonNode preview,
    List<ChannelText> content,
    String contentHash,
    String client,
    Instant requestedAt,
    Instant expiresAt) {

  /** What one channel would show. */
  @TemplateData
  @RegisterForReflection
  public record ChannelText(
      String channel,
      String network,
      String contentWarning,
      String text,
      List<Picture> pictures,
      List<ThreadPart> thread) {

    /** Takes what is left out for none. */
    public ChannelText {
      pictures = pictures == null ? List.of() : List.copyOf(pictures);
      thread = thread == null ? List.of() : List.copyOf(thread);
    }

    /** The texts that follow, in their order. */
    public List<String> following() {
      return ThreadPart.texts(thread);
    }

    /** Its length in Unicode code points, as networks count. */
    public int characters() {
      return text.codePointCount(0, text.length());
    }
  }

  /** Takes content that is left out for none. */
  public Confirmation {
    content = content == null ? List.of() : List.copyOf(content);
  }

  /** Whether the person can still decide. */
  public boolean isOpen() {
    return state.equals("open");
  }
}
