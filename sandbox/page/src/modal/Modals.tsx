// The person's open modals: only the top one shows. What was typed outlives a view's updates and views pushed over it.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Held } from "../elements/SurfaceProvider";
import type { ElementValue } from "../wire/blockkit";
import type { View } from "../wire/shapes";
import { ModalView } from "./ModalView";

const NOTHING: Held = new Map();

/** What is typed in each open view, by its id. */
function useTyped(views: View[]) {
  const [typed, setTyped] = useState<ReadonlyMap<string, Held>>(new Map());
  const openIds = views.map((view) => view.id).join(" ");
  useEffect(() => {
    const open = openIds.split(" ");
    setTyped((old) => new Map([...old].filter(([id]) => open.includes(id))));
  }, [openIds]);
  const keep = useCallback((id: string, key: string, value: ElementValue) => {
    setTyped((old) => new Map(old).set(id, new Map(old.get(id)).set(key, value)));
  }, []);
  return { typed, keep };
}

export function Modals({ views }: { views: View[] }) {
  const top = views.at(-1);
  const { typed, keep } = useTyped(views);
  const isOpen = top !== undefined;
  const before = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (isOpen && !wasOpen.current) before.current = document.activeElement;
  wasOpen.current = isOpen;
  // The dialog gives the focus back by itself unless what had it was redrawn meanwhile.
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      if (document.activeElement !== document.body) return;
      const back = before.current?.isConnected ? before.current : document.querySelector("[data-testid=composer]");
      if (back instanceof HTMLElement) back.focus();
    };
  }, [isOpen]);
  if (!top) return null;
  return <ModalView key={top.id} view={top} depth={views.length} held={typed.get(top.id) ?? NOTHING} keep={keep} />;
}
