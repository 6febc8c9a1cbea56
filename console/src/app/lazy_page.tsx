import type { AsyncRouteComponent } from "@tanstack/react-router";
import { type ComponentType, use } from "react";
import { Unreachable } from "~/api/problem";

/**
 * A page whose script is loaded when first opened. When it does not come because the server cannot
 * be reached, that is the error, and the next attempt loads again.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): AsyncRouteComponent<object> {
  let loading: Promise<ComponentType> | undefined;
  let hasFailed = false;

  const start = async () => {
    try {
      hasFailed = false;
      return (await load())[name];
    } catch (error) {
      hasFailed = true;
      throw (await isServerThere()) ? error : new Unreachable(String(error));
    }
  };
  const Page = () => {
    loading ??= start();
    const Content = use(loading);
    return <Content />;
  };
  const preload = async () => {
    if (!loading || hasFailed) loading = start();
    await loading;
  };
  return Object.assign(Page, { preload });
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch("/healthz")).ok;
  } catch {
    return false;
  }
}
