# Programs that run beside each other until this shell ends. Expects $state and ports.sh.

started=()
declare -A pids=()

# start NAME COMMAND...: its output goes to a log. A session of its own keeps Ctrl-C from it, so that the parts can be
# ended in order; should this shell be killed, the kernel ends them.
start() {
  local name=$1
  shift
  setsid setpriv --pdeathsig TERM "$@" </dev/null >"$state/log/$name.log" 2>&1 &
  pids[$name]=$!
  started+=("$name")
}

is_running() {
  kill -0 "${pids[$1]}" 2>/dev/null
}

# await NAME CONDITION...: until that command succeeds, while the part runs.
await() {
  local name=$1
  shift
  until "$@"; do
    is_running "$name" || fail_of "$name"
    sleep 0.1
  done
}

fail_of() {
  local log=$state/log/$1.log
  echo "$1 has ended, and so does the demo. The end of $log:" >&2
  tail -n 20 "$log" >&2
  exit 1
}

# Returns never: ends with the first part that does.
watch_parts() {
  local pid name
  wait -n -p pid "${pids[@]}" || true
  for name in "${started[@]}"; do
    [[ ${pids[$name]} != "$pid" ]] || fail_of "$name"
  done
}

end_parts_with_this_shell() {
  trap end_parts EXIT
  trap 'exit 0' INT TERM HUP
}

# The last one first.
end_parts() {
  local index
  trap '' INT TERM HUP
  for ((index = ${#started[@]} - 1; index >= 0; index--)); do
    end_part "${pids[${started[index]}]}"
  done
}

end_part() {
  local tenths
  kill -TERM "$1" 2>/dev/null || return 0
  for ((tenths = 0; tenths < 150; tenths++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}
