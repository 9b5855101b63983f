package io.postly.approvals.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a change of the policy back: sets what held before. */
@ApplicationScoped
class SetPolicyInverse implements Inverse {

  private final PolicySetting setting;
  private final ObjectMapper mapper;

  SetPolicyInverse(PolicySetting setting, ObjectMapper mapper) {
    this.setting = setting;
    this.mapper = mapper;
  }

  @Override
  public String action() {
    return "set_policy";
  }

  @Override
  public Scope scope() {
    return Scope.APPROVALS_DECIDE;
  }

  @Override
  public Permission permission() {
    return Permission.POLICY_MANAGE;
  }

  @Override
  public boolean isConfirmed() {
    return true;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    ObjectNode policy = arguments.deepCopy();
    policy.remove("workspace");
    try {
      return setting.set(workspace, mapper.treeToValue(policy, NewPolicy.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A recorded policy cannot be read", e);
    }
  }
}
