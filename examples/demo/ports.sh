# Ports of this machine. Expects ${ports[...]}.

# accepts NAME: somebody takes connections at that port on loopback.
accepts() {
  local address
  for address in 127.0.0.1 ::1; do
    if (exec 3<>"/dev/tcp/$address/${ports[$1]}") 2>/dev/null; then return; fi
  done
  return 1
}

# Says every port that another program has, or that two parts were given, and ends.
refuse_taken_ports() {
  local name port taken=0
  local -A used=()
  for name in server dashboard api plant broker; do
    port=${ports[$name]}
    if [[ -n ${used[$port]-} ]]; then
      echo "--$name-port and --${used[$port]}-port are both $port" >&2
      taken=1
    elif accepts "$name"; then
      echo "port $port is taken by another program: end that, or give --$name-port another port" >&2
      taken=1
    fi
    used[$port]=$name
  done
  [[ $taken == 0 ]] || exit 1
}
