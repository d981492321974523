// Draws any interactive element by its type.
import type { ComponentType } from "react";
import { ButtonElement, FeedbackElement, IconElement, OverflowElement } from "./Buttons";
import { CheckboxElement, RadioElement } from "./Choices";
import { DateElement, DateTimeElement, RichTextElement, TextElement, TimeElement } from "./Inputs";
import { ExternalSelect, StaticSelect, WorkspaceSelect } from "./Selects";
import type { ElementProps } from "./surface";

const DRAWN: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  overflow: OverflowElement,
  feedback_buttons: FeedbackElement,
  icon_button: IconElement,
  radio_buttons: RadioElement,
  checkboxes: CheckboxElement,
  plain_text_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
  number_input: TextElement,
  rich_text_input: RichTextElement,
  datepicker: DateElement,
  timepicker: TimeElement,
  datetimepicker: DateTimeElement,
  static_select: StaticSelect,
  multi_static_select: StaticSelect,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  users_select: WorkspaceSelect,
  multi_users_select: WorkspaceSelect,
  channels_select: WorkspaceSelect,
  multi_channels_select: WorkspaceSelect,
  conversations_select: WorkspaceSelect,
  multi_conversations_select: WorkspaceSelect,
};

export function ElementView(props: ElementProps) {
  const Drawn = DRAWN[props.element.type];
  if (!Drawn) return <span className="not-drawn">The sandbox does not draw “{props.element.type}”.</span>;
  return <Drawn {...props} />;
}
