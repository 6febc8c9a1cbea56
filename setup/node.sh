# Installs npm packages, among them the Node that the tests run on. Expects packages.sh to be read.

# need_node_modules FOLDER: FOLDER/node_modules holds what FOLDER/package-lock.json names. The
# machine's own Node only installs FOLDER/node_modules/.bin/node; everything else runs on that. So
# does npm, the second time: it passes over an optional package, as native ones are, whose "engines"
# exclude the Node it runs on, and Debian's is too old for some.
need_node_modules() {
  local folder=$1 bin=$1/node_modules/.bin stamp=$1/node_modules/.latchkey-lock missing
  if cmp -s "$folder/package-lock.json" "$stamp" && [[ -x $bin/node ]]; then
    return
  fi
  command -v npm >/dev/null || need_packages npm
  echo "Installing npm packages in ${folder##*/}/" >&2
  npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error >&2
  [[ -x $bin/node ]] || {
    echo "npm left no Node in $folder/node_modules" >&2
    return 1
  }
  # Debian's npm calls what a newer Node has deprecated.
  PATH=$bin:$PATH NODE_NO_WARNINGS=1 \
    npm install --no-save --prefix "$folder" --no-audit --no-fund --loglevel=error >&2
  missing=$("$bin/node" "${BASH_SOURCE[0]%/*}/missing_packages.js" "$folder")
  [[ -z $missing ]] || {
    echo "npm left out of ${folder##*/}/: ${missing//$'\n'/ }" >&2
    return 1
  }
  cp "$folder/package-lock.json" "$stamp"
}
