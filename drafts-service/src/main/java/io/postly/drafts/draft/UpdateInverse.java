package io.postly.drafts.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes an edit back by another one, to the content before. */
@ApplicationScoped
class UpdateInverse implements Inverse {

  private static final String DRAFT_ID = "draft_id";
  private static final List<String> OUTSIDE_THE_BODY = List.of("workspace", DRAFT_ID);

  private final Drafts drafts;
  private final ObjectMapper mapper;

  UpdateInverse(Drafts drafts, ObjectMapper mapper) {
    this.drafts = drafts;
    this.mapper = mapper;
  }

  @Override
  public String action() {
    return "update_draft";
  }

  @Override
  public Scope scope() {
    return Scope.DRAFTS_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.DRAFT_EDIT;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    UUID draftId = UUID.fromString(arguments.get(DRAFT_ID).textValue());
    return drafts.update(workspace, draftId, body(arguments));
  }

  private DraftUpdate body(JsonNode arguments) {
    ObjectNode body = arguments.deepCopy();
    try {
      return mapper.treeToValue(body.remove(OUTSIDE_THE_BODY), DraftUpdate.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A recorded revision cannot be read", e);
    }
  }
}
