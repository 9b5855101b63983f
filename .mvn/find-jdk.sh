# Sourced by ./mvnw and ./postly: leaves a JDK 25 in JAVA_HOME, or says what is missing and exits with 2.

jdk_is_25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25' "$1/release"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_25 "$JAVA_HOME"; then
    return 0
  fi
  java_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$java_on_path" ]; then
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")
    java_on_path=$(dirname "$(dirname "$java_on_path")")
  fi
  for candidate in "$java_on_path" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /opt/java/*25* /opt/jdk*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && jdk_is_25 "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "Postly needs a JDK 25 and found none." >&2
  echo "Install one (for example Temurin 25, https://adoptium.net) or point JAVA_HOME at it, then run this command again." >&2
  exit 2
}

find_jdk
export JAVA_HOME
