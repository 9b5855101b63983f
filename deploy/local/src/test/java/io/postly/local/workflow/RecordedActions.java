package io.postly.local.workflow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes calls on, and remembers which there were and how each ended. */
final class RecordedActions implements Actions {

  private final Actions actions;
  private final String personId;
  private final String channel;
  private final List<Call> calls;

  /**
   * A call, as the activity log should have it.
   *
   * @param code of the refusal, or empty
   */
  record Call(String personId, String channel, String action, String outcome, String code) {

    boolean isRefused() {
      return !outcome.equals("ok");
    }

    /** That a person is asked first is none. */
    boolean isError() {
      return isRefused() && !code.equals("confirmation_required");
    }
  }

  RecordedActions(Actions actions, String personId, List<Call> calls) {
    this(actions, personId, actions.channel(), calls);
  }

  RecordedActions(Actions actions, String personId, String channel, List<Call> calls) {
    this.actions = actions;
    this.personId = personId;
    this.channel = channel;
    this.calls = calls;
  }

  static List<Call> record() {
    return new CopyOnWriteArrayList<>();
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public Answer call(String action, Map<String, Object> arguments) {
    Answer answer = actions.call(action, arguments);
    String outcome = answer.failed() ? answer.text("/category") : "ok";
    String code = answer.failed() ? answer.code() : "";
    calls.add(new Call(personId, channel(), action, outcome, code));
    return answer;
  }
}
