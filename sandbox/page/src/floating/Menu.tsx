// A button that opens a list of choices: arrows move, Enter chooses, Escape closes and gives the focus back.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Popover } from "./Popover";

export interface Choice {
  key: string;
  label: ReactNode;
  detail?: ReactNode;
  run: () => void;
}

interface Props {
  label: string;
  face: ReactNode;
  choices: Choice[];
  className?: string;
  align?: "start" | "end";
  prefer?: "below" | "above";
  disabled?: boolean;
  testId?: string;
  empty?: string;
}

export function Menu({ label, face, choices, className = "", align, prefer, disabled, testId, empty }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        aria-disabled={disabled}
        data-testid={testId}
        onClick={() => setOpen(!open && !disabled)}
      >
        {face}
      </button>
      {open && (
        <Popover anchor={button} onClose={close} align={align} prefer={prefer} className="menu">
          <MenuList label={label} choices={choices} close={close} empty={empty} />
        </Popover>
      )}
    </>
  );
}

interface ListProps {
  label: string;
  choices: Choice[];
  close: () => void;
  empty?: string;
}

function MenuList({ label, choices, close, empty }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(), []);
  const move = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Tab") close();
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
  return (
    <div ref={list} role="menu" aria-label={label} onKeyDown={move}>
      {choices.length === 0 && <p className="menu-empty">{empty}</p>}
      {choices.map((choice) => (
        <button
          key={choice.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          onClick={() => {
            close();
            choice.run();
          }}
        >
          <span>{choice.label}</span>
          {choice.detail && <small>{choice.detail}</small>}
        </button>
      ))}
    </div>
  );
}
