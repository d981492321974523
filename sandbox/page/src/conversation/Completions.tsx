// The suggestions over the message box.
import type { RefObject } from "react";
import { Popover } from "../floating/Popover";
import type { Completion } from "./completion";

interface Props {
  anchor: RefObject<HTMLElement | null>;
  offered: Completion[];
  active: number;
  complete: (one: Completion) => void;
  dismiss: () => void;
}

export const completionId = (at: number) => `completion-${at}`;

export function Completions({ anchor, offered, active, complete, dismiss }: Props) {
  if (offered.length === 0) return null;
  return (
    <Popover anchor={anchor} onClose={dismiss} prefer="above" asWide className="completions">
      <div id="completions" role="listbox" aria-label="Suggestions" data-testid="completions">
        {offered.map((one, at) => (
          <div
            key={one.key}
            id={completionId(at)}
            role="option"
            aria-selected={at === active}
            className={`option ${at === active ? "active" : ""}`}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => complete(one)}
          >
            <span>{one.label}</span>
            <small>{one.detail}</small>
          </div>
        ))}
      </div>
    </Popover>
  );
}
