# Configures and builds a preset of CMakePresets.json. Expects $root to be the project's folder.

# configure PRESET [CMAKE OPTION...]
configure() {
  local preset=$1 log
  shift
  log=$(mktemp)
  if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# build PRESET [TARGET...]
build() {
  local folder=$root/build/$1
  shift
  ninja -C "$folder" -j "$(nproc)" "${@:-all}" >&2
}
