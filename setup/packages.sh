# Installs Debian packages, touching apt only when one is missing.

build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libboost1.81-dev libboost-url1.81-dev libboost-json1.81-dev
  libssl-dev libsodium-dev libsqlite3-dev libpq-dev zlib1g-dev
  libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev libyaml-cpp-dev libkainjow-mustache-dev
  libcurl4-openssl-dev
)

# apache2-bin rather than apache2: the module without a service that starts on port 80.
test_packages=(
  libgtest-dev libgmock-dev clang-format-19 python3 curl openssl sqlite3 zsh fish
  systemd nginx-light postgresql-15 procps
  chromium apache2-bin libapache2-mod-auth-openidc python3-authlib python3-requests
  python3-jwt python3-cryptography
  libcpp-httplib-dev faketime
  mosquitto mosquitto-clients libmosquitto-dev
  caddy golang-go golang-github-coreos-go-oidc-dev
)

# The services that packages above come with. The tests start their own, on ports of their own.
declare -A services=(
  [caddy]=caddy [mosquitto]=mosquitto [nginx-light]=nginx [postgresql-15]=postgresql
)

# What ./run --demo needs beside build_packages.
demo_packages=(nginx-light mosquitto libmosquitto-dev libcpp-httplib-dev)

# What `cpack` needs: it finds the libraries that the package depends on, and lists them.
package_packages=(dpkg-dev file python3)

lint_packages=(clang-tidy-19)

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "These need root, and there is no sudo: $*" >&2
    return 1
  fi
}

# need_packages NAME...: afterwards every named package is installed.
need_packages() {
  local package missing=()
  local -A installed=()
  while read -r package; do
    installed[$package]=1
  done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^ii  *//p')
  for package in "$@"; do
    [[ -n ${installed[$package]-} ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && return
  echo "Installing ${missing[*]}" >&2
  as_root apt-get update -q >&2
  # Services that come with a package are not started: maintainer scripts take RUNLEVEL 1 for that.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
  # Nor are they at the next boot, where there is one. Those that were there before are left as they are.
  command -v systemctl >/dev/null || return 0
  for package in "${missing[@]}"; do
    [[ -z ${services[$package]-} ]] || as_root systemctl disable "${services[$package]}" >&2
  done
}
