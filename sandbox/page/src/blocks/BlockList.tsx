// Draws a list of blocks: what can be pressed or holds mrkdwn is drawn here, the rest by the library.
import { useId, type ReactNode } from "react";
import { ElementView } from "../elements/ElementView";
import { TextOf } from "../text/Mrkdwn";
import type { AnyBlock, Element, Text } from "../wire/blockkit";
import { LibraryBlock } from "./LibraryBlock";
import { Table } from "./Table";

export type Errors = Readonly<Record<string, string>>;

export function BlockList({ blocks, errors = {} }: { blocks: AnyBlock[]; errors?: Errors }) {
  return (
    <div className="blocks">
      {blocks.map((block, at) => (
        <div key={block.block_id ?? at} className={`block block-${block.type}`} data-block-id={block.block_id}>
          {drawn(block, errors)}
        </div>
      ))}
    </div>
  );
}

function drawn(block: AnyBlock, errors: Errors): ReactNode {
  switch (block.type) {
    case "header": return <Heading block={block} />;
    case "divider": return <hr />;
    case "section": return <Section block={block} />;
    case "context": return <Context block={block} />;
    case "actions": case "context_actions": return <Actions block={block} elements={(block.elements ?? []) as Element[]} />;
    case "input": return <Input block={block} error={errors[block.block_id ?? ""]} />;
    case "table": case "data_table": return <Table block={block} />;
    case "container": return <Container block={block} errors={errors} />;
    case "card": return <Card block={block} />;
    case "carousel": return <div className="carousel">{((block.elements ?? []) as AnyBlock[]).map((card, at) => <Card key={at} block={card} />)}</div>;
    case "image": return <Picture block={block} />;
    default: return <LibraryBlock block={block} />;
  }
}

function spotOf(block: AnyBlock, element: Element) {
  return { block_id: block.block_id ?? "", action_id: element.action_id ?? "" };
}

function Heading({ block }: { block: AnyBlock }) {
  const Tag = `h${Math.min(4, (block.level ?? 2) + 1)}` as "h2" | "h3" | "h4";
  return <Tag className={`heading level-${block.level ?? 0}`}>{block.text && <TextOf text={block.text} />}</Tag>;
}

function Section({ block }: { block: AnyBlock }) {
  const { text, fields, accessory } = block;
  return (
    <div className="section">
      <div className="section-text">
        {text && <div><TextOf text={text} /></div>}
        {fields && <div className="fields">{fields.map((field, at) => <div key={at}><TextOf text={field} /></div>)}</div>}
      </div>
      {accessory && (
        <div className={`accessory accessory-${accessory.type}`}>
          {accessory.type === "image"
            ? <Placeholder label={accessory.alt_text} />
            : <ElementView element={accessory} spot={spotOf(block, accessory)} dispatch />}
        </div>
      )}
    </div>
  );
}

function Context({ block }: { block: AnyBlock }) {
  return (
    <div className="context">
      {((block.elements ?? []) as (Text & Element)[]).map((element, at) =>
        element.type === "mrkdwn" || element.type === "plain_text"
          ? <span key={at}><TextOf text={element} /></span>
          : <Placeholder key={at} label={element.alt_text} />)}
    </div>
  );
}

function Actions({ block, elements }: { block: AnyBlock; elements: Element[] }) {
  return (
    <div className="actions">
      {elements.map((element, at) => (
        <ElementView key={element.action_id ?? at} element={element} spot={spotOf(block, element)} dispatch />
      ))}
    </div>
  );
}

function Input({ block, error }: { block: AnyBlock; error?: string }) {
  const label = useId();
  const { element } = block;
  if (!element) return null;
  return (
    <div className={`input ${error ? "invalid" : ""}`}>
      <div id={label} className="label">
        {block.label && <TextOf text={block.label} />}
        {block.optional && <span className="optional"> (optional)</span>}
        {error && <span className="hidden">: {error}</span>}
      </div>
      <ElementView
        element={element}
        spot={spotOf(block, element)}
        dispatch={block.dispatch_action ?? false}
        labelledBy={label}
        invalid={Boolean(error)}
      />
      {error && <p className="error" data-testid="field-error">{error}</p>}
      {block.hint && <p className="hint"><TextOf text={block.hint} /></p>}
    </div>
  );
}

function Container({ block, errors }: { block: AnyBlock; errors: Errors }) {
  const children = <BlockList blocks={block.child_blocks ?? []} errors={errors} />;
  const title = typeof block.title === "object" ? <TextOf text={block.title} /> : block.title;
  const subtitle = block.subtitle && <small><TextOf text={block.subtitle} /></small>;
  if (!block.is_collapsible) return <section className="container"><b>{title}</b>{subtitle}{children}</section>;
  return (
    <details className="container" open={!block.default_collapsed}>
      <summary><b>{title}</b>{subtitle}</summary>
      {children}
    </details>
  );
}

function Card({ block }: { block: AnyBlock }) {
  const { actions, ...shown } = block;
  return (
    <div className="card">
      {(shown.title || shown.text || "body" in shown || "hero_image" in shown) && <LibraryBlock block={shown} />}
      {actions && <Actions block={block} elements={actions} />}
    </div>
  );
}

function Picture({ block }: { block: AnyBlock }) {
  return (
    <figure className="picture">
      {typeof block.title === "object" && <figcaption><TextOf text={block.title} /></figcaption>}
      <Placeholder label={block.alt_text} />
    </figure>
  );
}

// The page works offline, so a picture from elsewhere is its alternative text.
function Placeholder({ label = "Picture" }: { label?: string }) {
  return <span className="placeholder" role="img" aria-label={label}>{label}</span>;
}
