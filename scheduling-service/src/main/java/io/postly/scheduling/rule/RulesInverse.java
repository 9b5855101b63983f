package io.postly.scheduling.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;

/** Sets the rules back to those of before, unless somebody has set others since. */
@ApplicationScoped
class RulesInverse implements Inverse {

  /** The rules of before, but for what becomes of missed posts. */
  static final String RULES = "rules";

  private final RuleSetting setting;
  private final ObjectMapper mapper;

  RulesInverse(RuleSetting setting, ObjectMapper mapper) {
    this.setting = setting;
    this.mapper = mapper;
  }

  @Override
  public String action() {
    return "set_publishing_rules";
  }

  @Override
  public Scope scope() {
    return Scope.SCHEDULE_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.POLICY_MANAGE;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    RulesDocument before = rules(arguments.get(RULES));
    return setting.set(
        workspace,
        new NewPublishingRules(
            arguments.get("expected_version").intValue(),
            before.minSpacingMinutes(),
            before.dailyCap(),
            before.blackouts(),
            before.channels(),
            arguments.get("missed_posts").textValue()));
  }

  private RulesDocument rules(JsonNode recorded) {
    try {
      return mapper.treeToValue(recorded, RulesDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Recorded rules cannot be read", e);
    }
  }
}
