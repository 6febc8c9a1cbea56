# What the demo says once everything runs. Expects ${ports[...]}, $state, $issuer and passwords.sh.

place() {
  printf '  %-24s %s\n' "$1" "$2"
}

person() {
  printf '  %-22s %-24s %s\n' "$1" "$(password_of "$1")" "$2"
}

show_guide() {
  local home=http://localhost:${ports[dashboard]} api=http://127.0.0.1:${ports[api]}/plant shown=${state#"$PWD"/}
  echo
  echo "The demo runs. What to open:"
  place "Operations dashboard" "$home/"
  place "Latchkey's console" "$issuer/"
  place "Latchkey's API" "$issuer/swagger/index.html"
  place "Plant API, as OpenAPI" "$api/openapi.json"
  echo
  echo "Who to sign in as (one browser window each; private windows keep them apart):"
  person "$administrator" "System Administrator: the console"
  person engineer@example.com "Engineer: creates topics, publishes, runs pipelines"
  person operator@example.com "Operator: publishes and runs pipelines"
  person viewer@example.com "Viewer: looks on"
  echo
  cat <<GUIDE
What to try (access tokens last two minutes here):
  1. Open the dashboard as the operator, and untick a scope when asked what it may do.
  2. As the administrator, under Users, take the role from the operator: within ten seconds the dashboard says what is no
     longer permitted. Give it back: everything returns with the next token.
  3. Disable "Operations dashboard" under OAuth2 Clients: nobody can sign in, and who is signed in stays until the
     token ends. Delete it: everybody is out at once.
  4. Give "ERP production data sync" a second secret and remove the first: the log of erp-sync tells when it gets no
     new token. Put the new secret into $shown/erp-sync.secret, and it goes on.
  5. Watch the audit log: with ERP Service as the actor it shows what the ERP does, and through which client.

The next start brings back what was registered. State is in $shown: remove it to begin anew; logs are in
$shown/log. Ctrl-C ends everything.
GUIDE
}
