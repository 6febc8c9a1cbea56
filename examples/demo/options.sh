# What the command line says. Sets $state, $with_erp and the array of ports.

state=$root/var/demo
with_erp=yes
erp_interval=10
declare -A ports=([server]=8080 [plant]=9000 [api]=9080 [dashboard]=5173 [broker]=1883)

show_help() {
  cat <<'HELP'
Usage: ./run --demo [OPTION...]

Starts an MQTT broker, Latchkey, the plant API, nginx before it, the operations dashboard and the ERP
synchronization, everything on this machine alone, and prints what to open and whom to sign in as.
Ctrl-C ends all of it.

  --state FOLDER         where it keeps its state; by default var/demo
  --server-port N        Latchkey; by default 8080
  --dashboard-port N     the operations dashboard; by default 5173
  --api-port N           the plant API behind nginx, which the dashboard calls; by default 9080
  --plant-port N         the plant API itself; by default 9000
  --broker-port N        the MQTT broker; by default 1883
  --without-erp          leave the ERP synchronization out
HELP
}

misused() {
  echo "$1; ./run --demo --help lists the options" >&2
  exit 2
}

# Takes --OPTION VALUE and --OPTION=VALUE.
read_options() {
  local name
  while [[ $# -gt 0 ]]; do
    [[ $1 != --*=* ]] || set -- "${1%%=*}" "${1#*=}" "${@:2}"
    case $1 in
      --help)
        show_help
        exit
        ;;
      --without-erp)
        with_erp=no
        shift
        continue
        ;;
      --state | --server-port | --dashboard-port | --api-port | --plant-port | --broker-port)
        [[ -n ${2-} ]] || misused "$1 needs a value"
        ;;
      *) misused "$1 is no option" ;;
    esac
    if [[ $1 == --state ]]; then
      state=$2
    else
      name=${1#--}
      [[ $2 =~ ^[1-9][0-9]{0,4}$ && $2 -le 65535 ]] || misused "$2 is no port"
      ports[${name%-port}]=$2
    fi
    shift 2
  done
}
