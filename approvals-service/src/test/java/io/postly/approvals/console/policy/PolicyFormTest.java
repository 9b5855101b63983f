package io.postly.approvals.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.approvals.console.api.NewPolicy;
import io.postly.approvals.console.api.Policy;
import io.postly.approvals.console.api.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyFormTest {

  private static final Policy CURRENT =
      new Policy(
          3,
          1,
          List.of("approver"),
          false,
          true,
          List.of(),
          List.of(),
          "advisory",
          24,
          72,
          null,
          null);

  @Test
  void theFieldsAreReadAsWhatTheyMean() {
    PolicyForm form = new PolicyForm();
    form.expectedVersion = "3";
    form.approvalsNeeded = " 2 ";
    form.approverRoles = List.of("approver", "admin");
    form.selfApproval = "yes";
    form.externalApprovalsCount = "yes";
    form.requiredReviewers = " a \r\n\r\nb\n";
    form.reminderAfterHours = "48";
    form.expiresAfterHours = "";

    NewPolicy policy = form.policy();

    assertEquals(3, policy.expectedVersion());
    assertEquals(2, policy.approvalsNeeded());
    assertEquals(List.of("approver", "admin"), policy.approverRoles());
    assertTrue(policy.selfApproval());
    assertFalse(policy.assistantDraftsNeedPerson());
    assertEquals(List.of("a", "b"), policy.requiredReviewers());
    assertEquals(List.of(), policy.trustedClients());
    assertEquals("counted", policy.externalApprovals());
    assertEquals(48, policy.reminderAfterHours());
    assertNull(policy.expiresAfterHours());
  }

  @Test
  void whatIsNoNumberIsRefusedAndTheRestIsKept() {
    PolicyForm form = new PolicyForm();
    form.approvalsNeeded = "two";
    form.trustedClients = "chat";

    assertThrows(RefusedException.class, form::policy);
    Policy shown = form.over(CURRENT);
    assertEquals(1, shown.approvalsNeeded());
    assertEquals(List.of("chat"), shown.trustedClients());
    assertEquals("advisory", shown.externalApprovals());
  }
}
