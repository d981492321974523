// The app's Home tab for the acting person. Showing it tells the app, as opening it in Slack does.
import { useCallback, useEffect, useState } from "react";
import { BlockList } from "../blocks/BlockList";
import { SurfaceProvider, type Held } from "../elements/SurfaceProvider";
import { openTab, readHome } from "../wire/api";
import type { ElementValue } from "../wire/blockkit";
import type { View } from "../wire/shapes";
import { useFresh } from "../wire/useFresh";
import { useWorkspace } from "../workspace/context";
import { useReport } from "../workspace/report";

export function Home() {
  const { state, me, feed } = useWorkspace();
  const report = useReport();
  const [asked, setAsked] = useState(false);
  const { value, reload } = useFresh(feed, me.id, () => readHome(me.id), (change) => change.what === "home");
  useEffect(() => {
    setAsked(false);
    void openTab(me.id, "home").then((answer) => {
      report(answer);
      setAsked(true);
      reload();
    });
  }, [me.id, report, reload]);
  if (value?.view) return <HomeView key={value.view.id} view={value.view} />;
  return (
    <div className="home" data-testid="home">
      <div className="empty">
        {asked && value ? (
          <><b>{state.app.name} has not drawn its Home tab for you yet.</b><span>It appears here as soon as the app publishes it.</span></>
        ) : "Loading …"}
      </div>
    </div>
  );
}

function HomeView({ view }: { view: View }) {
  const [held, setHeld] = useState<Held>(new Map());
  const keep = useCallback(
    (key: string, value: ElementValue) => setHeld((old) => new Map(old).set(key, value)),
    [],
  );
  return (
    <div className="home" data-testid="home" tabIndex={0}>
      <SurfaceProvider place={{ view_id: view.id }} blocks={view.blocks} held={held} keep={keep}>
        <BlockList blocks={view.blocks} />
      </SurfaceProvider>
    </div>
  );
}
