# Users and clients of the running server, by its command line. Expects $latchkey, $state and passwords.sh.

ask_latchkey() {
  LATCHKEY_CONFIG=$state/latchkey.toml "$latchkey" "$@"
}

has_user() {
  ask_latchkey user show "$1" </dev/null >/dev/null 2>&1
}

# Users who are there stay as they are.
register_users() {
  local email role first last service=erp-service@example.com
  while read -r email role first last; do
    has_user "$email" || password_of "$email" |
      ask_latchkey user create "$email" --first-name "$first" --last-name "$last" --role "$role" \
        --password-stdin >/dev/null
  done < <(people)
  # Nobody signs in as the one that the ERP acts as, so nobody needs its password.
  has_user "$service" || ask_latchkey user create "$service" --first-name ERP --last-name Service \
    --role Engineer --generate-password >/dev/null
}

# Brought back to what the file says, whatever was tried on them.
register_clients() {
  ERP_SYNC_SECRET=$(<"$state/erp-sync.secret") ask_latchkey apply -f "$here/registered.yaml" >/dev/null
}
