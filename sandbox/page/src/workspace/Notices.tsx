// What the page says when something it stands on is missing: the sandbox, or the app's connection to it.
export function GoneNotice() {
  return (
    <p className="banner gone" role="alert" data-testid="gone">
      The sandbox has stopped. Start it again with <code>make demo</code>; this page goes on by itself.
    </p>
  );
}

export function NotConnected({ name }: { name: string }) {
  return (
    <p className="banner" role="status" data-testid="not-connected">
      {name} is not connected. Commands and buttons get no answer until it is.
    </p>
  );
}

export function Starting({ refusal, gone }: { refusal: string | null; gone: boolean }) {
  if (gone) return <GoneNotice />;
  if (!refusal) return <p className="starting">Opening the workspace …</p>;
  return (
    <div className="starting" role="alert">
      <p>{refusal}</p>
      <a href="/">Open the workspace from the start</a>
    </div>
  );
}
