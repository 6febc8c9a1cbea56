# The configuration of each part, in $state. Expects ${ports[...]}, $root, $here and $dashboard.

# at_our_ports FILE: the text with its addresses at the demo's ports. In two steps, for one part's port may be what
# another has by default.
at_our_ports() {
  local name places=()
  for name in "${!ports[@]}"; do places+=(-e "s/@$name@/${ports[$name]}/g"); done
  sed -e 's/127\.0\.0\.1:8080/127.0.0.1:@server@/g' \
    -e 's/127\.0\.0\.1:9000/127.0.0.1:@plant@/g' \
    -e 's/127\.0\.0\.1:9080/127.0.0.1:@api@/g' \
    -e 's/\(localhost\|127\.0\.0\.1\):5173/\1:@dashboard@/g' \
    -e 's/^listener 1883 /listener @broker@ /' "${places[@]}" "$1"
}

has_ipv6() {
  grep -qs '^0*1 ' /proc/net/if_inet6
}

write_configuration() {
  issuer=http://127.0.0.1:${ports[server]}
  at_our_ports "$here/mosquitto.conf" >"$state/mosquitto.conf"
  {
    echo "data = \"$state/latchkey\""
    at_our_ports "$here/latchkey.toml"
    at_our_ports "$root/examples/plant-api/latchkey.toml"
  } >"$state/latchkey.toml"
  write_nginx_configuration
}

# The dashboard's files are copied, since its config.json is the demo's.
write_nginx_configuration() {
  local files=$state/nginx/dashboard
  rm -rf "$files"
  mkdir -p "$state/nginx/temporary"
  cp -r "$dashboard/dist" "$files"
  at_our_ports "$here/dashboard.json" >"$files/config.json"
  cp "$here/nginx.conf" "$state/nginx/nginx.conf"
  at_our_ports "$root/examples/plant-api/nginx.conf" >"$state/nginx/plant-api.conf"
  at_our_ports "$dashboard/nginx.conf" |
    sed "s|/var/www/operations-dashboard|$files|" >"$state/nginx/operations-dashboard.conf"
  # A browser may take localhost for ::1.
  ! has_ipv6 || sed -i 's/^  listen 127\.0\.0\.1\(:.*\)/&\n  listen [::1]\1/' "$state/nginx/operations-dashboard.conf"
}
