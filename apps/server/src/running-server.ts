import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { ClusterSession } from './cluster/cluster-session.ts'
import type { Clusters } from './cluster/clusters.ts'
import type { OfferedFile } from './files/offered-files.ts'
import { ReturnBook } from './envoy/return-book.ts'
import { LookBook } from './inside/look-book.ts'
import type { PodReader } from './inside/pod-reader.ts'
import { podReaderOf } from './inside/pod-reader-over.ts'
import { LiveHub } from './live/live-hub.ts'
import { topicSources } from './live/topic-sources.ts'
import type { Log } from './log.ts'
import { PodViews } from './pods/pod-views.ts'
import { CapabilityStore } from './raw/capability-store.ts'
import { rawPages } from './raw/raw-pages.ts'
import { apiRoutes } from './routes/api-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { SnapshotShelf } from './snapshot/snapshot-shelf.ts'
import { TaskBook } from './tasks/task-book.ts'
import type { Session } from '@portolan/contract/session'

/** How long answers under way may still take once the server is told to stop, in milliseconds. */
const drainFor = 500

export type ServerOptions = {
  readonly clusters: Clusters
  readonly session: Omit<Session, 'clusters' | 'files'>
  /** Files of the command line that the browser reads by itself. */
  readonly files?: readonly OfferedFile[]
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly allowedHosts: readonly string[]
  readonly token: string
  readonly webFolder: string
  readonly log: Log
  /** The way into the pods of one cluster, where it is not the exec of its API server. */
  readonly readerOf?: (session: ClusterSession) => PodReader
  readonly requestsPerMinute?: number
  /** A line for whoever started the command. */
  readonly tell?: (line: string) => void
}

/** A server that listens. Disposing ends every stream, prober and tunnel, and then the listening itself. */
export type RunningServer = AsyncDisposable & { readonly port: number; readonly origin: string }

/**
 * Starts to listen, and builds the app around the port that was really bound:
 * the Host guard needs to know it.
 * @throws the listening socket's own error, e.g. EADDRINUSE
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { clusters, session, log, allowedHosts, token, webFolder, requestsPerMinute = 3_000 } = options
  const readerOf = session.exec ? (options.readerOf ?? podReaderOf) : undefined
  const stopping = new AbortController()
  // A recording may take long to come in; whoever has no token is turned away after the headers.
  const server = createServer({ requestTimeout: 10 * 60_000, headersTimeout: 10_000 })
  const port = await listen(server, options.host, options.port)
  const views = new PodViews(clusters)
  const tasks = new TaskBook(log)
  const shelf = new SnapshotShelf()
  const looks = new LookBook()
  const returns = new ReturnBook(log, options.tell ?? (() => undefined))
  const hub = new LiveHub(topicSources({ clusters, views, looks, tasks }))
  const stopListening = clusters.listen((names) => hub.reopen(names))
  const capabilities = new CapabilityStore()
  server.on(
    'request',
    createApp({
      port,
      allowedHosts,
      token,
      requestsPerMinute,
      webFolder,
      log,
      health: healthRoutes(stopping.signal),
      api: apiRoutes({
        clusters,
        views,
        hub,
        tasks,
        shelf,
        looks,
        returns,
        readerOf,
        stopping: stopping.signal,
        files: options.files ?? [],
        session: { ...session, exec: readerOf !== undefined },
        capabilities,
        audit: log.child({ audit: true }),
      }),
      rawPages: rawPages({ capabilities, clusters, log }),
    }),
  )
  return {
    port,
    origin: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async [Symbol.asyncDispose]() {
      stopping.abort(new Error('the server is stopping'))
      stopListening()
      hub[Symbol.dispose]()
      // While there is still a way into the pods.
      await returns[Symbol.asyncDispose]()
      await tasks[Symbol.asyncDispose]()
      await shelf[Symbol.asyncDispose]()
      await Promise.all([close(server), clusters[Symbol.asyncDispose]()])
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(isAddress(address) ? address.port : port)
    })
  })
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainFor)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
