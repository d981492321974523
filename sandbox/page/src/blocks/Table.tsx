// Tables (table and data_table) with real header cells, scrolling sideways inside their message when too wide.
import type { AnyBlock, Cell, ColumnSetting } from "../wire/blockkit";
import { LibraryBlock } from "./LibraryBlock";

function CellContent({ cell }: { cell: Cell }) {
  if (cell.type === "rich_text") return <LibraryBlock block={{ type: "rich_text", elements: (cell.elements ?? []) as AnyBlock[] }} />;
  return <>{cell.text ?? cell.value?.toLocaleString("en-GB")}</>;
}

function cellClass(cell: Cell, setting: ColumnSetting | null | undefined): string {
  const align = setting?.align ?? (cell.type === "raw_number" ? "right" : "left");
  return `${align} ${setting?.is_wrapped ? "wrapped" : ""}`;
}

export function Table({ block }: { block: AnyBlock }) {
  const [head = [], ...body] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const rowHead = block.row_header_column_index ?? 0;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={block.caption ?? "Table"}>
      <table>
        {block.caption && <caption>{block.caption}</caption>}
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col" className={cellClass(cell, settings[at])}><CellContent cell={cell} /></th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => {
                const Tag = at === rowHead ? "th" : "td";
                return (
                  <Tag key={at} scope={at === rowHead ? "row" : undefined} className={cellClass(cell, settings[at])}>
                    <CellContent cell={cell} />
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
