package io.postly.approvals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.postly.action.fixture.ServiceArchitecture;
import io.postly.approvals.console.ConsolePage;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String CONSOLE = "io.postly.approvals.console..";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.postly.approvals");

  @Test
  void theServiceKeepsToTheRulesOfAllServices() {
    ServiceArchitecture.check("approvals");
  }

  @Test
  void theConsoleHasNoAccessOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage(CONSOLE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.postly.approvals.review..",
            "io.postly.approvals.content..",
            "io.postly.approvals.policy..",
            "io.postly.action.pipeline..",
            "jakarta.persistence..")
        .because("its pages act through the public API, with the rights of who is signed in")
        .check(CODE);
  }

  @Test
  void theServiceDoesNotNeedTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONSOLE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONSOLE)
        .because("the console is one client of several")
        .check(CODE);
  }

  @Test
  void everyFormOfTheConsoleIsChecked() {
    classes()
        .that()
        .resideInAPackage(CONSOLE)
        .and()
        .areAnnotatedWith(Path.class)
        .and()
        .doNotHaveSimpleName("AssetResource")
        .and()
        .doNotHaveSimpleName("InvitationPage")
        .should()
        .beAnnotatedWith(ConsolePage.class)
        .because(
            "the check of the session's token is bound to that annotation; who is invited has no session, and the page has"
                + " a token of its own")
        .check(CODE);
  }

  @Test
  void onlyThePageOfInvitationsDoesWithoutASignIn() {
    noClasses()
        .that()
        .resideInAPackage(CONSOLE)
        .and()
        .resideOutsideOfPackage("io.postly.approvals.console.invitation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.postly.approvals.invitation..")
        .because("members act on invitations through the public API, as on everything else")
        .check(CODE);
  }
}
