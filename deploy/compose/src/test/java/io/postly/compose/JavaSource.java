package io.postly.compose;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file of this project, read by the compiler's own parser. */
final class JavaSource {

  /** Stands for whatever is only known when the program runs. */
  static final String UNKNOWN = "*";

  private JavaSource() {}

  static CompilationUnitTree parse(Path file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls of a method, such as {@code environment.put}, in the order of the file. */
  static List<Call> calls(Path file, String called) {
    List<Call> calls = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        if (call.getMethodSelect().toString().equals(called)) {
          calls.add(
              new Call(
                  method(getCurrentPath()),
                  condition(getCurrentPath()),
                  call.getArguments().stream().map(JavaSource::value).toList()));
        }
        return super.visitMethodInvocation(call, null);
      }
    }.scan(parse(file), null);
    return calls;
  }

  private static String method(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof MethodTree method) {
        return method.getName().toString();
      }
    }
    return "";
  }

  private static String condition(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof IfTree condition) {
        return condition.getCondition().toString();
      }
    }
    return "";
  }

  private static String value(ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          value(sum.getLeftOperand()) + value(sum.getRightOperand());
      default -> UNKNOWN;
    };
  }

  /**
   * A call.
   *
   * @param method where it is
   * @param condition what it depends on, with its parentheses; may be empty
   * @param arguments what is written there, with {@link #UNKNOWN} for what is not a constant
   */
  record Call(String method, String condition, List<String> arguments) {}
}
