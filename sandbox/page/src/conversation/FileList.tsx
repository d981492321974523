// The files at a message: a card each with its name, kind and size, which downloads it.
import { fileAddress } from "../wire/api";
import type { SharedFile } from "../wire/shapes";
import { useWorkspace } from "../workspace/context";
import { FileMark } from "../workspace/marks";

export function FileList({ files }: { files: SharedFile[] }) {
  return (
    <div className="files">
      {files.map((file) => <FileCard key={file.id} file={file} />)}
    </div>
  );
}

function FileCard({ file }: { file: SharedFile }) {
  const { me } = useWorkspace();
  if (file.deleted) return <p className="file gone" data-testid="file">This file was deleted.</p>;
  return (
    <a className="file" href={fileAddress(me.id, file.id)} download={file.name} data-testid="file">
      <FileMark />
      <span>
        <b>{file.title ?? file.name}</b>
        <small>{file.pretty_type} · {sizeOf(file.size ?? 0)}</small>
      </span>
    </a>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
