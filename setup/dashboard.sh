# Builds examples/operations-dashboard. Expects packages.sh and node.sh to be read.

# build_dashboard FOLDER: FOLDER/dist holds what its sources make, built anew only when they changed.
build_dashboard() {
  local folder bin stamp sources
  folder=$(cd "$1" && pwd)
  bin=$folder/node_modules/.bin
  stamp=$folder/node_modules/.latchkey-build
  need_node_modules "$folder"
  sources=$(cd "$folder" && find src public index.html package-lock.json tsconfig.json vite.config.ts \
    -type f ! -name '*.test.ts' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  if [[ -f $folder/dist/index.html && -f $stamp && $(<"$stamp") == "$sources" ]]; then
    return
  fi
  echo "Building ${folder##*/}" >&2
  (cd "$folder" && "$bin/node" node_modules/vite/bin/vite.js build --logLevel warn) >&2
  echo "$sources" >"$stamp"
}
