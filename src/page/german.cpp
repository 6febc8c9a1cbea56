// What the pages say, in German: every text of a template or handler beside its translation.

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "page/language.hpp"

namespace latchkey::page {

namespace {

using Texts = std::pair<std::string_view, std::string_view>;

constexpr std::array pages{
    // Sign-in
    Texts{"Sign in", "Anmelden"},
    Texts{"Sign-in failed", "Anmeldung fehlgeschlagen"},
    Texts{"to continue to", "und weiter zu"},
    Texts{"E-mail", "E-Mail"},
    Texts{"Password", "Passwort"},
    Texts{"The e-mail address or the password is not right.",
          "Die E-Mail-Adresse oder das Passwort ist nicht richtig."},
    Texts{"Too many attempts. Try again in 1 minute.",
          "Zu viele Versuche. Versuchen Sie es in 1 Minute wieder."},
    Texts{"Too many attempts. Try again in {} minutes.",
          "Zu viele Versuche. Versuchen Sie es in {} Minuten wieder."},
    Texts{"Enter your e-mail address and your password.",
          "Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein."},

    // Consent
    Texts{"asks for access", "bittet um Zugriff"},
    Texts{"{} asks for access", "{} bittet um Zugriff"},
    Texts{"It wants to act for you at {{brand}}. You decide what it may do.",
          "Die Anwendung möchte bei {{brand}} für Sie handeln. Sie entscheiden, was sie darf."},
    Texts{"Use another account", "Anderes Konto verwenden"},
    Texts{"It also learns", "Außerdem erfährt sie"},
    Texts{"Requested for", "Angefragt für"},
    Texts{"Your answer goes to", "Ihre Antwort geht an"},
    Texts{"Allow only what you expect this application to need.",
          "Erlauben Sie nur, was diese Anwendung brauchen sollte."},
    Texts{"Deny", "Ablehnen"},
    Texts{"Allow", "Erlauben"},
    Texts{"an application on this device", "eine Anwendung auf diesem Gerät"},
    Texts{"the application \"{}\"", "die Anwendung „{}“"},
    Texts{"Your identity", "Ihre Identität"},
    Texts{"Confirm who you are", "Bestätigen, wer Sie sind"},
    Texts{"Always part of signing in", "Gehört immer zur Anmeldung"},
    Texts{"See your name", "Ihren Namen sehen"},
    Texts{"See your e-mail address", "Ihre E-Mail-Adresse sehen"},
    Texts{"Particular to this application", "Nur für diese Anwendung"},
    Texts{"Not available: your roles do not allow this",
          "Nicht verfügbar: Ihre Rollen erlauben es nicht"},
    Texts{"Your full name", "Ihren vollen Namen"},
    Texts{"Your first name", "Ihren Vornamen"},
    Texts{"Your last name", "Ihren Nachnamen"},
    Texts{"Your user name", "Ihren Benutzernamen"},
    Texts{"When your profile was last changed", "Wann Ihr Profil zuletzt geändert wurde"},
    Texts{"Your e-mail address", "Ihre E-Mail-Adresse"},
    Texts{"Whether your e-mail address is confirmed", "Ob Ihre E-Mail-Adresse bestätigt ist"},

    // Sign-out, account, return to the application
    Texts{"Sign out?", "Abmelden?"},
    Texts{"You are signed in as", "Sie sind angemeldet als"},
    Texts{"Cancel", "Abbrechen"},
    Texts{"Sign out", "Abmelden"},
    Texts{"You are signed out", "Sie sind abgemeldet"},
    Texts{
        "You can close this page. Applications that you used may keep you signed in to themselves.",
        "Sie können diese Seite schließen. In Anwendungen, die Sie benutzt haben, sind Sie "
        "vielleicht noch angemeldet."},
    Texts{"Sign in again", "Wieder anmelden"},
    Texts{"Your account", "Ihr Konto"},
    Texts{"Name", "Name"},
    Texts{"Roles", "Rollen"},
    Texts{"None", "Keine"},
    Texts{"API description", "Beschreibung der API"},
    Texts{"Returning to the application", "Zurück zur Anwendung"},
    Texts{"If nothing happens, go on with the button.",
          "Falls nichts geschieht, geht es mit der Schaltfläche weiter."},
    Texts{"Continue", "Weiter"},

    // Errors
    Texts{"Need help?", "Brauchen Sie Hilfe?"},
    Texts{"Request id", "Kennung der Anfrage"},
    Texts{"This sign-in request does not work", "Diese Anmeldung funktioniert nicht"},
    Texts{
        "Go back to the application and start again. If it happens again, tell the people who run "
        "the application, and give them the request id below.",
        "Gehen Sie zur Anwendung zurück und beginnen Sie neu. Wenn es wieder geschieht, wenden Sie "
        "sich mit der Kennung unten an die Betreiber der Anwendung."},
    Texts{"This sign-out request does not work", "Diese Abmeldung funktioniert nicht"},
    Texts{"You were not signed out. Open the account page of this server to sign out, and tell the "
          "people who run the application, with the request id below.",
          "Sie wurden nicht abgemeldet. Melden Sie sich auf der Kontoseite dieses Servers ab, und "
          "wenden Sie sich mit der Kennung unten an die Betreiber der Anwendung."},
    Texts{"This page cannot read the request", "Diese Seite versteht die Anfrage nicht"},
    Texts{"This page takes forms only", "Diese Seite nimmt nur Formulare an"},
    Texts{"Go back to where you came from and try again.",
          "Gehen Sie dorthin zurück, woher Sie kamen, und versuchen Sie es noch einmal."},
    Texts{"This form can no longer be sent", "Dieses Formular kann nicht mehr gesendet werden"},
    Texts{
        "Nothing was changed. Go back, reload the page and try again. This site needs cookies: if "
        "it happens again, allow them.",
        "Es wurde nichts geändert. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es "
        "noch einmal. Diese Website braucht Cookies: Wenn es wieder geschieht, erlauben Sie sie."},
    Texts{"This sign-in has ended", "Diese Anmeldung ist zu Ende"},
    Texts{"It was finished already, took too long, or began in another browser. Go back to the "
          "application and start again.",
          "Sie wurde schon abgeschlossen, hat zu lange gedauert oder in einem anderen Browser "
          "begonnen. Gehen Sie zur Anwendung zurück und beginnen Sie neu."},
    Texts{"Something did not work", "Etwas hat nicht funktioniert"},
    Texts{"Go back to the application you came from and try again.",
          "Gehen Sie zur Anwendung zurück, von der Sie kamen, und versuchen Sie es noch einmal."},
    Texts{"This page does not exist", "Diese Seite gibt es nicht"},
    Texts{"Reload the console to get its present version.",
          "Laden Sie die Konsole neu, um ihre jetzige Version zu bekommen."},
};

// Of the standard catalogue; another catalogue's texts are shown as they were configured.
constexpr std::array permissions{
    Texts{"Pipelines", "Pipelines"},
    Texts{"View pipelines and their execution results",
          "Pipelines und die Ergebnisse ihrer Ausführung ansehen"},
    Texts{"Create and change pipelines", "Pipelines anlegen und ändern"},
    Texts{"Start and stop pipelines", "Pipelines starten und anhalten"},
    Texts{"Delete pipelines", "Pipelines löschen"},
    Texts{"Models", "Modelle"},
    Texts{"View data models", "Datenmodelle ansehen"},
    Texts{"Create and change data models", "Datenmodelle anlegen und ändern"},
    Texts{"Delete data models", "Datenmodelle löschen"},
    Texts{"Connectors", "Konnektoren"},
    Texts{"View connectors and their status", "Konnektoren und ihren Zustand ansehen"},
    Texts{"Create and change connectors", "Konnektoren anlegen und ändern"},
    Texts{"Delete connectors", "Konnektoren löschen"},
    Texts{"UNS topics", "UNS-Topics"},
    Texts{"Read topics and their values in the unified namespace",
          "Topics und ihre Werte im Unified Namespace lesen"},
    Texts{"Create and change topics in the unified namespace",
          "Topics im Unified Namespace anlegen und ändern"},
    Texts{"Publish values to topics in the unified namespace",
          "Werte in Topics des Unified Namespace veröffentlichen"},
    Texts{"Delete topics from the unified namespace", "Topics aus dem Unified Namespace löschen"},
    Texts{"Dashboards", "Dashboards"},
    Texts{"View dashboards", "Dashboards ansehen"},
    Texts{"Create and change dashboards", "Dashboards anlegen und ändern"},
    Texts{"Delete dashboards", "Dashboards löschen"},
    Texts{"Organizations", "Organisationen"},
    Texts{"View the organization and its details", "Die Organisation und ihre Angaben ansehen"},
    Texts{"Change the organization's details", "Die Angaben der Organisation ändern"},
    Texts{"Administration", "Verwaltung"},
    Texts{"View registered applications", "Registrierte Anwendungen ansehen"},
    Texts{"Register, change and delete applications",
          "Anwendungen registrieren, ändern und löschen"},
    Texts{"View users and their roles", "Benutzer und ihre Rollen ansehen"},
    Texts{"Create, change and delete users", "Benutzer anlegen, ändern und löschen"},
    Texts{"View roles and their permissions", "Rollen und ihre Berechtigungen ansehen"},
    Texts{"Create, change and delete roles", "Rollen anlegen, ändern und löschen"},
    Texts{"View the audit log", "Das Audit-Protokoll ansehen"},
    Texts{"View the settings", "Die Einstellungen ansehen"},
    Texts{"Change the settings", "Die Einstellungen ändern"},
    Texts{"Check any token of the organization", "Jedes Token der Organisation prüfen"},
};

std::string_view find(std::span<const Texts> texts, std::string_view english) {
  const auto found = std::ranges::find(texts, english, &Texts::first);
  return found == texts.end() ? std::string_view() : found->second;
}

}  // namespace

std::string_view translate(Language language, std::string_view english) {
  if (language == Language::english)
    return english;
  if (const auto german = find(pages, english); !german.empty())
    return german;
  const auto german = find(permissions, english);
  return german.empty() ? english : german;
}

}  // namespace latchkey::page
