// A panel beside its anchor, in the browser's top layer, so that nothing clips it; it closes by Escape or a press outside.
import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode, type RefObject } from "react";

const GAP = 4;
const EDGE = 8;
const TALLEST = 360;

interface Props {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
  align?: "start" | "end";
  prefer?: "below" | "above";
  asWide?: boolean;
  /** In pixels; what is longer scrolls. */
  tallest?: number;
  className?: string;
}

function place(panel: HTMLElement, anchor: DOMRect, { align, prefer, tallest = TALLEST }: Pick<Props, "align" | "prefer" | "tallest">): void {
  const { width, height } = panel.getBoundingClientRect();
  const below = window.innerHeight - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const up = prefer === "above" ? above >= height || above > below : below < height && above > below;
  const left = align === "end" ? anchor.right - width : anchor.left;
  const top = up ? anchor.top - GAP - Math.min(height, above) : anchor.bottom + GAP;
  panel.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
  panel.style.top = `${Math.max(EDGE, top)}px`;
  panel.style.maxHeight = `${Math.max(120, Math.min(tallest, up ? above : below))}px`;
}

export function Popover({ anchor, onClose, children, align, prefer, asWide, tallest, className = "" }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const shown = panel.current;
    if (shown && !shown.matches(":popover-open")) shown.showPopover();
  }, []);
  useLayoutEffect(() => {
    const settle = () => {
      const box = anchor.current?.getBoundingClientRect();
      if (!panel.current || !box) return;
      if (asWide) panel.current.style.minWidth = `${box.width}px`;
      place(panel.current, box, { align, prefer, tallest });
    };
    settle();
    window.addEventListener("scroll", settle, true);
    window.addEventListener("resize", settle);
    return () => {
      window.removeEventListener("scroll", settle, true);
      window.removeEventListener("resize", settle);
    };
  });
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as globalThis.Node;
      if (!panel.current?.contains(target) && !anchor.current?.contains(target)) close.current();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("keydown", escape, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", escape, true);
    };
  }, [anchor]);

  const style: CSSProperties = { margin: 0, position: "fixed", inset: "auto" };
  return (
    <div ref={panel} popover="manual" className={`popover ${className}`} style={style}>
      {children}
    </div>
  );
}
