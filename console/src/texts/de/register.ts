import type { Texts } from "../en";

export const register: Texts["register"] = {
  userPicker: {
    placeholder: "Name, E-Mail oder Benutzer-ID",
    searching: "Suche läuft …",
    nobody: "Niemand gefunden",
    found: (n) => `${n} Benutzer gefunden`,
    unknownId: (id) => `Es gibt keinen Benutzer mit der ID ${id}.`,
    failed: "Die Benutzer konnten nicht geladen werden. Versuchen Sie es erneut.",
    disabledUser: "Dieser Benutzer ist deaktiviert und erhält keine Tokens.",
    clear: "Benutzer entfernen",
  },
  fields: {
    name: {
      label: "Anwendungsname",
      description: "Wird Benutzern auf der Zustimmungsseite angezeigt.",
      faults: {
        empty: "Geben Sie einen Namen ein.",
        too_long: (over) =>
          `Ein Name hat höchstens 100 Zeichen; dieser ist um ${over} Zeichen zu lang.`,
        control: "Ein Name enthält keine Zeilenumbrüche oder andere Steuerzeichen.",
      },
    },
    description: {
      label: "Beschreibung",
      description: "Eine Notiz zum Zweck der Anwendung.",
      faults: {
        too_long: (over) =>
          `Eine Beschreibung hat höchstens 500 Zeichen; diese ist um ${over} Zeichen zu lang.`,
        control:
          "Eine Beschreibung enthält außer Zeilenumbrüchen und Tabulatoren keine Steuerzeichen.",
      },
    },
    redirectUris: {
      label: "Redirect-URIs",
      description:
        "Die Adressen, zu denen Benutzer nach der Autorisierung der Anwendung zurückgeleitet werden. Jede muss genau dem entsprechen, was die Anwendung sendet. Verwenden Sie http://localhost:* für die lokale Entwicklung und https:// für den Betrieb.",
      input: "Neue Redirect-URI",
      placeholder: "https://app.example.com/callback",
      empty: "Noch keine. Fügen Sie für jede Umgebung und jeden Callback-Pfad eine hinzu.",
      required: "Fügen Sie mindestens eine Redirect-URI hinzu: Authorization Code benötigt sie.",
      notAdded:
        "Diese URI ist noch nicht hinzugefügt. Fügen Sie sie hinzu oder leeren Sie das Feld.",
      invalid: "Eine dieser URIs ist nicht erlaubt. Bei ihr steht, warum.",
      duplicate: "Diese URI steht bereits in der Liste.",
      tooMany: "Es sind bereits 50 URIs, mehr sind nicht möglich.",
      use: (uri) => `${uri} verwenden`,
      edit: (uri) => `${uri} bearbeiten`,
      saveEdit: "URI übernehmen",
      editing: (uri) => `${uri} wird bearbeitet`,
      added: (uri) => `${uri} hinzugefügt`,
      removed: (uri) => `${uri} entfernt`,
      anyPort:
        "Ohne Port passt dies nur auf Port 80. Mit * als Port passt es auf jeden Port Ihres Entwicklungsservers.",
      hostAndPort: "Dies liest sich als eigenes Schema. Vermutlich meinen Sie eine https-Adresse.",
      faults: {
        empty: "Geben Sie eine URI ein.",
        too_long: "Eine URI hat höchstens 2000 Zeichen.",
        characters:
          "Hier steht ein Leerzeichen oder ein Zeichen außerhalb von ASCII. Lassen Sie Leerzeichen am Anfang und Ende weg und schreiben Sie andere prozentkodiert.",
        backslash: "Hier steht ein umgekehrter Schrägstrich. Verwenden Sie /.",
        fragment: "Eine Redirect-URI hat kein Fragment. Lassen Sie das # und alles danach weg.",
        wildcard:
          "* darf nur für den Port von localhost, 127.0.0.1 oder [::1] stehen, wie in http://localhost:*/callback.",
        not_absolute:
          "Dies ist keine vollständige URI. Sie beginnt mit https://, wie in https://app.example.com/callback.",
        capital_scheme: "Schreiben Sie das Schema in Kleinbuchstaben.",
        dot_segment: "Im Pfad steht . oder ... Schreiben Sie den Pfad, zu dem er führt.",
        response_parameter:
          "In der Query steht ein Parameter, den Antworten mitbringen: code, state, iss oder einer von error. Geben Sie ihm einen anderen Namen.",
        no_host: "Der Host fehlt. Schreiben Sie https://app.example.com/callback.",
        userinfo:
          "Eine Redirect-URI enthält weder Benutzernamen noch Passwort. Lassen Sie weg, was vor dem @ steht.",
        port: "Der Port ist eine Zahl bis 65535. Lassen Sie sonst den Doppelpunkt weg.",
        http: "http:// ist nur für localhost, 127.0.0.1 und [::1] erlaubt. Verwenden Sie sonst https://.",
        forbidden_scheme:
          "Dieses Schema ist nie erlaubt: Es würde auf dem Gerät des Benutzers etwas ausführen oder lesen. Verwenden Sie https://.",
        scheme_without_dot:
          "Ein eigenes Schema ist Ihr umgekehrter Domainname mit einem Punkt, wie in com.example.app:/callback. Verwenden Sie sonst https://.",
        private_use_of_confidential:
          "Nur öffentliche Clients dürfen ein eigenes Schema haben. Verwenden Sie https:// oder registrieren Sie einen öffentlichen Client.",
        no_place: "Nach dem Schema folgt nichts. Schreiben Sie com.example.app:/callback.",
      },
    },
    postLogoutUris: {
      label: "Redirect-URIs nach der Abmeldung",
      description:
        "Wohin ein Benutzer nach dem Abmelden geleitet werden darf. Es gelten dieselben Regeln wie für Redirect-URIs.",
      input: "Neue Redirect-URI nach der Abmeldung",
      placeholder: "https://app.example.com/signed-out",
      empty: "Keine. Benutzer bleiben dann auf der Abmeldeseite.",
    },
    scopes: {
      label: "Scopes",
      chosen: (n) => `${n} ausgewählt`,
      search: "Scopes suchen",
      nothing: (q) => `Kein Scope passt zu „${q}“.`,
      oidc: "OIDC-Scopes",
      oidcText: "Immer verfügbar. Sie geben Zugriff auf die Identität des Benutzers.",
      rbac: "RBAC-Scopes",
      rbacText:
        "Berechtigungen dieses Servers. Das Token eines Benutzers enthält nie mehr als dessen eigene Rollen.",
      rbacOff:
        "Die rollenbasierte Zugriffskontrolle ist ausgeschaltet, daher gibt es keine RBAC-Scopes zur Auswahl. Einschalten können Sie sie unter Systemeinstellungen → Allgemein.",
      all: (group) => `Alle: ${group}`,
      ofGroup: (chosen, all) => `${chosen} von ${all}`,
      custom: "Eigene Scopes",
      customText: "Selbst benannte Scopes für die Zwecke Ihrer Anwendung.",
      customInput: "Eigener Scope",
      customPlaceholder: "orders:approve",
      customKnown: "Von anderen Anwendungen verwendet:",
      noLongerOffered: "Nicht mehr angeboten",
      noLongerOfferedText:
        "Diese Anwendung hat diese Scopes, sie lassen sich derzeit aber nicht auswählen. Was Sie hier abwählen, bleibt bis zum Speichern verfügbar.",
      loadFailed: "Die Scopes konnten nicht geladen werden",
      tooMany: "Eine Anwendung hat höchstens 200 Scopes.",
      notAdded:
        "Dieser Scope ist noch nicht hinzugefügt. Fügen Sie ihn hinzu oder leeren Sie das Feld.",
      faults: {
        empty: "Geben Sie den Namen eines Scopes ein.",
        too_long: "Ein Scope hat höchstens 200 Zeichen.",
        spaces: "Ein Scope enthält keine Leerzeichen. Fügen Sie mehrere einzeln hinzu.",
        characters:
          "Ein Scope enthält nur druckbare ASCII-Zeichen, keine Anführungszeichen und umgekehrten Schrägstriche.",
        duplicate: "Dieser Scope ist bereits ausgewählt.",
      },
    },
    actingUser: {
      label: "Handelnder Benutzer",
      description:
        "Der Benutzer, als der sich der Dienst anmeldet. Der Dienst erhält dessen Rollen und Berechtigungen. Bleibt das Feld leer, handelt er als der Benutzer, der den Client angelegt hat.",
      find: "Die ID eines Benutzers finden Sie unter Identität & Zugriff → Benutzer im Aktionsmenü (⋯) der Zeile: Benutzer-ID kopieren.",
    },
  },
  form: {
    title: "Anwendung registrieren",
    description:
      "Eine Web-, Single-Page-, Mobil- oder Backend-Anwendung, die OAuth2 und OpenID Connect verwendet.",
    create: "Anlegen",
    discard: "Verwerfen",
    restored: "Ihr Entwurf ist wieder da",
    restoredText:
      "Sie hatten begonnen, eine Anwendung zu registrieren. Machen Sie weiter oder beginnen Sie neu.",
    faultsTitle: (n) =>
      n === 1
        ? "Eine Angabe braucht Ihre Aufmerksamkeit, bevor die Anwendung registriert werden kann."
        : `${n} Angaben brauchen Ihre Aufmerksamkeit, bevor die Anwendung registriert werden kann.`,
    basic: { title: "Grundlegende Angaben" },
    type: {
      title: "Authentifizierungsmethode",
      description:
        "Wählen Sie danach, wo die Anwendung läuft und ob sie ein Geheimnis sicher aufbewahren kann.",
      fixed: "Der Client-Typ lässt sich nach dem Anlegen nicht ändern.",
      required: "Wählen Sie den Client-Typ.",
      confidential: {
        text: "Die Anwendung läuft in einer Umgebung, in der das Client-Geheimnis sicher aufbewahrt werden kann und Endbenutzern nie zugänglich ist.",
        badge: "Erhält ein Geheimnis",
        when: [
          "Backend-Dienste auf Ihren eigenen Servern, zum Beispiel ein MES, das Produktionsaufträge abgleicht, oder ein ERP-Backend, das regelmäßig Ergebnisse von Pipelines liest.",
          "Serverseitige Webanwendungen, deren Quelltext und Konfiguration Endbenutzern nicht zugänglich sind.",
          "Jede Integration, die das Client-Geheimnis an einem sicheren Ort aufbewahren kann, etwa in Umgebungsvariablen oder einem Tresor für Geheimnisse.",
        ],
      },
      public: {
        text: "Die Anwendung läuft in einer Umgebung, in der ein Geheimnis nicht sicher ist. Statt eines Client-Geheimnisses dient PKCE zur Authentifizierung.",
        badge: "Kein Geheimnis, PKCE",
        when: [
          "Single-Page-Anwendungen (SPAs) im Browser, zum Beispiel ein eigenes Dashboard für den Betrieb, das mit React vollständig im Browser des Benutzers läuft.",
          "Mobil- oder Desktop-Anwendungen, die an Endbenutzer verteilt werden und deren Programmcode untersucht oder dekompiliert werden könnte.",
          "Jede Anwendung, bei der das Client-Geheimnis in Code stünde, auf den Benutzer zugreifen können.",
        ],
      },
      when: "Wann verwenden",
      unsure:
        "Wenn Sie unsicher sind, fragen Sie sich: „Kann ich garantieren, dass das Geheimnis nie für einen Endbenutzer sichtbar wird?“ Wenn ja, wählen Sie Vertraulich. Wenn nein, oder wenn die Anwendung in einem Browser oder auf dem Gerät eines Benutzers läuft, wählen Sie Öffentlich.",
    },
    grants: {
      title: "Grant-Typen",
      description:
        "Welche OAuth2-Abläufe die Anwendung nutzen kann. Grant-Typen lassen sich nach dem Anlegen nicht ändern.",
      required: "Wählen Sie Authorization Code oder Client Credentials.",
      requiredPublic: "Wählen Sie Authorization Code: Das ist der Ablauf für öffentliche Clients.",
      typeFirst: "Wählen Sie zuerst den Client-Typ.",
      authorization_code: {
        name: "Authorization Code",
        text: "Benutzer melden sich an und autorisieren Ihre Anwendung. Benötigt Redirect-URIs.",
      },
      client_credentials: {
        name: "Client Credentials",
        text: "Authentifizierung von Server zu Server ohne Benutzer. Die Anwendung authentifiziert sich direkt mit Client-ID und Geheimnis.",
        notPublic:
          "Für öffentliche Clients nicht verfügbar: Sie haben kein Geheimnis, mit dem sie sich authentifizieren könnten.",
      },
      refresh_token: {
        name: "Refresh Token",
        text: "Die Anwendung erhält neue Access-Tokens, ohne den Benutzer erneut zu fragen.",
        included: "Bei vertraulichen Clients mit Authorization Code immer enthalten.",
        needsCode: "Zusammen mit Authorization Code verfügbar.",
      },
    },
    actingUser: {
      title: "Handelnder Benutzer",
      description: "Nur für Client Credentials: wessen Identität der Dienst hat.",
    },
    redirectUris: { title: "Redirect-URIs" },
    scopes: {
      title: "Scopes",
      description:
        "Das Äußerste, was die Anwendung anfordern kann. Benutzer können auf der Zustimmungsseite einen Teil davon gewähren.",
    },
    advanced: {
      title: "Erweitert",
      description: "PKCE, Signatur des ID-Tokens, Redirect-URIs nach der Abmeldung",
      pkce: "PKCE verlangen",
      pkceText: "Lehnt Autorisierungsanfragen ohne S256-Code-Challenge ab.",
      pkcePublic: "Bei öffentlichen Clients immer an: PKCE ersetzt das Geheimnis.",
      algorithm: "Signatur des ID-Tokens",
      algorithmText: "RS256 erwarten die meisten Client-Bibliotheken; ES256 ist kürzer.",
    },
  },
  registered: {
    title: "Anwendung registriert",
    text: (name) => `${name} ist registriert. Verwenden Sie diese Werte in Ihrer Anwendung.`,
    clientId: "Client-ID",
    clientSecret: "Client-Geheimnis",
    once: "Das Client-Geheimnis wird nur dieses eine Mal angezeigt. Es lässt sich später nicht abrufen: Gespeichert wird nur ein Hash, der Klartext nie. Geht das Geheimnis verloren, müssen Sie ein neues anlegen.",
    noSecret:
      "Ein öffentlicher Client hat kein Geheimnis: Er weist sich mit PKCE aus, was Ihre OAuth2-Bibliothek für Sie erledigt.",
    copyId: "Client-ID kopieren",
    copySecret: "Client-Geheimnis kopieren",
    download: ".env herunterladen",
    nextSteps: "Nächste Schritte",
    nextStepsText:
      "Konfigurieren Sie Ihre OAuth2-Bibliothek mit der Client-ID und diesen Endpunkten.",
    endpoints: {
      authorization: "Autorisierungsendpunkt",
      token: "Token-Endpunkt",
      discovery: "Discovery",
    },
    code: "Zum Einfügen",
    saved: "Ich habe das Client-Geheimnis gespeichert",
    savedFirst:
      "Bestätigen Sie, dass Sie das Geheimnis gespeichert haben, um diesen Dialog zu schließen.",
    done: "Fertig",
  },
  snippets: {
    label: "Sprache",
    flow: "Ablauf",
    flows: {
      authorization_code: "Authorization Code",
      client_credentials: "Client Credentials",
    },
    thing: (name) => `Code für ${name}`,
    placeholder: "Setzen Sie das Client-Geheimnis an die Stelle von YOUR_CLIENT_SECRET.",
  },
};
