// Elements that are typed into, and the date and time fields.
import { useEffect, useRef, useState } from "react";
import { clockTime, localStamp, momentAt, shortDay, zoneName } from "../time/zone";
import type { ElementValue, RichText } from "../wire/blockkit";
import { useWorkspace } from "../workspace/context";
import { useValue, type ElementProps, type Surface } from "./surface";
import { initialValue } from "./values";

const KEYBOARD: Record<string, "email" | "url" | "decimal" | "text"> = {
  email_text_input: "email",
  url_text_input: "url",
  number_input: "decimal",
};

const LONGEST = 3000;
const TYPING_ENDS_MS = 400;

/** When a text that dispatches tells the app: on Enter, as Slack does by default, or while it is typed. */
function useTelling({ element, spot, dispatch }: ElementProps, surface: Surface) {
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(surface);
  told.current = surface;
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (value: ElementValue) => {
    clearTimeout(timer.current);
    void told.current.act(spot, element, value);
  };
  return {
    entered: (value: ElementValue) => dispatch && when.includes("on_enter_pressed") && tell(value),
    typed: (value: ElementValue) => {
      if (!dispatch || !when.includes("on_character_entered")) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => tell(value), TYPING_ENDS_MS);
    },
  };
}

export function TextElement(props: ElementProps) {
  const { element, spot, dispatch, labelledBy, invalid } = props;
  const { value, surface } = useValue(props, initialValue(element) ?? { type: element.type });
  const next = (text: string): ElementValue => ({ type: element.type, value: text === "" ? null : text });
  const telling = useTelling(props, surface);
  const shared = {
    className: "field",
    value: value.value ?? "",
    placeholder: element.placeholder?.text,
    maxLength: element.max_length ?? LONGEST,
    "aria-labelledby": labelledBy,
    "aria-invalid": invalid,
    "data-action-id": spot.action_id,
    onChange: (event: { target: { value: string } }) => {
      surface.keep(spot, next(event.target.value));
      telling.typed(next(event.target.value));
    },
  };
  if (element.multiline) return <textarea rows={4} {...shared} />;
  return (
    <input
      type="text"
      inputMode={KEYBOARD[element.type] ?? "text"}
      {...shared}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !dispatch) return;
        event.preventDefault();
        telling.entered(next(event.currentTarget.value));
      }}
    />
  );
}

function richOf(text: string): RichText | null {
  if (text === "") return null;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

/** A rich text field without its toolbar: what is typed is sent as one plain section. */
export function RichTextElement(props: ElementProps) {
  const { element, spot, labelledBy, invalid } = props;
  const { surface } = useValue(props, initialValue(element) ?? { type: element.type });
  const [text, setText] = useState("");
  return (
    <textarea
      rows={4}
      className="field"
      value={text}
      placeholder={element.placeholder?.text}
      aria-labelledby={labelledBy}
      aria-invalid={invalid}
      onChange={(event) => {
        setText(event.target.value);
        surface.keep(spot, { type: element.type, rich_text_value: richOf(event.target.value) });
      }}
    />
  );
}

interface MomentProps extends ElementProps {
  kind: "date" | "time" | "datetime-local";
  shown: string;
  /** The day in words: browsers write dates in an order of their own. */
  spelled?: string | null;
  read: (text: string) => ElementValue | null;
}

// A browser reports a date while its year is still being typed, so it is told only once the field is left or the
// year has four digits.
function MomentField({ kind, shown, spelled, read, ...props }: MomentProps) {
  const { element, spot, labelledBy, invalid } = props;
  const { change, waiting } = useValue(props, initialValue(element) ?? { type: element.type });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && field.current.value !== shown) field.current.value = shown;
  }, [shown]);
  const settle = () => {
    const text = field.current?.value ?? "";
    const value = text.startsWith("0") && kind !== "time" ? null : read(text);
    if (value && text !== shown) change(value);
  };
  return (
    <span className="moment-field">
      <input
        ref={field}
        type={kind}
        className={`field moment ${waiting ? "waiting" : ""}`}
        defaultValue={shown}
        aria-labelledby={labelledBy}
        aria-label={labelledBy ? undefined : (element.accessibility_label ?? element.placeholder?.text ?? kind)}
        aria-invalid={invalid}
        aria-busy={waiting}
        data-action-id={spot.action_id}
        onChange={settle}
      />
      {spelled && <small>{spelled}</small>}
    </span>
  );
}

export function DateElement(props: ElementProps) {
  const { value } = useValue(props, initialValue(props.element) ?? { type: "datepicker" });
  const read = (text: string) => ({ type: "datepicker", selected_date: text || null });
  const day = value.selected_date;
  const spelled = day && shortDay(momentAt(`${day}T12:00`, "UTC"), "UTC");
  return <MomentField {...props} kind="date" shown={day ?? ""} spelled={spelled} read={read} />;
}

export function TimeElement(props: ElementProps) {
  const { value } = useValue(props, initialValue(props.element) ?? { type: "timepicker" });
  const read = (text: string) => ({ type: "timepicker", selected_time: text || null });
  return <MomentField {...props} kind="time" shown={value.selected_time ?? ""} read={read} />;
}

/** The moment as the acting person's clock shows it. */
export function DateTimeElement(props: ElementProps) {
  const { me } = useWorkspace();
  const { value } = useValue(props, initialValue(props.element) ?? { type: "datetimepicker" });
  const moment = value.selected_date_time;
  const read = (text: string) => ({ type: "datetimepicker", selected_date_time: text ? momentAt(text, me.tz) : null });
  const spelled = moment && `${shortDay(moment, me.tz)}, ${clockTime(moment, me.tz)} ${zoneName(me.tz)}`;
  const shown = moment ? localStamp(moment, me.tz) : "";
  return <MomentField {...props} kind="datetime-local" shown={shown} spelled={spelled || null} read={read} />;
}
