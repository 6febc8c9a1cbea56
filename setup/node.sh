# Installs npm packages, among them the Node that the tests run on. Expects packages.sh to be read.

# need_node_modules FOLDER: FOLDER/node_modules holds what FOLDER/package-lock.json names. The
# machine's own Node only runs npm; everything else runs on FOLDER/node_modules/.bin/node.
need_node_modules() {
  local folder=$1 stamp=$1/node_modules/.latchkey-lock
  if cmp -s "$folder/package-lock.json" "$stamp" && [[ -x $folder/node_modules/.bin/node ]]; then
    return
  fi
  command -v npm >/dev/null || need_packages npm
  local attempt missing
  for attempt in 1 2 3; do
    echo "Installing npm packages in ${folder##*/}/" >&2
    npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error >&2
    [[ -x $folder/node_modules/.bin/node ]] || {
      echo "npm left no Node in $folder/node_modules" >&2
      return 1
    }
    missing=$("$folder/node_modules/.bin/node" "${BASH_SOURCE[0]%/*}/missing_packages.js" "$folder")
    [[ -n $missing ]] || break
    echo "npm left out of ${folder##*/}/: ${missing//$'\n'/ }" >&2
    ((attempt < 3)) || return 1
  done
  cp "$folder/package-lock.json" "$stamp"
}
