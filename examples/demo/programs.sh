# Builds the server, the programs of examples/ and the dashboard. Expects $root and setup/.

latchkey=$root/build/release/latchkey
plant_api=$root/build/examples/plant-api/plant-api
erp_sync=$root/build/examples/erp-sync/erp-sync
dashboard=$root/examples/operations-dashboard

# quietly COMMAND...: what it prints is shown when it fails.
quietly() {
  local output
  output=$("$@" 2>&1) || {
    printf '%s\n' "$output" >&2
    return 1
  }
}

build_programs() {
  local name prefix=$root/build/examples/prefix
  need_packages "${build_packages[@]}" "${demo_packages[@]}"
  need_node_modules "$root/console"
  [[ -f $root/build/release/build.ninja ]] || configure release -DLATCHKEY_TESTS=OFF
  build release latchkey latchkey-resource
  quietly cmake --install "$root/build/release" --component resource --prefix "$prefix"
  for name in plant-api erp-sync; do
    quietly cmake -G Ninja -S "$root/examples/$name" -B "$root/build/examples/$name" \
      -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix"
    build "examples/$name"
  done
  build_dashboard "$dashboard"
}
