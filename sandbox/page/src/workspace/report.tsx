// One place for short notices at the foot of the page: what the sandbox refused, in its words.
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from "react";
import { spoken, type Answer } from "../wire/api";

type Report = (answer: Answer<object>) => void;

const ReportContext = createContext<Report>(() => undefined);
const SHOWN_MS = 8000;

/** Shows the refusal, if the answer is one. */
export function useReport(): Report {
  return useContext(ReportContext);
}

export function ReportProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<string | null>(null);
  const report = useCallback<Report>((answer) => {
    if (!answer.ok) setNotice(spoken(answer));
  }, []);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <ReportContext.Provider value={report}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {notice && (
          <p className="notice" data-testid="notice">
            {notice}
            <button type="button" aria-label="Dismiss" onClick={() => setNotice(null)}>×</button>
          </p>
        )}
      </div>
    </ReportContext.Provider>
  );
}
