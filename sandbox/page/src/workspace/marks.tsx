// The few drawn signs of the page.
import type { ReactNode } from "react";

function Mark({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <svg className="mark" viewBox="0 0 20 20" role={label ? "img" : undefined} aria-label={label} aria-hidden={!label}>
      {children}
    </svg>
  );
}

const OUTLINE = { fill: "none", stroke: "currentColor", strokeWidth: 1.5, strokeLinejoin: "round" } as const;

export function EyeMark() {
  return (
    <Mark>
      <path fill="currentColor" d="M10 4.5C5.5 4.5 2.6 8 1.8 10c.8 2 3.7 5.5 8.2 5.5s7.4-3.5 8.2-5.5c-.8-2-3.7-5.5-8.2-5.5Z" />
      <circle cx="10" cy="10" r="2.6" fill="#fff" />
    </Mark>
  );
}

export function ReplyMark() {
  return <Mark><path {...OUTLINE} d="M3 4h14v9.5H9L5 17v-3.5H3Z" /></Mark>;
}

export function BoltMark() {
  return <Mark><path {...OUTLINE} d="M11 2 4.500 11.500h4.300L8.500 18l7-9.500h-4.600Z" /></Mark>;
}

export function PaperclipMark() {
  return <Mark><path {...OUTLINE} d="m15.500 9.500-5.800 5.800a3.500 3.500 0 0 1-5-5l6.300-6.300a2.300 2.300 0 0 1 3.300 3.300l-6 6a1.100 1.100 0 0 1-1.600-1.600l5.300-5.300" /></Mark>;
}

export function FileMark() {
  return <Mark><path {...OUTLINE} d="M5 2.500h6.500L15 6v11.500H5ZM11.500 2.500V6H15M7.500 10h5M7.500 13h5" /></Mark>;
}

export function SendMark() {
  return <Mark><path fill="currentColor" d="M2.500 3 18 10 2.500 17l2-6L11 10 4.500 9Z" /></Mark>;
}

export function LockMark() {
  return (
    <Mark label="Private channel">
      <path {...OUTLINE} d="M6.500 9V6.800a3.500 3.500 0 0 1 7 0V9" />
      <rect x="4.500" y="9" width="11" height="8" rx="1.500" fill="currentColor" />
    </Mark>
  );
}
