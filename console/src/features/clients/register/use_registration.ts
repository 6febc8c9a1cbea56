// Submitting the draft: what is wrong before and after, and where the focus goes.

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, must } from "~/api/client";
import { isProblem } from "~/api/problem";
import { type Texts, useTexts } from "~/texts";
import type { CreatedClient, NewClient } from "~generated/schema";
import { characterCount, MOST_DESCRIPTION_CHARACTERS, MOST_NAME_CHARACTERS } from "../fields/words";
import { useClientsChanged } from "../queries";
import { type Draft, type DraftField, draftFields, faultsOf, requestOf } from "./draft";

export function useRegistration(draft: Draft, onCreated: (client: CreatedClient) => void) {
  const texts = useTexts();
  const changed = useClientsChanged();
  const [isAsked, setAsked] = useState(false);
  const fields = useRef(new Map<DraftField, HTMLElement>());
  const [attempt, setAttempt] = useState(0);

  const create = useMutation({
    mutationFn: (body: NewClient) => must(api.POST("/api/v1/oauth2/clients", { body })),
    onSuccess: (client) => {
      setAsked(false);
      onCreated(client);
      void changed();
    },
    onError: () => setAttempt((before) => before + 1),
  });

  const faults = faultsOf(draft);
  const request = requestOf(draft);
  /** The server's word holds until the field is changed. */
  const refusal = (field: DraftField) =>
    isProblem(create.error) &&
    JSON.stringify(create.variables?.[field]) === JSON.stringify(request[field])
      ? create.error.errors
          .filter((error) => error.field === field)
          .map(({ message }) => message)
          .join("; ") || undefined
      : undefined;
  const errorOf = (field: DraftField) =>
    (isAsked ? wordsFor(field, draft, texts) : undefined) ?? refusal(field);
  const wrong = draftFields.filter((field) => errorOf(field) !== undefined);

  const latest = useRef(wrong);
  latest.current = wrong;
  useEffect(() => {
    if (attempt === 0) return;
    const first = latest.current[0];
    if (first) fields.current.get(first)?.focus();
  }, [attempt]);

  return {
    errorOf,
    faultCount: isAsked ? Object.keys(faults).length : 0,
    failure: create.error,
    isBusy: create.isPending,
    submit: () => {
      if (create.isPending) return;
      setAsked(true);
      if (Object.keys(faults).length > 0) setAttempt((before) => before + 1);
      else create.mutate(request);
    },
    reset: () => {
      setAsked(false);
      create.reset();
    },
    register: (field: DraftField) => (element: HTMLElement | null) => {
      if (element) fields.current.set(field, element);
      else fields.current.delete(field);
    },
  };
}

function wordsFor(field: DraftField, draft: Draft, texts: Texts): string | undefined {
  const fault = faultsOf(draft)[field];
  if (!fault) return undefined;
  const { fields, form } = texts.register;
  switch (field) {
    case "name":
      return fault === "too_long"
        ? fields.name.faults.too_long(characterCount(draft.name) - MOST_NAME_CHARACTERS)
        : fields.name.faults[fault === "control" ? "control" : "empty"];
    case "description":
      return fault === "too_long"
        ? fields.description.faults.too_long(
            characterCount(draft.description) - MOST_DESCRIPTION_CHARACTERS,
          )
        : fields.description.faults.control;
    case "client_type":
      return form.type.required;
    case "grant_types":
      if (!draft.clientType) return form.grants.typeFirst;
      return draft.clientType === "public" ? form.grants.requiredPublic : form.grants.required;
    case "scopes":
      return fields.scopes.notAdded;
    default:
      if (fault === "required") return fields.redirectUris.required;
      return fault === "not_added" ? fields.redirectUris.notAdded : fields.redirectUris.invalid;
  }
}
