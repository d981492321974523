// Select menus of every kind: given options, options asked of the app, people, channels and conversations.
import { useEffect, useRef, useState } from "react";
import { withEmoji } from "../text/emoji";
import type { Element, ElementValue, Option } from "../wire/blockkit";
import type { Conversation } from "../wire/shapes";
import { displayName, titleOf, useWorkspace, type Workspace } from "../workspace/context";
import { Combobox, type Item } from "./Combobox";
import { useValue, type ElementProps } from "./surface";
import { initialValue } from "./values";

function itemOf(option: Option, group?: string): Item {
  return { key: option.value, label: withEmoji(option.text.text), detail: option.description?.text, group };
}

function shared({ element, labelledBy, invalid, spot }: ElementProps, waiting: boolean) {
  return {
    many: element.type.startsWith("multi_"),
    most: element.max_selected_items,
    placeholder: element.placeholder?.text ?? "Choose",
    label: element.accessibility_label ?? element.placeholder?.text ?? "Choose",
    labelledBy,
    invalid,
    waiting,
    testId: `select-${spot.action_id}`,
  };
}

function optionValue(type: string, options: Option[]): ElementValue {
  return type.startsWith("multi_")
    ? { type, selected_options: options }
    : { type, selected_option: options[0] ?? null };
}

function heldOptions(value: ElementValue): Option[] {
  return value.selected_options ?? (value.selected_option ? [value.selected_option] : []);
}

/** static_select and multi_static_select. */
export function StaticSelect(props: ElementProps) {
  const { element } = props;
  const { value, change, waiting } = useValue(props, initialValue(element) ?? { type: element.type });
  const groups = element.option_groups ?? [{ label: null, options: element.options ?? [] }];
  const options = groups.flatMap((group) => group.options);
  const items = groups.flatMap((group) => group.options.map((option) => itemOf(option, group.label?.text)));
  const choose = (keys: string[]) =>
    change(optionValue(element.type, options.filter((option) => keys.includes(option.value))));
  const chosen = heldOptions(value).map((option) => itemOf(option));
  return <Combobox {...shared(props, waiting)} items={items} chosen={chosen} onChoose={choose} />;
}

const ASK_AFTER_MS = 200;

/** external_select and multi_external_select: the app is asked while the person types. */
export function ExternalSelect(props: ElementProps) {
  const { element, spot } = props;
  const { value, change, waiting, surface } = useValue(props, initialValue(element) ?? { type: element.type });
  const [offered, setOffered] = useState<Option[]>([]);
  const [typed, setTyped] = useState<string | null>(null); // nothing is asked before the menu is opened
  const least = element.min_query_length ?? 3;
  const asking = useRef(surface);
  asking.current = surface;
  const { block_id, action_id } = spot;
  useEffect(() => {
    if (typed === null || typed.length < least) return setOffered([]);
    let current = true;
    const timer = setTimeout(() => {
      void asking.current.options({ block_id, action_id }, typed).then((options) => current && setOffered(options));
    }, ASK_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, least, block_id, action_id]);
  const known = [...offered, ...heldOptions(value)];
  const choose = (keys: string[]) =>
    change(optionValue(element.type, keys.flatMap((key) => known.find((option) => option.value === key) ?? [])));
  return (
    <Combobox
      {...shared(props, waiting)}
      items={offered.map((option) => itemOf(option))}
      chosen={heldOptions(value).map((option) => itemOf(option))}
      empty={(typed ?? "").length < least ? `Type at least ${least} ${least === 1 ? "letter" : "letters"}.` : undefined}
      onType={setTyped}
      onChoose={choose}
    />
  );
}

function conversationItem(conversation: Conversation, { person }: Workspace): Item {
  return { key: conversation.id, label: titleOf(conversation, person), detail: conversation.kind === "private" ? "private" : undefined };
}

const KINDS = { im: "im", private: "private", channel: "public" } as const;

function wanted(conversation: Conversation, element: Element, botUser: string): boolean {
  if (element.type.endsWith("channels_select")) return conversation.kind === "channel";
  const { include, exclude_bot_users } = element.filter ?? {};
  if (exclude_bot_users && conversation.with === botUser) return false;
  return !include || include.includes(KINDS[conversation.kind]);
}

function peopleItems({ state }: Workspace): Item[] {
  return state.people
    .filter((person) => !person.deleted)
    .map((person) => ({ key: person.id, label: displayName(person), detail: person.title || undefined }));
}

function itemsFor(element: Element, workspace: Workspace): Item[] {
  const { channels, app } = workspace.state;
  if (element.type.endsWith("users_select")) return peopleItems(workspace);
  return channels
    .filter((one) => wanted(one, element, app.bot_user_id))
    .map((one) => conversationItem(one, workspace));
}

const FIELDS: Record<string, "user" | "channel" | "conversation"> = {
  users_select: "user",
  channels_select: "channel",
  conversations_select: "conversation",
};

/** users_select, channels_select, conversations_select and their multi_ kinds. */
export function WorkspaceSelect(props: ElementProps) {
  const { element } = props;
  const workspace = useWorkspace();
  const { value, change, waiting } = useValue(props, initialValue(element) ?? { type: element.type });
  const many = element.type.startsWith("multi_");
  const field = FIELDS[element.type.replace("multi_", "")] ?? "user";
  const one = value[`selected_${field}`];
  const keys = many ? (value[`selected_${field}s`] ?? []) : one ? [one] : [];
  const items = itemsFor(element, workspace);
  const choose = (next: string[]) =>
    change({ type: element.type, ...(many ? { [`selected_${field}s`]: next } : { [`selected_${field}`]: next[0] ?? null }) });
  const chosen = keys.map((key) => items.find((item) => item.key === key) ?? { key, label: key });
  return <Combobox {...shared(props, waiting)} items={items} chosen={chosen} onChoose={choose} />;
}
