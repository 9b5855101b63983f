package io.postly.local.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls through an assistant, of a person who looks at the console whenever it must be confirmed,
 * confirms, and tells the assistant to go on.
 */
final class ConfirmingActions implements Actions {

  private final Actions assistant;
  private final String person;
  private final List<RecordedActions.Call> calls;

  /**
   * Such a person.
   *
   * @param assistant the person's assistant
   * @param calls takes down what the person does at the console
   */
  ConfirmingActions(Actions assistant, String person, List<RecordedActions.Call> calls) {
    this.assistant = assistant;
    this.person = person;
    this.calls = calls;
  }

  @Override
  public String channel() {
    return assistant.channel();
  }

  @Override
  public Answer call(String action, Map<String, Object> arguments) {
    Answer answer = assistant.call(action, arguments);
    if (!answer.failed() || !answer.code().equals("confirmation_required")) {
      return answer;
    }
    confirm(arguments.get("workspace"), answer.text("/confirmation/id"));
    return assistant.call(action, arguments);
  }

  private void confirm(Object workspace, String id) {
    Actions console =
        new RecordedActions(ConsolePerson.as(person), People.subject(person), "console", calls);
    Map<String, Object> confirmation = new LinkedHashMap<>();
    confirmation.put("workspace", workspace);
    confirmation.put("confirmation_id", id);
    Answer shown = console.call("get_confirmation", confirmation).succeeded();
    confirmation.put("content_hash", shown.text("/content_hash"));
    console.call("confirm_action", confirmation).succeeded();
  }
}
