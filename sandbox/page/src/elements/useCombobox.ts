// The state of an open list of choices: what is typed, which choice is active, and what the keys do.
import { useState, type KeyboardEvent } from "react";
import type { ComboboxProps, Item } from "./Combobox";

function matching(items: Item[], typed: string): Item[] {
  const wanted = typed.trim().toLowerCase();
  return wanted ? items.filter((item) => item.label.toLowerCase().includes(wanted)) : items;
}

export function useCombobox({ items, chosen, many, most, onChoose, onType }: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const shown = matching(items, typed);
  const picked = chosen.map((item) => item.key);
  const close = () => {
    setOpen(false);
    setTyped("");
    setActive(0);
  };
  const show = () => {
    if (open) return;
    setOpen(true);
    onType?.("");
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
    setOpen(true);
    onType?.(text);
  };
  const remove = (key: string) => onChoose(picked.filter((one) => one !== key));
  const toggle = (item: Item) => {
    if (!many) {
      close();
      onChoose([item.key]);
    } else if (picked.includes(item.key)) remove(item.key);
    else if (!most || picked.length < most) onChoose([...picked, item.key]);
    if (many) setTyped("");
  };
  const step = (by: number) => {
    if (open) setActive((active + by + shown.length) % Math.max(1, shown.length));
    else show();
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) step(by);
    else if (event.key === "Enter") {
      if (!open) show();
      else if (shown[active]) toggle(shown[active]);
    } else {
      if (event.key === "Backspace" && many && typed === "") onChoose(picked.slice(0, -1));
      if (event.key === "Tab") close();
      return;
    }
    event.preventDefault();
  };
  return { open, show, close, typed, type, active, shown, picked, toggle, remove, keys };
}
