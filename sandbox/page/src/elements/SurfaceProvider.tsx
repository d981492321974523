// Runs presses for the elements of one message or view: confirm first, then send once, and say what went wrong.
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { press, readOptions, spoken, type Place } from "../wire/api";
import type { AnyBlock, Confirm, Element, ElementValue } from "../wire/blockkit";
import { useWorkspace } from "../workspace/context";
import { ConfirmDialog } from "./ConfirmDialog";
import { SurfaceContext, spotKey, type Spot, type Surface } from "./surface";
import { stateValues } from "./values";

const SHORTEST_WAIT_MS = 350;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export type Held = ReadonlyMap<string, ElementValue>;

interface Props {
  place: Place;
  blocks: AnyBlock[];
  held: Held;
  keep: (key: string, value: ElementValue) => void;
  children: ReactNode;
}

interface Question {
  confirm: Confirm;
  answer: (yes: boolean) => void;
}

export function SurfaceProvider({ place, blocks, held, keep, children }: Props) {
  const { me, acted } = useWorkspace();
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const running = useRef(new Set<string>());
  const placeKey = JSON.stringify(place);

  const ask = useCallback(
    (confirm: Confirm) => new Promise<boolean>((answer) => setQuestion({ confirm, answer })),
    [],
  );

  const surface = useMemo<Surface>(() => {
    const at = JSON.parse(placeKey) as Place;
    const values = (spot: Spot, value: ElementValue) =>
      stateValues(blocks, (block_id, action_id) => {
        const key = spotKey({ block_id, action_id });
        return key === spotKey(spot) ? value : held.get(key);
      });
    const send = async (spot: Spot, element: Element, value: ElementValue) => {
      if (element.confirm && !(await ask(element.confirm))) return false;
      setTrouble(null);
      setWaiting(new Set(running.current));
      acted.current = performance.now();
      const [answer] = await Promise.all([press(me.id, at, spot, value, values(spot, value)), pause(SHORTEST_WAIT_MS)]);
      if (!answer.ok) setTrouble(spoken(answer));
      return answer.ok;
    };
    return {
      act: async (spot, element, value) => {
        const key = spotKey(spot);
        if (running.current.has(key)) return false;
        running.current.add(key);
        try {
          return await send(spot, element, value);
        } finally {
          running.current.delete(key);
          setWaiting(new Set(running.current));
        }
      },
      keep: (spot, value) => keep(spotKey(spot), value),
      held: (spot) => held.get(spotKey(spot)),
      waiting: (spot) => waiting.has(spotKey(spot)),
      options: async (spot, typed) => {
        const answer = await readOptions(me.id, at, spot, typed);
        return answer.ok ? answer.options : [];
      },
    };
  }, [placeKey, blocks, held, keep, waiting, me.id, acted, ask]);

  return (
    <SurfaceContext.Provider value={surface}>
      {children}
      {trouble && <p className="trouble" role="alert">{trouble}</p>}
      {question && (
        <ConfirmDialog
          confirm={question.confirm}
          onAnswer={(yes) => {
            setQuestion(null);
            question.answer(yes);
          }}
        />
      )}
    </SurfaceContext.Provider>
  );
}
