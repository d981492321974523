// Elements that are pressed: buttons, overflow menus, feedback and icon buttons.
import { Menu } from "../floating/Menu";
import { canDraw } from "../text/emoji";
import { safeAddress } from "../text/links";
import { TextOf } from "../text/Mrkdwn";
import type { Option } from "../wire/blockkit";
import { useSurface, type ElementProps } from "./surface";

export function ButtonElement({ element, spot }: ElementProps) {
  const surface = useSurface();
  const waiting = surface.waiting(spot);
  const address = element.url ? safeAddress(element.url) : null;
  const press = () => {
    if (address) window.open(address, "_blank", "noopener");
    const value = element.value === undefined ? {} : { value: element.value };
    void surface.act(spot, element, { type: element.type, ...value });
  };
  return (
    <button
      type="button"
      className={`button ${element.style ?? ""} ${waiting ? "waiting" : ""}`}
      aria-label={element.accessibility_label}
      aria-busy={waiting}
      aria-disabled={waiting}
      data-action-id={spot.action_id}
      data-block-id={spot.block_id}
      onClick={waiting ? undefined : press}
    >
      {element.text && <TextOf text={element.text} />}
    </button>
  );
}

export function OverflowElement({ element, spot }: ElementProps) {
  const surface = useSurface();
  const choose = (option: Option) => {
    const address = option.url ? safeAddress(option.url) : null;
    if (address) window.open(address, "_blank", "noopener");
    void surface.act(spot, element, { type: "overflow", selected_option: option });
  };
  const choices = (element.options ?? []).map((option) => ({
    key: option.value,
    label: <TextOf text={option.text} />,
    detail: option.description && <TextOf text={option.description} />,
    run: () => choose(option),
  }));
  const waiting = surface.waiting(spot);
  return (
    <Menu
      label={element.accessibility_label ?? "More actions"}
      face={<span className="dots" aria-hidden="true" />}
      choices={choices}
      className={`button overflow ${waiting ? "waiting" : ""}`}
      disabled={waiting}
      testId="overflow"
    />
  );
}

function drawn(face: string, word: string): string {
  return canDraw(face) ? face : word;
}

export function FeedbackElement({ element, spot }: ElementProps) {
  const surface = useSurface();
  const sides = [[drawn("👍", "Yes"), element.positive_button], [drawn("👎", "No"), element.negative_button]] as const;
  return (
    <span className="feedback">
      {sides.map(([face, side]) => side && (
        <button
          key={face}
          type="button"
          className="button icon"
          aria-label={side.accessibility_label ?? side.text.text}
          title={side.text.text}
          aria-busy={surface.waiting(spot)}
          onClick={() => void surface.act(spot, element, { type: element.type, value: side.value })}
        >
          {face}
        </button>
      ))}
    </span>
  );
}

export function IconElement({ element, spot }: ElementProps) {
  const surface = useSurface();
  const label = element.accessibility_label ?? element.text?.text;
  return (
    <button
      type="button"
      className="button icon"
      aria-label={label}
      title={label}
      aria-busy={surface.waiting(spot)}
      onClick={() => void surface.act(spot, element, { type: element.type, value: element.value })}
    >
      {drawn("🗑️", "Delete")}
    </button>
  );
}
