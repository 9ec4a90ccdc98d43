import type { IDataObject, INode, INodeExecutionData, Workflow } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { StaticDatabase } from './database';
import { core } from './engine';
import type { Packages } from './packages';
import { buildAdditionalData, buildWorkflow } from './run';

export interface PollRequest {
  type: string;
  parameters?: IDataObject;
  credentials?: CredentialData;
  typeVersion?: number;
  /** What the database holds of earlier runs. */
  staticData?: IDataObject;
  /** The database itself, where other triggers of the workflow share it. */
  database?: StaticDatabase;
  /** Of the workflow; two with different IDs are two workflows. */
  id?: string;
  /** Of the node in its workflow: its ID and its name. The name of the type where left out. */
  node?: { id: string; name: string };
  /**
   * How n8n keeps what a poll notes. `memory`: the workflow stays in memory and is written to the database when an
   * execution starts (all versions). `durable`: every poll gets a copy, written together with the execution or, without
   * one, by itself (2.41 with durable cursors).
   */
  cursors?: 'memory' | 'durable';
}

/** An active workflow with a polling trigger. */
export interface Poller {
  /** What n8n does when the workflow is switched on: a first poll, whose error keeps the workflow off. */
  activate: () => Promise<void>;
  /** What the schedule does: one poll. Answers the items of the execution it started, nothing without one. */
  tick: (how?: { dies?: 'beforeTheExecution' }) => Promise<INodeExecutionData[] | undefined>;
  /** A click on the trigger in the editor; rejects with the error it shows. */
  test: () => Promise<INodeExecutionData[]>;
  /** The process ends and another one begins: only what the database holds is left. */
  restart: () => void;
  /** The workflow is switched off and on again, or saved: it is read from the database anew, by the same process. */
  reactivate: () => void;
  /** Items of every execution so far. */
  runs: INodeExecutionData[][];
  /** Errors of polls: n8n records each as a failed execution. */
  failures: Error[];
  /** As the database holds it. */
  staticData: () => IDataObject;
}

/** The surroundings of a poll: n8n's `PollContext` and what its scheduler does before and after it. */
export function openPoll(packages: Packages, request: PollRequest): Poller {
  const { type, parameters = {}, credentials = {}, typeVersion, id = 'workflow', cursors = 'memory', database = new StaticDatabase(request.staticData) } = request;
  const { name, ...identity } = request.node ?? { name: packages.getByNameAndVersion(type, typeVersion).description.defaults.name ?? 'Trigger' };
  const runs: INodeExecutionData[][] = [];
  const failures: Error[] = [];
  let process = Promise.resolve(packages);
  let workflow = load();

  function load(): Workflow {
    const nodes = [{ ...identity, name, type, typeVersion, parameters: parameters as INode['parameters'] }];
    return buildWorkflow(packages, { id, nodes, connections: {}, staticData: database.read() }, credentials);
  }

  /** @param mode `manual` is a test in the editor */
  async function poll(mode: 'trigger' | 'manual', work: (items: INodeExecutionData[] | undefined, save: () => void) => void): Promise<void> {
    const own = workflow;
    const nodeTypes = await process;
    const node = own.nodes[name];
    const live = own.getStaticData('node', node);
    const staged = structuredClone({ ...live }) as IDataObject;
    const readStatic = () => (cursors === 'durable' ? staged : live);
    const context = new core.PollContext(own, node, buildAdditionalData(packages, credentials), mode, 'activate', undefined, undefined, undefined, undefined, readStatic);
    const answer = await nodeTypes.getByNameAndVersion(type, node.typeVersion).poll!.call(context);
    work(answer?.[0], () => {
      if (cursors === 'durable') Object.assign(live, staged);
      void database.save(own);
    });
  }

  async function tick({ dies }: { dies?: 'beforeTheExecution' } = {}): Promise<INodeExecutionData[] | undefined> {
    let started: INodeExecutionData[] | undefined;
    try {
      await poll('trigger', (items, save) => {
        if (dies) return restart();
        // without an execution, the workflow in memory is not written
        if (items || cursors === 'durable') save();
        if (items) runs.push((started = items));
      });
    } catch (error) {
      failures.push(error as Error);
    }
    return started;
  }

  function reactivate(): void {
    workflow = load();
  }

  function restart(): void {
    process = packages.inAnotherProcess();
    reactivate();
  }

  return {
    activate: async () =>
      await poll('trigger', (items, save) => {
        save();
        if (items) runs.push(items);
      }),
    tick,
    test: async () => {
      let shown: INodeExecutionData[] = [];
      await poll('manual', (items) => (shown = items ?? []));
      return shown;
    },
    restart,
    reactivate,
    runs,
    failures,
    staticData: () => database.read(),
  };
}
