// What interactive elements need of the message or view they stand in: where to press, what they hold, what waits.
import { createContext, useContext } from "react";
import type { Element, ElementValue, Option } from "../wire/blockkit";

/** An element with the block it belongs to. */
export interface Spot {
  block_id: string;
  action_id: string;
}

export interface Surface {
  /** Tells the app, after the confirm dialog if the element has one. False when it was not told. */
  act: (spot: Spot, element: Element, value: ElementValue) => Promise<boolean>;
  /** Keeps a value until the view is submitted. */
  keep: (spot: Spot, value: ElementValue) => void;
  held: (spot: Spot) => ElementValue | undefined;
  waiting: (spot: Spot) => boolean;
  options: (spot: Spot, typed: string) => Promise<Option[]>;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("useSurface outside of its provider");
  return surface;
}

export function spotKey(spot: Spot): string {
  return `${spot.block_id} ${spot.action_id}`;
}

/** How an element reaches the app: `input` only keeps its value, `dispatch` keeps and tells, as Slack does. */
export interface ElementProps {
  element: Element;
  spot: Spot;
  dispatch: boolean;
  /** The label's id for inputs, so that screen readers read it. */
  labelledBy?: string;
  invalid?: boolean;
}

/** The element's value now, and how to change it. */
export function useValue({ element, spot, dispatch }: ElementProps, initial: ElementValue) {
  const surface = useSurface();
  const value = surface.held(spot) ?? initial;
  const change = (next: ElementValue) => {
    surface.keep(spot, next);
    if (!dispatch) return;
    void surface.act(spot, element, next).then((told) => {
      if (!told) surface.keep(spot, value);
    });
  };
  return { value, change, waiting: surface.waiting(spot), surface };
}
