// Radio buttons and checkboxes. While one waits it only stops listening: disabled, it would lose the focus.
import { TextOf } from "../text/Mrkdwn";
import type { Option } from "../wire/blockkit";
import { spotKey, useValue, type ElementProps } from "./surface";
import { initialValue } from "./values";

interface ListProps extends ElementProps {
  kind: "radio" | "checkbox";
  chosen: Option[];
  toggle: (option: Option, on: boolean) => void;
  waiting: boolean;
}

function ChoiceList({ element, spot, labelledBy, kind, chosen, toggle, waiting }: ListProps) {
  const picked = new Set(chosen.map((option) => option.value));
  return (
    <div className="choices" role={kind === "radio" ? "radiogroup" : "group"} aria-labelledby={labelledBy}>
      {(element.options ?? []).map((option) => (
        <label key={option.value} className="choice">
          <input
            type={kind}
            name={spotKey(spot)}
            value={option.value}
            checked={picked.has(option.value)}
            aria-disabled={waiting}
            onChange={(event) => waiting || toggle(option, event.target.checked)}
          />
          <span>
            <TextOf text={option.text} />
            {option.description && <small><TextOf text={option.description} /></small>}
          </span>
        </label>
      ))}
    </div>
  );
}

export function RadioElement(props: ElementProps) {
  const { value, change, waiting } = useValue(props, initialValue(props.element) ?? { type: "radio_buttons" });
  const chosen = value.selected_option ? [value.selected_option] : [];
  const toggle = (option: Option) => change({ type: "radio_buttons", selected_option: option });
  return <ChoiceList {...props} kind="radio" chosen={chosen} toggle={toggle} waiting={waiting} />;
}

export function CheckboxElement(props: ElementProps) {
  const { value, change, waiting } = useValue(props, initialValue(props.element) ?? { type: "checkboxes" });
  const chosen = value.selected_options ?? [];
  const toggle = (option: Option, on: boolean) => {
    const others = chosen.filter((one) => one.value !== option.value);
    change({ type: "checkboxes", selected_options: on ? [...others, option] : others });
  };
  return <ChoiceList {...props} kind="checkbox" chosen={chosen} toggle={toggle} waiting={waiting} />;
}
