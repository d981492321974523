// What elements hold before anyone touches them, and all that a view holds when it is submitted.
import type { AnyBlock, Element, ElementValue, StateValues } from "../wire/blockkit";

/** The value an untouched element reports; null for elements that hold none, such as buttons. */
export function initialValue(element: Element): ElementValue | null {
  const { type } = element;
  switch (type) {
    case "plain_text_input": case "email_text_input": case "url_text_input": case "number_input":
      return { type, value: typeof element.initial_value === "string" ? element.initial_value : null };
    case "rich_text_input":
      return { type, rich_text_value: typeof element.initial_value === "object" ? element.initial_value : null };
    case "static_select": case "external_select": case "radio_buttons":
      return { type, selected_option: element.initial_option ?? null };
    case "multi_static_select": case "multi_external_select": case "checkboxes":
      return { type, selected_options: element.initial_options ?? [] };
    case "users_select": return { type, selected_user: element.initial_user ?? null };
    case "multi_users_select": return { type, selected_users: element.initial_users ?? [] };
    case "channels_select": return { type, selected_channel: element.initial_channel ?? null };
    case "multi_channels_select": return { type, selected_channels: element.initial_channels ?? [] };
    case "conversations_select": return { type, selected_conversation: element.initial_conversation ?? null };
    case "multi_conversations_select":
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case "datepicker": return { type, selected_date: element.initial_date ?? null };
    case "timepicker": return { type, selected_time: element.initial_time ?? null };
    case "datetimepicker": return { type, selected_date_time: element.initial_date_time ?? null };
    default: return null;
  }
}

export function isEmpty(value: ElementValue): boolean {
  const { type: _type, ...held } = value;
  const given = Object.values(held)[0];
  return given === null || given === undefined || given === "" || (Array.isArray(given) && given.length === 0);
}

/** A block's interactive elements, with the ids that Slack reports them under. */
export function elementsOf(block: AnyBlock): Element[] {
  if (block.type === "input") return block.element ? [block.element] : [];
  if (block.type === "section") return block.accessory ? [block.accessory] : [];
  if (block.type === "actions") return (block.elements ?? []) as Element[];
  return [];
}

/** Every value of the blocks: what was typed or chosen, else what was there at first. */
export function stateValues(
  blocks: AnyBlock[],
  held: (block_id: string, action_id: string) => ElementValue | undefined,
): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    Object.assign(values, stateValues(block.child_blocks ?? [], held));
    for (const element of elementsOf(block)) {
      const [block_id, action_id] = [block.block_id ?? "", element.action_id ?? ""];
      const first = initialValue(element);
      const value = first && (held(block_id, action_id) ?? first);
      if (value) (values[block_id] ??= {})[action_id] = value;
    }
  }
  return values;
}
