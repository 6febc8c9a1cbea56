# The passwords of the demo's people and the secret of its service. Expects $state and $here.

administrator=admin@example.com

# Of 100 random bits, in groups that are easy to type.
random_password() {
  head -c 13 /dev/urandom | base32 | tr -d '=' | tr '[:upper:]' '[:lower:]' | cut -c -20 |
    sed 's/.....\B/&-/g'
}

random_secret() {
  head -c 32 /dev/urandom | base64 -w 0 | tr -d '='
}

# Each person of the file `people`: e-mail address, role, first and last name.
people() {
  grep -v '^#' "$here/people"
}

# Makes those that are not there; the files are for their owner alone.
make_passwords() {
  local email
  touch "$state/passwords"
  for email in "$administrator" $(people | cut -d ' ' -f 1); do
    [[ -n $(password_of "$email") ]] || echo "$email $(random_password)" >>"$state/passwords"
  done
  [[ -s $state/erp-sync.secret ]] || random_secret >"$state/erp-sync.secret"
}

password_of() {
  awk -v email="$1" '$1 == email { print $2 }' "$state/passwords"
}
