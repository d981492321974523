// The list that all select menus share: type to narrow, arrows to move, Enter to choose; one choice or several.
import { useId, useRef, type ReactNode } from "react";
import { Popover } from "../floating/Popover";
import { useCombobox } from "./useCombobox";

export interface Item {
  key: string;
  label: string;
  detail?: string;
  group?: string;
}

export interface ComboboxProps {
  items: Item[];
  chosen: Item[];
  many: boolean;
  most?: number;
  placeholder: string;
  label?: string;
  labelledBy?: string;
  invalid?: boolean;
  waiting: boolean;
  testId?: string;
  empty?: string;
  onType?: (typed: string) => void;
  onChoose: (keys: string[]) => void;
}

export function Combobox(props: ComboboxProps) {
  const { chosen, many } = props;
  const box = useRef<HTMLDivElement>(null);
  const list = useId();
  const state = useCombobox(props);
  const { open, shown, active, picked, toggle } = state;
  return (
    <div
      ref={box}
      className={`combobox ${props.waiting ? "waiting" : ""} ${many ? "many" : ""}`}
      data-testid={props.testId}
      onClick={(event) => {
        if (!props.waiting) state.show();
        event.currentTarget.querySelector("input")?.focus();
      }}
    >
      {many && chosen.map((item) => <Chip key={item.key} label={item.label} remove={() => state.remove(item.key)} />)}
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && shown[active] ? `${list}-${active}` : undefined}
        aria-label={props.labelledBy ? undefined : props.label}
        aria-labelledby={props.labelledBy}
        aria-invalid={props.invalid}
        readOnly={props.waiting}
        placeholder={many && chosen.length ? "" : (chosen[0]?.label ?? props.placeholder)}
        value={open ? state.typed : many ? "" : (chosen[0]?.label ?? "")}
        onFocus={(event) => event.target.select()}
        onChange={(event) => state.type(event.target.value)}
        onKeyDown={state.keys}
      />
      {open && (
        <Popover anchor={box} onClose={state.close} asWide className="options">
          <Listbox id={list} many={many} items={shown} picked={picked} active={active} empty={props.empty} choose={toggle} />
        </Popover>
      )}
    </div>
  );
}

function Chip({ label, remove }: { label: string; remove: () => void }) {
  return (
    <span className="chip">
      {label}
      <button
        type="button"
        aria-label={`Remove ${label}`}
        onClick={(event) => {
          event.stopPropagation();
          remove();
        }}
      >
        ×
      </button>
    </span>
  );
}

interface ListboxProps {
  id: string;
  many: boolean;
  items: Item[];
  picked: string[];
  active: number;
  empty?: string;
  choose: (item: Item) => void;
}

function Listbox({ id, many, items, picked, active, empty, choose }: ListboxProps) {
  const rows: ReactNode[] = [];
  items.forEach((item, at) => {
    if (item.group && item.group !== items[at - 1]?.group)
      rows.push(<div key={`group ${item.group}`} className="option-group" role="presentation">{item.group}</div>);
    rows.push(
      <div
        key={item.key}
        id={`${id}-${at}`}
        role="option"
        aria-selected={picked.includes(item.key)}
        className={`option ${at === active ? "active" : ""}`}
        ref={at === active ? (row) => row?.scrollIntoView({ block: "nearest" }) : undefined}
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          choose(item);
        }}
      >
        {item.label}
        {item.detail && <small>{item.detail}</small>}
      </div>,
    );
  });
  return (
    <div id={id} role="listbox" aria-multiselectable={many}>
      {rows.length ? rows : <p className="menu-empty">{empty ?? "Nothing matches."}</p>}
    </div>
  );
}
