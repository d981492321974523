// The parts of Block Kit that this page draws itself; every other block goes to the library as it is.
export interface Text {
  type: "plain_text" | "mrkdwn";
  text: string;
  emoji?: boolean;
}

export interface Option {
  text: Text;
  value: string;
  description?: Text;
  url?: string;
}

export interface OptionGroup {
  label: Text;
  options: Option[];
}

export interface Confirm {
  title: Text;
  text: Text;
  confirm: Text;
  deny: Text;
  style?: "primary" | "danger";
}

/** Any interactive element: the union of the fields that Slack's elements carry. */
export interface Element {
  type: string;
  action_id?: string;
  text?: Text;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  accessibility_label?: string;
  confirm?: Confirm;
  placeholder?: Text;
  options?: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_user?: string;
  initial_users?: string[];
  initial_channel?: string;
  initial_channels?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
  initial_value?: string | RichText;
  max_selected_items?: number;
  min_query_length?: number;
  multiline?: boolean;
  dispatch_action_config?: { trigger_actions_on: ("on_enter_pressed" | "on_character_entered")[] };
  filter?: { include?: ("im" | "mpim" | "private" | "public")[]; exclude_bot_users?: boolean };
  min_length?: number;
  max_length?: number;
  is_decimal_allowed?: boolean;
  min_value?: string;
  max_value?: string;
  image_url?: string;
  alt_text?: string;
  positive_button?: FeedbackButton;
  negative_button?: FeedbackButton;
}

export interface FeedbackButton {
  text: Text;
  value: string;
  accessibility_label?: string;
}

export interface RichText {
  type: "rich_text";
  elements: unknown[];
}

export interface Cell {
  type: "raw_text" | "raw_number" | "rich_text";
  text?: string;
  value?: number;
  elements?: unknown[];
}

export interface ColumnSetting {
  align?: "left" | "center" | "right";
  is_wrapped?: boolean;
}

/** Any block: the union of the fields that this page reads. */
export interface AnyBlock {
  type: string;
  block_id?: string;
  text?: Text;
  fields?: Text[];
  accessory?: Element;
  elements?: (Element | Text | AnyBlock)[];
  element?: Element;
  label?: Text;
  hint?: Text;
  optional?: boolean;
  dispatch_action?: boolean;
  level?: number;
  rows?: Cell[][];
  column_settings?: (ColumnSetting | null)[];
  caption?: string;
  row_header_column_index?: number;
  title?: Text | string;
  subtitle?: Text;
  alt_text?: string;
  child_blocks?: AnyBlock[];
  is_collapsible?: boolean;
  default_collapsed?: boolean;
  actions?: Element[];
}

/** What an element holds, in the words of Slack's view.state.values and of a press. */
export interface ElementValue {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  rich_text_value?: RichText | null;
}

export type StateValues = Record<string, Record<string, ElementValue>>;
