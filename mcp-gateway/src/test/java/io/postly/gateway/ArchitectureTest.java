package io.postly.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.postly.gateway");

  @Test
  void shouldHaveNoCyclesBetweenFeatures() {
    slices()
        .matching("io.postly.gateway.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature is understood without the ones that use it")
        .check(CLASSES);
  }

  @Test
  void shouldKnowServicesByTheirContractsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.postly..")
                .and(
                    resideOutsideOfPackages(
                        "io.postly.gateway..",
                        "io.postly.action.problem..",
                        "io.postly.action.metric..",
                        "io.postly.action.trace..")))
        .because(
            "the gateway holds no rule of a service; only the form of problems, the names of metrics and traces are common")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheMcpLibraryInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.postly.gateway.mcp")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.quarkiverse.mcp..")
        .because("one package knows the library and its defects")
        .check(CLASSES);
  }
}
