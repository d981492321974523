// Putting a file into the conversation: by the paperclip, or dropped anywhere on the page.
import { useEffect, useRef, useState } from "react";
import { PaperclipMark } from "../workspace/marks";

interface Props {
  attach: (file: File) => void;
  disabled: boolean;
  prefix: string;
}

export function AttachButton({ attach, disabled, prefix }: Props) {
  const chosen = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label="Attach a file"
        title="Attach a file"
        disabled={disabled}
        data-testid={`${prefix}attach`}
        onClick={() => chosen.current?.click()}
      >
        <PaperclipMark />
      </button>
      <input
        ref={chosen}
        type="file"
        hidden
        data-testid={`${prefix}attach-file`}
        onChange={(event) => {
          for (const file of event.target.files ?? []) attach(file);
          event.target.value = "";
        }}
      />
    </>
  );
}

/** Whether a file is being held over the page; it is attached where it is let go. */
export function useDropped(attach: (file: File) => void, listens: boolean): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(attach);
  latest.current = attach;
  useEffect(() => {
    if (!listens) return;
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const held = (event: DragEvent) => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const dropped = (event: DragEvent) => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(false);
      for (const file of event.dataTransfer?.files ?? []) latest.current(file);
    };
    document.addEventListener("dragover", held);
    document.addEventListener("dragleave", left);
    document.addEventListener("drop", dropped);
    return () => {
      document.removeEventListener("dragover", held);
      document.removeEventListener("dragleave", left);
      document.removeEventListener("drop", dropped);
    };
  }, [listens]);
  return over;
}
