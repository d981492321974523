// The page: the demo strip on top, then Slack's own layout, with modals above everything.
import { useEffect, useMemo, useRef, useState } from "react";
import { ConversationView } from "./conversation/ConversationView";
import { Thread } from "./conversation/Thread";
import { DemoBar } from "./demo/DemoBar";
import { Traffic } from "./demo/Traffic";
import { Modals } from "./modal/Modals";
import { Sidebar } from "./sidebar/Sidebar";
import type { Conversation, WorkspaceState } from "./wire/shapes";
import { useAddress, type Address } from "./workspace/address";
import { conversationNamed } from "./workspace/conversations";
import { displayName, titleOf, type Workspace, useWorkspace, WorkspaceContext } from "./workspace/context";
import { GoneNotice, NotConnected, Starting } from "./workspace/Notices";
import { ReportProvider } from "./workspace/report";
import { useSession } from "./workspace/useSession";

export function App() {
  const [address, go] = useAddress();
  const session = useSession(address.as);
  const [last, setLast] = useState<WorkspaceState | null>(null);
  const { state, feed, reachable, refusal, reload, now } = session;
  const acted = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (state) setLast(state);
  }, [state]);
  useEffect(() => {
    if (state && !address.as) go({ ...address, as: state.me.id }, true);
  }, [state, address, go]);
  const shown = state ?? last;
  const workspace = useMemo<Workspace | null>(() => {
    if (!shown || !feed) return null;
    return {
      state: shown,
      me: shown.me,
      feed,
      now,
      person: (id) => shown.people.find((one) => one.id === id),
      nameOf: (id) => {
        const found = shown.people.find((one) => one.id === id);
        return found && displayName(found);
      },
      channel: (id) => shown.channels.find((one) => one.id === id),
      open: (channel, where) => go({ as: shown.me.id, channel, ...where }),
      reload,
      acted,
    };
  }, [shown, feed, now, go, reload]);
  if (!workspace) return <Starting refusal={reachable ? refusal : null} gone={!reachable} />;
  return (
    <WorkspaceContext.Provider value={workspace}>
      <ReportProvider>
        <Layout address={address} go={go} reachable={reachable} />
      </ReportProvider>
    </WorkspaceContext.Provider>
  );
}

interface LayoutProps {
  address: Address;
  go: (next: Address, replace?: boolean) => void;
  reachable: boolean;
}

function Layout({ address, go, reachable }: LayoutProps) {
  const { state, me, person } = useWorkspace();
  const [menu, setMenu] = useState(false);
  const [traffic, setTraffic] = useState(false);
  const open = conversationNamed(address.channel, state);
  useTitle(open && titleOf(open, person), state);
  return (
    <div className="page">
      <DemoBar
        onAct={(as) => go({ as, channel: openFor(open, state) })}
        traffic={traffic}
        onTraffic={() => setTraffic(!traffic)}
      />
      {!reachable && <GoneNotice />}
      {reachable && !state.app.connected && <NotConnected name={state.app.name} />}
      <div className="workspace">
        <Sidebar current={open?.id} shown={menu} onClose={() => setMenu(false)} />
        {menu && <button type="button" className="veil" aria-label="Close conversations" onClick={() => setMenu(false)} />}
        {open ? (
          <ConversationView
            conversation={open}
            home={address.tab === "home"}
            message={address.message}
            onMenu={() => setMenu(!menu)}
          />
        ) : (
          <main className="conversation"><div className="empty">{displayName(me)} is in no conversation.</div></main>
        )}
        {open && address.thread && (
          <Thread
            key={address.thread}
            conversation={open}
            ts={address.thread}
            onClose={() => go({ as: me.id, channel: open.id })}
          />
        )}
        {traffic && <Traffic onClose={() => setTraffic(false)} />}
      </div>
      <Modals key={me.id} views={state.views} />
    </div>
  );
}

// Direct messages are the person's own: the next person sees their own with the app, and otherwise their first channel.
function openFor(open: Conversation | undefined, { app }: WorkspaceState): string | undefined {
  if (open?.with === app.bot_user_id) return "app";
  return open?.id;
}

function useTitle(title: string | undefined, state: WorkspaceState): void {
  const unread = state.channels.reduce((sum, one) => sum + one.unread, 0);
  const { name } = state.team;
  useEffect(() => {
    document.title = `${unread ? `(${unread}) ` : ""}${title ? `${title} · ` : ""}${name} · Sandbox`;
  }, [title, unread, name]);
}
